"""Whatever is done to a map from one import to the next, nothing that people said is lost."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import (
    CycleError,
    DecisionError,
    Learner,
    Mark,
    SqliteStore,
    decide,
    import_map,
    marks_now,
    notes_for,
)
from tests.strategies import seeded

NAMES = (
    *("HTTP", "JSON", "Caching", "Indexing", "Docker Volumes", "Unit Testing", "Regex", "Sorting"),
    *("Basics", "Setup", "Sessions", "Cookies", "Rook Moves", "Castling", "Web Sockets", "Trees"),
    *("HTML & CSS", "Loops, Lists & Sets", "Threads/Processes", "Version Control (Git)"),
)
AREAS = ("Web", "Data", "Chess", "Operations", "Basics")
NOW = "2027-01-04T09:00:00Z"


@dataclass(eq=False)
class Entry:
    """A heading or bullet of the map while it is edited."""

    name: str
    below: "list[Entry]" = field(default_factory=list)


class Author:
    """Somebody who edits a map at random, the same way for the same number."""

    def __init__(self, number):
        self._chance = seeded(number)
        self._gone = []
        self.title = "Map"
        names = self._chance.sample(NAMES, 9)
        self.areas = [
            Entry(area, [Entry(name) for name in names[3 * at : 3 * at + 3]])
            for at, area in enumerate(self._chance.sample(AREAS, 3))
        ]

    def written(self):
        lines = [f"# {self.title}"]
        for area in self.areas:
            lines.append(f"## {area.name}")
            lines += self._bullets(area.below, 0)
        return "\n".join(lines)

    def _bullets(self, entries, depth):
        for entry in entries:
            yield f"{'  ' * depth}- {entry.name}"
            yield from self._bullets(entry.below, depth + 1)

    def edit(self):
        for _ in range(self._chance.randint(1, 3)):
            self._chance.choice(
                [
                    self._rename,
                    self._rename_area,
                    self._move,
                    self._delete,
                    self._delete_area,
                    self._bring_back,
                    self._add,
                    self._split,
                    self._merge,
                    self._deepen,
                    self._flatten,
                    self._reorder,
                    self._change_title,
                ]
            )()

    def _all(self):
        """Return every bullet with the list that it stands in."""
        found, todo = [], list(self.areas)
        while todo:
            entry = todo.pop(0)
            found += [(below, entry.below) for below in entry.below]
            todo += entry.below
        return found

    def _any(self, least=2):
        found = self._all()
        return self._chance.choice(found) if len(found) >= least else (None, None)

    def _renamed(self, name):
        return self._chance.choice(
            [name.lower(), f"{name}s", f"{name} Basics", f"{name[:3]}x{name[3:]}", "Something Else"]
        )

    def _rename(self):
        entry, _ = self._any()
        if entry:
            entry.name = self._renamed(entry.name)

    def _rename_area(self):
        area = self._chance.choice(self.areas)
        area.name = self._renamed(area.name)

    def _move(self):
        entry, place = self._any()
        if entry:
            place.remove(entry)
            self._chance.choice(self.areas).below.append(entry)

    def _delete(self):
        entry, place = self._any(4)
        if entry:
            place.remove(entry)
            self._gone.append(entry)

    def _delete_area(self):
        if len(self.areas) > 2:
            self._gone.append(self.areas.pop(self._chance.randrange(len(self.areas))))

    def _bring_back(self):
        if self._gone:
            self._chance.choice(self.areas).below.append(self._gone.pop())

    def _add(self):
        self._chance.choice(self.areas).below.append(Entry(self._chance.choice(NAMES)))

    def _split(self):
        entry, place = self._any()
        if entry and not entry.below and " & " in entry.name:
            parts = entry.name.replace(" & ", ", ").split(", ")
            at = place.index(entry)
            place[at : at + 1] = [Entry(part) for part in parts]

    def _merge(self):
        entry, place = self._any()
        if entry and len(place) > 1:
            other = next(found for found in place if found is not entry)
            place.remove(other)
            entry.name = f"{entry.name} & {other.name}"

    def _deepen(self):
        entry, _ = self._any()
        if entry:
            entry.below += [Entry(self._chance.choice(NAMES)), Entry(f"{entry.name} in Practice")]

    def _flatten(self):
        entry, _ = self._any()
        if entry:
            entry.below = []

    def _reorder(self):
        self._chance.shuffle(self._chance.choice(self.areas).below)

    def _change_title(self):
        self.title = self._chance.choice(["Map", "The Map", "Another"])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_after_any_edits_every_decision_and_every_mark_stands_somewhere(number):
    author, chance = Author(number), seeded(number + 1)
    store = SqliteStore(":memory:")
    snapshot = import_map(store, author.written(), map_id="map").snapshot
    made, marks = {}, []
    for _ in range(6):
        snapshot = decided_at_random(store, snapshot, chance, made)
        skill = chance.choice(snapshot.skill_map.skills)
        marks.append(Mark("map", skill.id, skill.name, "known", NOW))
        author.edit()
        try:
            done = import_map(store, author.written(), map_id="map")
        except CycleError:
            continue  # decisions about places of one name, as decided: nothing was written
        snapshot = done.snapshot

        assert set(made.values()) == set(snapshot.decisions)
        assert_decisions_stand_somewhere(snapshot)
        assert_marks_stand_somewhere(snapshot, marks)
        assert_moves_lead_to_the_map(snapshot)
        assert set(done.removed) == {m.id for m in done.moves if not snapshot.present_ids(m.id)}
        again = import_map(store, author.written(), map_id="map")
        assert (again.outcome, again.snapshot, again.moves) == ("unchanged", snapshot, ())
        assert store.load("map") == snapshot
    store.close()


def decided_at_random(store, snapshot, chance, made):
    """Decide about a pair of skills, if that can be, and remember it."""
    skills = [skill.id for skill in snapshot.skill_map.skills]
    source, target = chance.choice(skills), chance.choice(skills)
    verdict = chance.choice(["asserted", "asserted", "rejected"])
    try:
        after = decide(store, snapshot, source, target, verdict)
    except (CycleError, DecisionError):
        return snapshot
    if after is not snapshot:
        made[source, target] = after.decisions[-1]
    return after


def assert_decisions_stand_somewhere(snapshot):
    holding = {(d.source, d.target): d for d in snapshot.decisions_in_force}
    for made in snapshot.decisions:
        pairs = snapshot.pairs_now(made)
        holds = [pair for pair in pairs if pair in holding]
        newer = [pair for pair in holds if holding[pair].decided_at >= made.decided_at]
        assert newer or made in snapshot.waiting
    for pair in holding:
        assert all(snapshot.skill_map[skill].kind == "skill" for skill in pair)


def assert_marks_stand_somewhere(snapshot, marks):
    stands = marks_now(snapshot, marks)
    told = {note.id for note in stands.notes}
    for mark in marks:
        assert mark.skill in stands.known or mark.skill in told
    assert all(snapshot.skill_map[skill].kind == "skill" for skill in stands.known)
    assert notes_for(snapshot, Learner("ada", marks=tuple(marks))) == stands.notes


def assert_moves_lead_to_the_map(snapshot):
    ids = [move.id for move in snapshot.moves]
    assert len(ids) == len(set(ids))
    for move in snapshot.moves:
        assert snapshot.skill_map.present_id(move.id) not in snapshot.skill_map
    for move in snapshot.lineage.all():
        assert all(entry in snapshot.skill_map for entry in move.now)
        assert (move.how == "removed") == (not move.now)


def test_importing_the_same_file_again_leaves_the_store_as_it_is_byte_for_byte(tmp_path):
    author = Author(7)
    file = tmp_path / "waypath.db"
    store = SqliteStore(file)
    import_map(store, author.written(), map_id="map")
    author.edit()
    import_map(store, author.written(), map_id="map")
    store.close()
    before = file.read_bytes()

    store = SqliteStore(file)
    done = import_map(store, author.written(), map_id="map")
    store.close()

    assert done.snapshot.moves
    assert done.outcome == "unchanged"
    assert file.read_bytes() == before


@pytest.mark.parametrize("number", range(20))
def test_what_was_found_out_does_not_depend_on_how_often_one_looks(number):
    author = Author(number)
    first, second = SqliteStore(":memory:"), SqliteStore(":memory:")
    for store in (first, second):
        import_map(store, author.written(), map_id="map")
    author.edit()

    found = [import_map(store, author.written(), map_id="map").moves for store in (first, second)]

    assert found[0] == found[1]
    for store in (first, second):
        store.close()
