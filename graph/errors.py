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
└── StoreError               the store failed or refused
    ├── UnknownMapError      the store has no such map; `known`
    ├── MapExistsError       the store has this map already; `revision`
    └── StaleRevisionError   the map has changed meanwhile; `expected`, `actual`
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
