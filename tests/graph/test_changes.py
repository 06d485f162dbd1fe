from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph import (
    CycleError,
    DecisionError,
    EmptyMapError,
    MapExistsError,
    MapIdError,
    SqliteStore,
    StaleRevisionError,
    UnknownMapError,
    UnknownSkillError,
    build,
    copy_map,
    decide,
    delete_map,
    import_map,
    slug,
    withdraw,
)
from tests.builders import SEED_MAP

MAP = """\
# Web
## Protocols
- HTTP
- REST
- GraphQL
## Formats
- JSON
"""
HTTP, REST, GRAPHQL = "protocols/http", "protocols/rest", "protocols/graphql"
JSON = "formats/json"


@pytest.fixture
def store():
    opened = SqliteStore(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def web(store):
    return import_map(store, MAP).snapshot


def status(snapshot, source, target):
    """Return the status of a prerequisite, or None if it is neither used nor rejected."""
    return next(
        (
            edge.status
            for edge in snapshot.prerequisites
            if (edge.source, edge.target) == (source, target)
        ),
        None,
    )


def everything(store):
    """Return all that a store keeps."""
    return [(store.load(each.id), store.history(each.id), each) for each in store.maps()]


# Importing


def test_a_map_that_is_new_is_created_at_revision_1(store):
    done = import_map(store, MAP)

    assert (done.outcome, done.snapshot.revision, done.snapshot.map_id) == ("created", 1, "web")
    assert done.added == ("protocols", HTTP, REST, GRAPHQL, "formats", JSON)
    assert (done.removed, done.waiting) == ((), ())
    assert store.load("web") == done.snapshot


def test_importing_the_same_file_again_changes_nothing(store, web):
    before = everything(store)

    done = import_map(store, MAP)

    assert (done.outcome, done.added, done.removed) == ("unchanged", (), ())
    assert done.snapshot == web
    assert everything(store) == before


@pytest.mark.parametrize(
    "source",
    [MAP.replace("\n", "\r\n"), "\ufeff" + MAP, MAP.encode("utf-16")],
    ids=["line ends", "byte order mark", "encoding"],
)
def test_how_a_file_is_encoded_is_no_change(store, web, source):
    assert import_map(store, source).outcome == "unchanged"
    assert store.revision("web") == web.revision


@pytest.mark.usefixtures("web")
def test_an_edited_map_says_what_was_added_and_removed(store):
    done = import_map(store, MAP.replace("- REST\n", "- SOAP\n- gRPC\n"))

    assert (done.outcome, done.snapshot.revision) == ("changed", 2)
    assert done.added == ("protocols/soap", "protocols/grpc")
    assert done.removed == (REST,)
    assert store.load("web") == done.snapshot


def test_an_edit_that_changes_no_entry_is_a_change_too(store, web):
    done = import_map(store, MAP + "\nA word on the map.\n")

    assert (done.outcome, done.added, done.removed) == ("changed", (), ())
    assert done.snapshot.revision == web.revision + 1


def test_a_map_is_found_by_its_title_or_by_the_id_that_is_given(store):
    import_map(store, MAP)
    import_map(store, MAP.replace("# Web", "# Other"))
    import_map(store, MAP, map_id="third")

    assert [found.id for found in store.maps()] == ["web", "other", "third"]


def test_a_file_that_cannot_be_read_changes_nothing(store, web):
    with pytest.raises(EmptyMapError):
        import_map(store, "# Web\n")

    assert store.load("web") == web


# Dry runs


def test_a_dry_run_of_a_new_map_says_what_would_happen_and_writes_nothing(store):
    done = import_map(store, MAP, dry_run=True)

    assert (done.outcome, done.snapshot.revision, len(done.added)) == ("created", 0, 6)
    assert store.maps() == ()


def test_a_dry_run_of_an_edited_map_says_what_would_happen_and_writes_nothing(store, web):
    decide(store, web, JSON, REST, "asserted")
    before = everything(store)

    done = import_map(store, MAP.replace("- REST\n", ""), dry_run=True)

    assert (done.outcome, done.removed) == ("changed", (REST,))
    assert [(each.source, each.target) for each in done.waiting] == [(JSON, REST)]
    assert done.snapshot.revision == 2
    assert REST not in done.snapshot.graph
    assert everything(store) == before


@pytest.mark.usefixtures("web")
def test_a_dry_run_of_the_same_file_says_that_nothing_would_change(store):
    assert import_map(store, MAP, dry_run=True).outcome == "unchanged"


# Revisions


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_map_that_must_not_exist_yet_is_refused_if_it_does(store, web, dry_run):
    with pytest.raises(MapExistsError) as caught:
        import_map(store, MAP + "- x\n", against=0, dry_run=dry_run)

    assert caught.value.revision == web.revision
    assert store.load("web") == web


@pytest.mark.parametrize("dry_run", [False, True])
def test_an_import_against_another_revision_is_refused(store, web, dry_run):
    newer = decide(store, web, JSON, REST, "asserted")

    with pytest.raises(StaleRevisionError) as caught:
        import_map(store, MAP, against=1, dry_run=dry_run)

    assert (caught.value.expected, caught.value.actual) == (1, 2)
    assert store.load("web") == newer


def test_an_import_against_the_present_revision_is_made(store, web):
    done = import_map(store, MAP + "- XML\n", against=web.revision)

    assert done.snapshot.revision == web.revision + 1


def test_an_import_against_a_revision_of_a_map_that_is_not_there_is_refused(store):
    with pytest.raises(UnknownMapError):
        import_map(store, MAP, against=3)

    assert import_map(store, MAP, against=0).outcome == "created"


# Deciding


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_what_was_inferred_can_be_accepted_and_rejected(store, web, verdict):
    assert status(web, HTTP, REST) == "inferred"

    changed = decide(store, web, HTTP, REST, verdict, "as Ada says")

    assert status(changed, HTTP, REST) == verdict
    assert (HTTP in changed.graph.prerequisites_of(REST)) == (verdict == "accepted")
    assert changed.revision == web.revision + 1
    assert store.load("web") == changed
    decision = changed.decision(HTTP, REST)
    assert (decision.verdict, decision.note) == (verdict, "as Ada says")


def test_a_prerequisite_that_nobody_inferred_can_be_asserted(store, web):
    changed = decide(store, web, JSON, HTTP, "asserted")

    assert status(changed, JSON, HTTP) == "asserted"
    assert changed.graph.ancestors_of({HTTP}) == {JSON}


def test_a_decision_outranks_what_was_inferred_the_other_way_round(store, web):
    changed = decide(store, web, GRAPHQL, HTTP, "asserted")

    assert GRAPHQL in changed.graph.prerequisites_of(HTTP)
    assert (HTTP, GRAPHQL) in {(cut.source, cut.target) for cut in changed.report.cut}


def test_what_nobody_inferred_cannot_be_accepted(store, web):
    with pytest.raises(DecisionError, match=r"nothing to accept. Assert the prerequisite instead"):
        decide(store, web, JSON, HTTP, "accepted")

    assert store.load("web") == web


@pytest.mark.parametrize("pair", [("protocols/soap", HTTP), (HTTP, "protocols/soap")])
def test_nothing_can_be_decided_about_a_skill_that_is_not_in_the_map(store, web, pair):
    with pytest.raises(UnknownSkillError, match="protocols/soap"):
        decide(store, web, *pair, "asserted")

    assert store.load("web") == web


def test_a_decision_that_closes_a_circle_of_decisions_is_refused_as_a_sentence(store, web):
    web = decide(store, web, HTTP, JSON, "asserted")
    web = decide(store, web, JSON, GRAPHQL, "asserted")

    with pytest.raises(CycleError) as caught:
        decide(store, web, GRAPHQL, HTTP, "asserted")

    assert set(caught.value.cycle) == {HTTP, JSON, GRAPHQL}
    assert str(caught.value).startswith("these prerequisites run in a circle: ")
    assert store.load("web") == web


def test_a_skill_cannot_be_asserted_to_come_before_itself(store, web):
    with pytest.raises(CycleError, match="protocols/http cannot be a prerequisite of itself"):
        decide(store, web, HTTP, HTTP, "asserted")


def test_a_later_decision_replaces_an_earlier_one(store, web):
    web = decide(store, web, HTTP, REST, "rejected")
    web = decide(store, web, JSON, REST, "asserted")
    web = decide(store, web, HTTP, REST, "accepted")

    assert [(each.source, each.verdict) for each in web.decisions] == [
        (JSON, "asserted"),
        (HTTP, "accepted"),
    ]
    assert status(web, HTTP, REST) == "accepted"


def test_deciding_the_same_again_changes_nothing(store, web):
    changed = decide(store, web, HTTP, REST, "rejected", "why")

    assert decide(store, changed, HTTP, REST, "rejected", "why") is changed
    assert store.revision("web") == changed.revision
    assert decide(store, changed, HTTP, REST, "rejected", "other").revision == changed.revision + 1


def test_a_decision_about_a_map_that_has_changed_meanwhile_is_refused(store, web):
    newer = decide(store, web, HTTP, REST, "rejected")

    with pytest.raises(StaleRevisionError):
        decide(store, web, JSON, REST, "asserted")

    assert store.load("web") == newer


def test_a_decision_says_when_it_was_made(store, web):
    before = datetime.now(UTC).replace(microsecond=0)

    changed = decide(store, web, HTTP, REST, "rejected")

    decided_at = changed.decision(HTTP, REST).decided_at
    assert decided_at.endswith("Z")
    assert before <= datetime.fromisoformat(decided_at) <= datetime.now(UTC)


# Withdrawing


@pytest.mark.parametrize("verdict", ["accepted", "asserted", "rejected"])
def test_after_a_decision_is_withdrawn_inference_holds_again(store, web, verdict):
    changed = decide(store, web, HTTP, REST, verdict)

    again = withdraw(store, changed, HTTP, REST)

    assert again.decisions == ()
    assert again.prerequisites == web.prerequisites
    assert again.revision == 3
    assert store.load("web") == again


def test_what_nobody_decided_cannot_be_withdrawn(store, web):
    with pytest.raises(DecisionError, match="nothing to withdraw"):
        withdraw(store, web, HTTP, REST)

    assert store.load("web") == web


def test_a_rejection_that_keeps_a_circle_open_cannot_be_withdrawn(store):
    stated = "# Web\n## P\n- a\n- b (requires: a)\n"
    web = import_map(store, stated).snapshot
    web = decide(store, web, "p/a", "p/b", "rejected")
    web = decide(store, web, "p/b", "p/a", "asserted")

    with pytest.raises(CycleError):
        withdraw(store, web, "p/a", "p/b")

    assert store.load("web") == web


def test_a_withdrawal_from_a_map_that_has_changed_meanwhile_is_refused(store, web):
    old = decide(store, web, HTTP, REST, "rejected")
    newer = decide(store, old, JSON, REST, "asserted")

    with pytest.raises(StaleRevisionError):
        withdraw(store, old, HTTP, REST)

    assert store.load("web") == newer


# What importing does to decisions


def test_decisions_survive_the_import_of_an_edited_map(store, web):
    web = decide(store, web, HTTP, REST, "rejected", "why")
    web = decide(store, web, REST, GRAPHQL, "accepted")
    web = decide(store, web, JSON, REST, "asserted")

    edited = MAP.replace("## Protocols\n", "## Protocols\n- TCP\n").replace("- JSON", "- JSON (2h)")
    done = import_map(store, edited)

    assert done.snapshot.decisions == web.decisions
    assert status(done.snapshot, HTTP, REST) == "rejected"
    assert status(done.snapshot, REST, GRAPHQL) == "accepted"
    assert status(done.snapshot, JSON, REST) == "asserted"
    assert done.waiting == ()


def test_an_accepted_prerequisite_stays_though_nothing_speaks_for_it_any_more(store, web):
    decide(store, web, HTTP, REST, "accepted")

    done = import_map(store, MAP.replace("- HTTP\n- REST\n- GraphQL", "- REST\n- GraphQL\n- HTTP"))

    assert status(done.snapshot, HTTP, REST) == "accepted"
    assert HTTP in done.snapshot.graph.prerequisites_of(REST)


def test_a_decision_about_a_skill_that_is_removed_waits_and_comes_back_with_it(store, web):
    changed = decide(store, web, JSON, REST, "asserted", "why")

    gone = import_map(store, MAP.replace("- REST\n", ""))
    back = import_map(store, MAP)

    assert gone.waiting == gone.snapshot.decisions == changed.decisions
    assert back.waiting == ()
    assert back.added == (REST,)
    assert status(back.snapshot, JSON, REST) == "asserted"
    assert back.snapshot.prerequisites == changed.prerequisites


def test_an_import_that_states_the_opposite_of_a_decision_is_refused_and_changes_nothing(
    store, web
):
    changed = decide(store, web, REST, JSON, "asserted")

    with pytest.raises(CycleError):
        import_map(store, MAP.replace("- REST", "- REST (requires: JSON)"))

    assert store.load("web") == changed


def test_importing_the_same_file_after_decisions_changes_nothing(store, web):
    changed = decide(store, web, JSON, REST, "asserted")

    done = import_map(store, MAP)

    assert (done.outcome, done.snapshot) == ("unchanged", changed)


def test_the_seed_map_is_imported_decided_about_and_imported_again(store):
    created = import_map(store, SEED_MAP.read_bytes()).snapshot
    first = created.inferred[0]

    changed = decide(store, created, first.source, first.target, "rejected")

    assert import_map(store, SEED_MAP.read_bytes()).outcome == "unchanged"
    assert store.load(created.map_id) == changed
    assert first.source not in changed.graph.prerequisites_of(first.target)


# History and deletion


def test_the_history_tells_every_change_newest_first(store, web):
    web = decide(store, web, HTTP, REST, "rejected")
    withdraw(store, web, HTTP, REST)
    import_map(store, MAP + "- XML\n")

    told = [
        (entry.revision, entry.change.kind, entry.change.text) for entry in store.history("web")
    ]
    assert told == [
        (4, "imported", "Imported “Web”: 1 added, 0 removed."),
        (3, "withdrawn", "No longer rejected: HTTP before REST."),
        (2, "decided", "Rejected: HTTP before REST."),
        (1, "imported", "Imported “Web”: 6 added."),
    ]
    assert store.history("web")[0].change.skills == ("formats/xml",)
    assert store.history("web")[2].change.skills == (HTTP, REST)


def test_a_map_is_deleted_with_its_decisions_and_its_history_stays(store, web):
    web = decide(store, web, HTTP, REST, "rejected")

    assert delete_map(store, "web", web.revision) == 3
    assert store.maps() == ()
    assert store.history("web")[0].change.kind == "deleted"
    again = import_map(store, MAP)
    assert again.outcome == "created"
    assert again.snapshot.decisions == ()
    assert again.snapshot.revision == 4


def test_a_map_that_has_changed_meanwhile_is_not_deleted(store, web):
    decide(store, web, HTTP, REST, "rejected")

    with pytest.raises(StaleRevisionError):
        delete_map(store, "web", web.revision)
    with pytest.raises(UnknownMapError):
        delete_map(store, "no", 1)
    assert store.revision("web") == 2


def test_changes_are_there_after_the_store_is_opened_again(tmp_path):
    store = SqliteStore(tmp_path / "maps.db")
    changed = decide(store, import_map(store, MAP).snapshot, HTTP, REST, "rejected", "why")
    store.close()

    store = SqliteStore(tmp_path / "maps.db")
    try:
        assert store.load("web") == changed
        assert import_map(store, MAP).outcome == "unchanged"
    finally:
        store.close()


def test_a_file_that_shares_nothing_with_the_map_of_its_title_does_not_replace_it_unasked(store):
    import_map(store, "- Boil", title="Skills")

    with pytest.raises(MapExistsError, match="name the map that it is to replace"):
        import_map(store, "- HTTP", title="Skills")

    assert import_map(store, "- HTTP", map_id="skills").outcome == "changed"


@pytest.mark.parametrize("map_id", ["..", "a/b", "My Map", ""])
def test_an_id_that_no_address_could_name_is_refused_with_one_that_would_do(store, map_id):
    with pytest.raises(MapIdError) as caught:
        import_map(store, "- Boil", map_id=map_id)

    assert slug(caught.value.suggestion) == caught.value.suggestion != ""


def test_a_decision_about_a_skill_that_is_not_there_has_suggestions(store):
    found = import_map(store, "- HTTP\n- REST", title="Web").snapshot

    with pytest.raises(UnknownSkillError) as caught:
        decide(store, found, "htp", "rest", "asserted")

    assert caught.value.suggestions == ("http",)


class Overtaken(SqliteStore):
    """A store in which somebody else is always faster once."""

    def commit(self, snapshot, change):
        if not self.revision_of_rival:
            self.revision_of_rival = super().commit(build("# Web\n- HTTP\n- JSON"), change).revision
        return super().commit(snapshot, change)

    revision_of_rival = 0


def test_an_import_that_is_overtaken_starts_from_what_is_there_then():
    store = Overtaken(":memory:")

    done = import_map(store, "# Web\n- HTTP\n- REST")

    assert (done.outcome, done.added, done.removed) == ("changed", ("rest",), ("json",))
    assert done.snapshot.revision == store.revision("web") == 2
    store.close()


def test_an_import_against_a_revision_is_refused_if_it_is_overtaken():
    store = Overtaken(":memory:")

    with pytest.raises(MapExistsError):
        import_map(store, "# Web\n- HTTP\n- REST", against=0)
    store.close()


# Copying from another store


@pytest.fixture
def other():
    """A store that a map is copied to."""
    opened = SqliteStore(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def copied(store, web, other):  # noqa: ARG001 - it has to be in the store
    return copy_map(store, other, "web").snapshot


def at(monkeypatch, second):
    """Let what is decided from now on have been decided at this second."""
    monkeypatch.setattr("graph.changes.now", lambda: f"2026-01-01T00:00:{second:02}.000Z")


def test_a_map_is_copied_with_its_decisions_and_gets_a_history_of_its_own(store, web, other):
    web = decide(store, web, HTTP, REST, "rejected", "why")

    done = copy_map(store, other, "web")

    assert (done.outcome, done.removed) == ("created", ())
    assert other.load("web") == done.snapshot == replace(web, revision=1)
    assert [entry.change.kind for entry in other.history("web")] == ["imported"]


def test_what_was_decided_in_the_target_stays(store, web, other, copied):
    kept = decide(other, copied, HTTP, REST, "rejected", "seen there")
    decide(store, web, JSON, REST, "asserted", "seen here")

    done = copy_map(store, other, "web").snapshot

    assert done.decisions[0] == kept.decisions[0]
    assert [each.note for each in done.decisions] == ["seen there", "seen here"]
    assert status(done, HTTP, REST) == "rejected"
    assert status(done, JSON, REST) == "asserted"
    assert other.load("web") == done


def test_what_was_decided_in_the_target_stays_though_the_map_was_edited(store, other, copied):
    kept = decide(other, copied, HTTP, REST, "rejected")
    import_map(store, MAP + "- XML\n")

    done = copy_map(store, other, "web")

    assert (done.outcome, done.added) == ("changed", ("formats/xml",))
    assert done.snapshot.decisions == kept.decisions


@pytest.mark.parametrize(
    ("here", "there", "holds"), [(2, 1, "here"), (1, 2, "there"), (1, 1, "there")]
)
def test_of_two_decisions_about_one_pair_the_newer_one_holds(
    store, web, other, copied, monkeypatch, here, there, holds
):
    at(monkeypatch, there)
    decide(other, copied, HTTP, REST, "rejected", "there")
    at(monkeypatch, here)
    decide(store, web, HTTP, REST, "accepted", "here")

    done = copy_map(store, other, "web").snapshot

    assert [each.note for each in done.decisions] == [holds]


def test_decisions_of_two_stores_stand_in_the_order_in_which_they_were_made(
    store, web, other, copied, monkeypatch
):
    at(monkeypatch, 2)
    decide(other, copied, HTTP, REST, "rejected")
    at(monkeypatch, 1)
    web = decide(store, web, HTTP, GRAPHQL, "rejected")
    at(monkeypatch, 3)
    decide(store, web, JSON, REST, "asserted")

    done = copy_map(store, other, "web").snapshot

    assert [each.decided_at[17:19] for each in done.decisions] == ["01", "02", "03"]


def test_copying_a_second_time_changes_nothing(store, web, other, copied):
    decide(other, copied, HTTP, REST, "rejected")
    decide(store, web, JSON, REST, "asserted")
    copy_map(store, other, "web")
    before = everything(other)

    done = copy_map(store, other, "web")

    assert (done.outcome, done.snapshot) == ("unchanged", other.load("web"))
    assert everything(other) == before


def test_decisions_of_two_stores_that_run_in_a_circle_are_refused_and_nothing_is_written(
    store, web, other, copied
):
    decide(other, copied, GRAPHQL, JSON, "asserted")
    decide(store, web, JSON, GRAPHQL, "asserted")
    before = everything(other)

    with pytest.raises(CycleError) as caught:
        copy_map(store, other, "web")

    assert set(caught.value.cycle) == {JSON, GRAPHQL}
    assert everything(other) == before


def test_a_map_does_not_take_the_place_of_one_that_shares_nothing_with_it(store, web, other):  # noqa: ARG001
    import_map(other, "- Boil", map_id="web")
    before = everything(other)

    with pytest.raises(MapExistsError):
        copy_map(store, other, "web")

    assert everything(other) == before


def test_a_map_that_the_source_does_not_have_is_not_copied(store, other):
    with pytest.raises(UnknownMapError):
        copy_map(store, other, "web")
