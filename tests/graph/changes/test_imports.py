import pytest

from graph import (
    CycleError,
    EmptyMapError,
    MapExistsError,
    MapIdError,
    SqliteStore,
    StaleRevisionError,
    UnknownMapError,
    build,
    decide,
    import_map,
    slug,
)
from tests.builders import SEED_MAP
from tests.graph.changes.web import GRAPHQL, HTTP, JSON, MAP, REST, everything, status

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
