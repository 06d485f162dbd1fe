"""Lineage: what became of the ids that a map had once, followed through all its moves.

A move says what became of an id when it left the map. What it leads to may have left since and have
a move of its own, or be back: so moves are followed when somebody asks, and never rewritten.

Not its job: finding out what became of an entry (`matching`), and what follows for decisions
(`snapshot`) and marks (`notes`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property

from graph.model import How, Move, SkillId
from graph.skillmap import SkillMap


class Lineage:
    r"""The ids that a map has and had, and what they mean now.

    Args:
        skill_map: The map as it is.
        moves: What became of ids that it had once, at most one for each.

    Examples:
        >>> from graph.skillmap import parse_skill_map
        >>> web = parse_skill_map("## Web\n- Sessions\n- Cookies")
        >>> lineage = Lineage(
        ...     web, [Move("web/state", "State", "skill", "split", ("web/sessions", "web/cookies"))]
        ... )
        >>> lineage.now("web/state")
        ('web/sessions', 'web/cookies')
    """

    def __init__(self, skill_map: SkillMap, moves: Iterable[Move] = ()) -> None:
        self._map = skill_map
        self._moves = {move.id: move for move in moves}

    def now(self, entry_id: SkillId) -> tuple[SkillId, ...]:
        """Return the entries that an id means now, in map order.

        Itself if the map has it, else the skill of which it is a placement, else what became of it.
        Nothing if it was removed, or the map never had it.
        """
        if present := self._present(entry_id):
            return (present,)
        found = {present for step in self._steps(entry_id) if (present := self._present(step))}
        return tuple(sorted(found, key=lambda present: self._map[present].line))

    def became(self, entry_id: SkillId) -> Move | None:
        """Return what became of an id in all, or None if the map has it, or never had it.

        Of what happened on the way the most that happened is told: *split*, *merged*, *renamed*,
        *moved*.
        """
        if self._present(entry_id) or entry_id not in self._moves:
            return None
        now = self.now(entry_id)
        return replace(self._moves[entry_id], how=self._how(entry_id, now), now=now)

    def all(self) -> tuple[Move, ...]:
        """Return what became of every id that the map had once and lacks, the oldest first."""
        return tuple(became for entry in self._moves if (became := self.became(entry)))

    def moves_to(self, entry_id: SkillId) -> tuple[Move, ...]:
        """Return the moves that lead straight to an id, the oldest first."""
        return tuple(self._to.get(entry_id, ()))

    def carried(self, ids: Iterable[SkillId]) -> frozenset[SkillId]:
        """Return the entries of the map that somebody has who has these ids.

        All parts of what was split. What was merged only if every skill is among them that went
        into it: whoever knows the half of something does not know it.
        """
        reached: set[SkillId] = set()
        todo = list(ids)
        while todo:
            step = todo.pop()
            if step in reached:
                continue
            reached.add(step)
            if not self._present(step) and step in self._moves:
                todo += (one for one in self._moves[step].now if self._has_all(one, step, reached))
        return frozenset(present for step in reached if (present := self._present(step)))

    def _has_all(self, entry_id: SkillId, step: SkillId, reached: AbstractSet[SkillId]) -> bool:
        """Say whether somebody who has these ids, a step that leads to an entry last, has it."""
        parts = self.parts(entry_id)
        return step not in parts or parts <= reached

    def parts(self, entry_id: SkillId) -> frozenset[SkillId]:
        """Return the skills that were merged into an entry; none if it is no such thing.

        What was called otherwise before others joined it is a part. What only stood elsewhere is
        the entry itself.
        """
        to = [move for move in self.moves_to(entry_id) if move.how != "moved"]
        if not any(move.how == "merged" for move in to):
            return frozenset()
        return frozenset(move.id for move in to if move.kind == "skill")

    def _present(self, entry_id: SkillId) -> SkillId | None:
        present = self._map.present_id(entry_id)
        return present if present in self._map else None

    def _steps(self, entry_id: SkillId) -> Iterator[SkillId]:
        """Yield an id and all that it leads to, as far as the entries that the map has."""
        seen: set[SkillId] = set()
        todo = [entry_id]
        while todo:
            step = todo.pop()
            if step in seen:
                continue
            seen.add(step)
            yield step
            if not self._present(step) and step in self._moves:
                todo += self._moves[step].now

    def _how(self, entry_id: SkillId, now: Sequence[SkillId]) -> How:
        happened = {self._moves[s].how for s in self._steps(entry_id) if s in self._moves}
        if not now:
            return "removed"
        if len(now) > 1:
            return "split"
        return next(how for how in _MOST_FIRST if how in happened)

    @cached_property
    def _to(self) -> dict[SkillId, list[Move]]:
        to: dict[SkillId, list[Move]] = defaultdict(list)
        for move in self._moves.values():
            for one in move.now:
                to[one].append(move)
        return dict(to)


_MOST_FIRST: tuple[How, ...] = ("merged", "renamed", "moved", "split", "removed")
