"""The JSON of maps: entries, reports, imports, history and health."""

from typing import Literal, Self

from pydantic import Field

from api.schemas.common import AnswerModel
from api.schemas.moves import MoveAnswer
from api.schemas.names import NameDecisionAnswer
from api.schemas.prerequisites import DecisionAnswer, PrerequisiteAnswer
from graph import DEFAULT_MIN_CONFIDENCE, Import, Kind, Snapshot, band_of


class PlacementAnswer(AnswerModel):
    """One place of an entry in the map."""

    path: list[str]
    line: int
    parent: str | None


class EntryAnswer(AnswerModel):
    """An area, topic or skill of the map."""

    id: str
    name: str
    kind: Kind
    parent: str | None
    placements: list[PlacementAnswer]
    emoji: str
    description: str
    resources: list[str]
    effort_hours: float | None = Field(description="As the map states it.")
    known: bool = Field(description="Whether the map ticks it.")


class EntryPage(AnswerModel):
    """Some of the entries."""

    revision: int
    skills: list[EntryAnswer]
    total: int
    next_cursor: str | None


class SkillAnswer(EntryAnswer):
    """An entry with what it needs, what it unlocks and what it contains."""

    revision: int
    prerequisites: list[PrerequisiteAnswer]
    unlocks: list[PrerequisiteAnswer]
    skills: list[str] = Field(description="The skills under an area or topic; a skill: itself.")


class MapSummaryAnswer(AnswerModel):
    """A map as a list shows it."""

    id: str
    title: str
    revision: int
    skill_count: int
    changed_at: str


class MapPage(AnswerModel):
    """Some of the maps, the oldest first."""

    maps: list[MapSummaryAnswer]
    total: int
    next_cursor: str | None


class RepairAnswer(AnswerModel):
    """A line that had gone through the wrong encoding."""

    line: int
    before: str
    after: str


class MergeAnswer(AnswerModel):
    """A name that is one skill with several placements."""

    id: str
    name: str
    lines: list[int]
    reason: str
    ids: list[str] = Field(description="What its places would be called as skills of their own.")


class HomonymAnswer(AnswerModel):
    """A name that means a different thing each time."""

    name: str
    ids: list[str]
    lines: list[int]
    reason: str


class RemarkAnswer(AnswerModel):
    """Something in the map that was not used, and what to do about it."""

    line: int
    text: str


class CutAnswer(AnswerModel):
    """An inferred prerequisite that would have closed a cycle."""

    source: str
    target: str
    confidence: float
    cycle: list[str]
    text: str


class ReportAnswer(AnswerModel):
    """What happened on the way from the file to the graph."""

    repaired: list[RepairAnswer]
    merged: list[MergeAnswer]
    homonyms: list[HomonymAnswer]
    remarks: list[RemarkAnswer]
    cut: list[CutAnswer]


class MapAnswer(AnswerModel):
    """One map."""

    id: str
    title: str
    revision: int
    area_count: int
    topic_count: int
    skill_count: int
    prerequisite_count: int = Field(description="Those in use, of any confidence.")
    decision_count: int = Field(
        description="What people decided about prerequisites, names and entries that left the "
        "map, with what waits for skills that are gone."
    )
    field_known: bool = Field(
        description="Whether the knowledge pack knows the map's field. If not, what was inferred "
        "comes from the outline and the names alone, and needs a person's review."
    )
    order_used: bool = Field(
        description="Whether the order of the map's lists was taken to mean something."
    )
    usual_hours: float = Field(
        description="Hours that a skill takes whose effort the map does not state: the median of "
        "those that it states, if these are enough."
    )
    report: ReportAnswer

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Return a map's identity, counts and report."""
        kinds = [entry.kind for entry in snapshot.skill_map]
        return cls(
            id=snapshot.map_id,
            title=snapshot.skill_map.title,
            revision=snapshot.revision,
            area_count=kinds.count("area"),
            topic_count=kinds.count("topic"),
            skill_count=kinds.count("skill"),
            prerequisite_count=len(snapshot.graph.prerequisites),
            decision_count=len(snapshot.decisions)
            + len(snapshot.name_decisions)
            + sum(1 for move in snapshot.moves if move.decided_at),
            field_known=snapshot.report.field_known,
            order_used=snapshot.report.order_used,
            usual_hours=snapshot.skill_map.usual_hours,
            report=ReportAnswer.model_validate(snapshot.report),
        )


