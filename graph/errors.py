"""Every error that the library raises on purpose.

Errors carry values, so that a caller can act on them, and say in `str()` what was wrong, where, and
what to do next. They know no HTTP status: `api.problems` does.

```text
GraphError
├── MapError                 a file cannot be read as a skill map; `line` says where
│   ├── MapEncodingError     not UTF-8 text
│   ├── MapTooLargeError     over a size limit
│   ├── MapNestingError      nested too deep
│   └── EmptyMapError        no skill in it
├── UnknownSkillError        no skill has this id or name; `suggestions`
├── AmbiguousNameError       several have this name; `candidates`
├── CycleError               prerequisites that a person stated run in a circle; `cycle`
├── MapIdError               a text cannot be the id of a map; `suggestion`
├── DecisionError            a decision that cannot be made or withdrawn
├── FormatUnavailableError   a file cannot be written in a format here
├── PlanError                hours, dates, a pace or goals that nothing can be planned with
├── WeightsError             weights with which nothing can be ranked
├── LearnerError             something that cannot be kept about a learner
│   └── RecordError          a record that cannot be read; `where`
└── StoreError               the store failed or refused
    ├── UnknownMapError      the store has no such map; `known`
    ├── MapExistsError       the store has this map already; `revision`
    ├── StaleRevisionError   the map has changed meanwhile; `expected`, `actual`
    ├── UnknownLearnerError  the store has no such learner
    ├── LearnerExistsError   the store has this learner already; `revision`
    ├── StaleLearnerError    the learner has changed meanwhile; `expected`, `actual`
    ├── UnknownPlacementError    the store has no such placement
    └── StalePlacementError      the placement has gone on meanwhile; `expected`, `actual`
```
"""

from collections.abc import Sequence


class GraphError(Exception):
    """Something that the library refuses, with a message for the person who asked."""


class MapError(GraphError):
    """A file cannot be read as a skill map; `line` (from 1) says where, if one line is to blame."""

    def __init__(self, problem: str, *, line: int | None = None) -> None:
        super().__init__(problem, line)
        self.problem = problem
        self.line = line

    def __str__(self) -> str:
        return self.problem if self.line is None else f"line {self.line}: {self.problem}"


class MapEncodingError(MapError):
    """The bytes are not UTF-8 text."""


class MapTooLargeError(MapError):
    """The file is over a limit of size, lines or stated prerequisites."""


class MapNestingError(MapError):
    """Headings and bullets are nested deeper than the reader follows."""


class EmptyMapError(MapError):
    """The file has no skill in it."""


class UnknownSkillError(GraphError):
    """Nothing has this id or name; `suggestions` holds the ids that come closest, best first."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(name, tuple(suggestions))
        self.name = name
        self.suggestions = tuple(suggestions)

    def __str__(self) -> str:
        if not self.suggestions:
            return f"nothing in the map is called “{self.name}”"
        return f"nothing in the map is called “{self.name}”. Closest: {', '.join(self.suggestions)}"


class AmbiguousNameError(GraphError):
    """Several entries of the map have this name; `candidates` holds their ids in map order."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(name, tuple(candidates))
        self.name = name
        self.candidates = tuple(candidates)

    def __str__(self) -> str:
        return f"“{self.name}” can mean any of: {', '.join(self.candidates)}. Use one of these ids"


class CycleError(GraphError):
    """Prerequisites that a person stated run in a circle.

    `cycle` holds the skills in learning order, the first one repeated last.
    """

    def __init__(self, cycle: Sequence[str], *, line: int | None = None) -> None:
        super().__init__(tuple(cycle), line)
        self.cycle = tuple(cycle)
        self.line = line

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        if len(self.cycle) == 2:  # noqa: PLR2004 - a skill and itself again
            return f"{where}{self.cycle[0]} cannot be a prerequisite of itself"
        steps = ", which comes before ".join(self.cycle[1:])
        return (
            f"{where}these prerequisites run in a circle: {self.cycle[0]} comes before {steps}. "
            "Reject or remove one of them"
        )


class MapIdError(GraphError):
    """A text cannot be the id of a map; `suggestion` is one that can, made from it."""

    def __init__(self, map_id: str, suggestion: str) -> None:
        super().__init__(map_id, suggestion)
        self.map_id = map_id
        self.suggestion = suggestion or "my-map"

    def __str__(self) -> str:
        return (
            f"“{self.map_id}” cannot be the id of a map: an id has small letters, digits and "
            f"single dashes. “{self.suggestion}” would do"
        )


