"""Snapshot: one map at one revision, with everything that an answer about it needs.

What a store keeps is the map, what was inferred and what people decided. The graph in use follows
from these, so it is worked out here and nowhere else, the same for every store.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from graph.inference import MapSources, sources_of
from graph.inference.acyclic import Selection, select_acyclic
from graph.inference.calibration import Calibration, calibration_of, recalibrated
from graph.likeness import Likeness
from graph.model import Decision, Move, NameDecision, Prerequisite, Report, SkillId
from graph.moves.in_force import InForce, decisions_in_force, pairs_now
from graph.moves.lineage import Lineage
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

    A decision keeps the ids that it was made with, whatever becomes of them: see
    `decisions_in_force`.
    """
    name_decisions: tuple[NameDecision, ...] = ()
    """What people decided about names, oldest first, at most one for each name. The skill map
    follows from its source under these."""
    moves: tuple[Move, ...] = ()
    """What became of entries that the map had once, at most one for each id, the oldest first.

    An id that the map has is in none. What a move leads to may have a move of its own, so they are
    followed: see `present_ids`.
    """

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
        return Names(self.skill_map, self.lineage)

    @cached_property
    def evidence(self) -> MapSources:
        """The sources of evidence about the map, made ready for any pair."""
        return sources_of(self.skill_map)

    def graph_at(self, min_confidence: float) -> SkillGraph:
        """Return the graph of the prerequisites of at least this confidence, 0 to 1."""
        return self._graph_at(min_confidence)

    @cached_property
    def _graph_at(self) -> Callable[[float], SkillGraph]:
        return lru_cache(maxsize=_GRAPHS_KEPT)(self.graph.at_least)

    def likeness_at(self, min_confidence: float) -> Likeness:
        """Return how alike skills are to learners, by prerequisites of at least this confidence."""
        return self._likeness_at(min_confidence)

    @cached_property
    def _likeness_at(self) -> Callable[[float], Likeness]:
        paths = [self.skill_map[skill].path for skill in self.graph]

        def likeness(min_confidence: float) -> Likeness:
            return Likeness(
                self.graph_at(min_confidence),
                areas=[path[0] for path in paths],
                topics=[path[:-1] for path in paths],
                ordered=self.report.order_used,
            )

        return lru_cache(maxsize=_GRAPHS_KEPT)(likeness)

    @cached_property
    def lineage(self) -> Lineage:
        """What became of the ids that the map had once."""
        return Lineage(self.skill_map, self.moves)

    def present_ids(self, entry_id: SkillId) -> tuple[SkillId, ...]:
        """Return the entries that an id means now, in map order; none if they are gone.

        Itself if the map has it, else the skill of which it is a placement, else what became of it.
        """
        return self.lineage.now(entry_id)

    @property
    def decisions_in_force(self) -> tuple[Decision, ...]:
        """What people decided about skills that the map has, with the ids that these have now.

        Decisions keep the ids that they were made with, and hold for what became of these: see
        `graph.moves.in_force`. Of several about one pair the newest holds.
        """
        return self._in_force.holding

    @property
    def waiting(self) -> tuple[Decision, ...]:
        """Decisions about skills that the map does not have, or that are one skill now."""
        return self._in_force.waiting

    @cached_property
    def _in_force(self) -> InForce:
        stated = ((e.source, e.target) for e in self.inferred if e.status == "asserted")
        return decisions_in_force(self.skill_map, self.lineage, self.decisions, stated)

    def pairs_now(self, made: Decision) -> tuple[tuple[SkillId, SkillId], ...]:
        """Return the pairs of skills that a decision is about now; none if it has to wait."""
        return tuple(pairs_now(self.skill_map, self.lineage, made))

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