class PreviewAnswer(AnswerModel):
    """What was read from a file and inferred from it, to be looked at before it is kept."""

    skills: list[EntryAnswer] = Field(description="All entries, areas and topics too.")
    stated: int = Field(description="Prerequisites that the map states or people decided on.")
    confident: int = Field(description="Inferred prerequisites in use that can be relied on.")
    suggested: int = Field(description="Those that are worth a person's look.")
    surest: list[PrerequisiteAnswer] = Field(
        description="The surest inferred prerequisites, ten at most."
    )
    doubtful: list[PrerequisiteAnswer] = Field(
        description="The most doubtful of the others in use, ten at most, these first."
    )

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Return the entries of a map, and a sample of what was inferred; map order breaks ties."""
        used = [e for e in snapshot.prerequisites if e.confidence >= DEFAULT_MIN_CONFIDENCE]
        inferred = [edge for edge in used if edge.status == "inferred"]
        ranked = sorted(inferred, key=lambda edge: -edge.confidence)
        doubtful = sorted(ranked[_SAMPLE:], key=lambda edge: edge.confidence)
        confident = sum(1 for edge in inferred if band_of(edge.confidence) == "confident")
        return cls(
            skills=[EntryAnswer.model_validate(entry) for entry in snapshot.skill_map],
            stated=sum(1 for edge in used if edge.status in ("accepted", "asserted")),
            confident=confident,
            suggested=len(inferred) - confident,
            surest=[PrerequisiteAnswer.model_validate(edge) for edge in ranked[:_SAMPLE]],
            doubtful=[PrerequisiteAnswer.model_validate(edge) for edge in doubtful[:_SAMPLE]],
        )


_SAMPLE = 10
"""Prerequisites of each kind that a preview shows: as many as a person reads at a glance."""


class ImportAnswer(AnswerModel):
    """What importing a file did, or would do."""

    outcome: Literal["created", "changed", "unchanged"]
    dry_run: bool
    map: MapAnswer
    added: list[str] = Field(description="Entries that are new: nothing the map had became these.")
    removed: list[str] = Field(description="Entries that are gone.")
    moves: list[MoveAnswer] = Field(
        description="What became of the entries that left, those that were removed among them."
    )
    waiting: list[DecisionAnswer] = Field(
        description="Decisions about skills that the map does not have. They are kept."
    )
    waiting_names: list[NameDecisionAnswer] = Field(
        description="Decisions about names that the map does not write under several topics."
    )
    preview: PreviewAnswer | None = Field(description="What was read, if that was asked for.")

    @classmethod
    def of(cls, done: Import, *, dry_run: bool, preview: bool = False) -> Self:
        """Return what importing a file did, or would do."""
        return cls(
            outcome=done.outcome,
            dry_run=dry_run,
            map=MapAnswer.of(done.snapshot),
            added=list(done.added),
            removed=list(done.removed),
            moves=[MoveAnswer.model_validate(move) for move in done.moves],
            waiting=[DecisionAnswer.model_validate(decision) for decision in done.waiting],
            waiting_names=[NameDecisionAnswer.model_validate(made) for made in done.waiting_names],
            preview=PreviewAnswer.of(done.snapshot) if preview else None,
        )


class ChangeAnswer(AnswerModel):
    """What was done to a map, and when."""

    revision: int
    kind: str
    at: str
    text: str
    skills: list[str]


class HistoryPage(AnswerModel):
    """Some of the changes, the newest first."""

    changes: list[ChangeAnswer]
    next_cursor: str | None


class HealthAnswer(AnswerModel):
    """How the service is."""

    status: Literal["live", "ready"]