class DecisionError(GraphError):
    """A decision about a prerequisite cannot be made or withdrawn; the message says why."""


class PlanError(GraphError):
    """Hours, dates, a pace or goals with which nothing can be planned; the message says why."""


class WeightsError(GraphError):
    """Weights with which nothing can be ranked; the message says why."""


class LearnerError(GraphError):
    """Something that cannot be kept about a learner; the message says why."""


class RecordError(LearnerError):
    """A learner's record cannot be read; `where` is the place in it, as `marks[3].since`."""

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(problem, where)
        self.problem = problem
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}" if self.where else self.problem


class FormatUnavailableError(GraphError):
    """A file cannot be written in a format here; the message says why, and what to do."""


class StoreError(GraphError):
    """The store failed or refused."""


class UnknownMapError(StoreError):
    """The store has no map with this id; `known` holds the ids that it has."""

    def __init__(self, map_id: str, known: Sequence[str] = ()) -> None:
        super().__init__(map_id, tuple(known))
        self.map_id = map_id
        self.known = tuple(known)

    def __str__(self) -> str:
        if not self.known:
            return f"there is no map “{self.map_id}”: the store is empty. Import one first"
        return f"there is no map “{self.map_id}”. The store has: {', '.join(self.known)}"


class MapExistsError(StoreError):
    """The store has a map with this id already, at `revision`."""

    def __init__(self, map_id: str, revision: int) -> None:
        super().__init__(map_id, revision)
        self.map_id = map_id
        self.revision = revision

    def __str__(self) -> str:
        return (
            f"the map “{self.map_id}” exists already, at revision {self.revision}. Give this one "
            "another title, or name the map that it is to replace"
        )


class StaleRevisionError(StoreError):
    """A change was made against revision `expected`, but the map is at revision `actual`."""

    def __init__(self, map_id: str, expected: int, actual: int) -> None:
        super().__init__(map_id, expected, actual)
        self.map_id = map_id
        self.expected = expected
        self.actual = actual

    def __str__(self) -> str:
        return (
            f"the map “{self.map_id}” has changed: this change was made against revision "
            f"{self.expected}, the map is at revision {self.actual}. Load it again and repeat"
        )


class UnknownLearnerError(StoreError):
    """The store has no learner with this id. Who else is kept is nobody's business."""

    def __init__(self, learner_id: str) -> None:
        super().__init__(learner_id)
        self.learner_id = learner_id

    def __str__(self) -> str:
        return (
            f"nothing is kept about a learner “{self.learner_id}”. Correct the id, or make the "
            "learner first"
        )


class LearnerExistsError(StoreError):
    """The store has a learner with this id already, at `revision`."""

    def __init__(self, learner_id: str, revision: int) -> None:
        super().__init__(learner_id, revision)
        self.learner_id = learner_id
        self.revision = revision

    def __str__(self) -> str:
        return (
            f"the learner “{self.learner_id}” exists already, at revision {self.revision}. Change "
            "that one, or give the new one another id"
        )


class StaleLearnerError(StoreError):
    """A change was made against revision `expected`, but the learner is at revision `actual`."""

    def __init__(self, learner_id: str, expected: int, actual: int) -> None:
        super().__init__(learner_id, expected, actual)
        self.learner_id = learner_id
        self.expected = expected
        self.actual = actual

    def __str__(self) -> str:
        return (
            f"the learner “{self.learner_id}” has changed: this change was made against revision "
            f"{self.expected}, the learner is at revision {self.actual}. Load it again and repeat"
        )


class UnknownPlacementError(StoreError):
    """The store has no placement with this id."""

    def __init__(self, placement_id: str) -> None:
        super().__init__(placement_id)
        self.placement_id = placement_id

    def __str__(self) -> str:
        return (
            f"there is no placement “{self.placement_id}”: it was deleted, or never begun. Begin a "
            "new one"
        )


class StalePlacementError(StoreError):
    """An answer was given at revision `expected`, but the placement is at revision `actual`."""

    def __init__(self, placement_id: str, expected: int, actual: int) -> None:
        super().__init__(placement_id, expected, actual)
        self.placement_id = placement_id
        self.expected = expected
        self.actual = actual

    def __str__(self) -> str:
        return (
            f"the placement “{self.placement_id}” has gone on: this was said at revision "
            f"{self.expected}, the placement is at revision {self.actual}. Load it again and "
            "answer the question that it asks now"
        )
