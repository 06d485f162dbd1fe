"""Snapshot: one map at one revision, with everything that an answer about it needs.

What a store keeps is the map, what was inferred and what people decided. The graph in use follows
from these, so it is worked out here and nowhere else, the same for every store.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from graph.inference import sources_of
from graph.inference.acyclic import Selection, select_acyclic
from graph.inference.calibration import Calibration, calibration_of, recalibrated
from graph.inference.evidence import EvidenceSource
from graph.model import Decision, Move, NameDecision, Prerequisite, Report, SkillId
from graph.names import Names
from graph.skillgraph import SkillGraph
from graph.skillmap import SkillMap

_GRAPHS_KEPT = 8
"""Graphs of other confidences that are kept: callers choose from few, but could choose any."""


@dataclass(frozen=True)
class Snapshot:
    """One map at one revision. Equal parts mean equal answers."""

    map_id: str
    revision: int
    """Number of changes to this map so far; 0 means that no store has it yet."""
    source: str
    """The Markdown as it was given, repaired nowhere, with line feeds as line ends."""
    skill_map: SkillMap
    inferred: tuple[Prerequisite, ...]
    """What the map states and what was inferred from it, before cycles are cut.

    A pair of skills stands there at most once, in map order of targets, then of sources.
    """
    decisions: tuple[Decision, ...] = ()
    """What people decided, oldest first, at most one for each pair of skills.

    A decision about a skill that the map does not have (any more) stays, and waits for it. So does
    one about a skill that is a placement of another now: see `decisions_in_force`.
    """
    name_decisions: tuple[NameDecision, ...] = ()
    """What people decided about names, oldest first, at most one for each name. The skill map
    follows from its source under these."""
    moves: tuple[Move, ...] = ()
    """What became of entries that the map had once, at most one for each id, the oldest first. An
    id that the map has is in none."""

    @cached_property
    def graph(self) -> SkillGraph:
        """The prerequisites in use, of any confidence; the skills in map order."""
        ids = (skill.id for skill in self.skill_map.skills)
        return SkillGraph(self._selection.used, ids)

    @cached_property
    def prerequisites(self) -> tuple[Prerequisite, ...]:
        """The prerequisites in use and the rejected ones, by map order of target, then source."""
        position = self.graph.position
        return tuple(
            sorted(
                (*self._selection.used, *self._selection.rejected),
                key=lambda edge: (position(edge.target), position(edge.source)),
            )
        )

    @cached_property
    def report(self) -> Report:
        """What happened on the way from the file to the graph."""
        return replace(self.skill_map.report, cut=self._selection.cut)

    @cached_property
    def names(self) -> Names:
        """The names of the map, made ready for looking up."""
        return Names(self.skill_map)

    @cached_property
    def evidence(self) -> tuple[str, Sequence[EvidenceSource]]:
        """Which weights fit the map, and its sources of evidence, made ready for any pair."""
        return sources_of(self.skill_map)

    def graph_at(self, min_confidence: float) -> SkillGraph:
        """Return the graph of the prerequisites of at least this confidence, 0 to 1."""
        return self._graph_at(min_confidence)

    @cached_property
    def _graph_at(self) -> Callable[[float], SkillGraph]:
        return lru_cache(maxsize=_GRAPHS_KEPT)(self.graph.at_least)

    @cached_property
    def decisions_in_force(self) -> tuple[Decision, ...]:
        """What people decided about skills that the map has, with the ids that these have now.

        Decisions keep the ids that they were made with. Where a skill has become a placement of
        another, they hold for that one; of several about one pair the newest holds.
        """
        newest: dict[tuple[SkillId, SkillId], Decision] = {}
        for made in sorted(self.decisions, key=lambda made: made.decided_at):
            pair = self.pair_now(made)
            if pair is not None:
                newest[pair] = made
        return tuple(
            made
            if pair == (made.source, made.target)
            else replace(made, source=pair[0], target=pair[1])
            for pair, made in newest.items()
        )

    @property
    def waiting(self) -> tuple[Decision, ...]:
        """Decisions about skills that the map does not have, or that are one skill now."""
        return tuple(made for made in self.decisions if self.pair_now(made) is None)

    def pair_now(self, made: Decision) -> tuple[SkillId, SkillId] | None:
        """Return the pair of skills that a decision is about now, or None if it has to wait."""
        source, target = map(self.skill_map.present_id, (made.source, made.target))
        has_both = source in self.skill_map and target in self.skill_map
        became_one = source == target and made.source != made.target
        return (source, target) if has_both and not became_one else None

    def decision(self, source: SkillId, target: SkillId) -> Decision | None:
        """Return what was decided about a pair of skills, in force or waiting, or None."""
        known = (*self.decisions_in_force, *self.decisions)
        return next((d for d in known if (d.source, d.target) == (source, target)), None)

    def with_decisions(self, decisions: Iterable[Decision]) -> "Snapshot":
        """Return the same map under other decisions.

        Raises:
            CycleError: Prerequisites that people stated or accepted run in a circle.
        """
        changed = replace(self, decisions=tuple(decisions))
        _ = changed.graph
        return changed

    @cached_property
    def calibration(self) -> Calibration | None:
        """How what people decided moves the confidences; None as long as that is too little."""
        return calibration_of(self.inferred, self.decisions_in_force)

    @cached_property
    def calibrated(self) -> tuple[Prerequisite, ...]:
        """What was inferred, as sure as the decisions about this map make it."""
        return recalibrated(self.inferred, self.calibration)

    @cached_property
    def _selection(self) -> Selection:
        ids = [skill.id for skill in self.skill_map.skills]
        return select_acyclic(ids, self.calibrated, self.decisions_in_force)
