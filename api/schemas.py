"""The JSON in and out. Contracts: other programs rely on every name here.

Answers are read from the library's values of the same shape; the library says what they mean in
full.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field

from graph import (
    DEFAULT_MIN_CONFIDENCE,
    MAX_HOURS_PER_WEEK,
    MAX_PACE,
    MAX_WEIGHT,
    MIN_HOURS_PER_WEEK,
    Band,
    FactorName,
    How,
    Import,
    Kind,
    NameVerdict,
    Prerequisite,
    Question,
    RankingWeights,
    Relation,
    SkillId,
    Snapshot,
    Status,
    TopicLevel,
    Verdict,
    band_of,
)

MAX_NAME = 4000
"""Characters of an id or name; an id has up to 38 slugs of up to 87 characters."""
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Names = Annotated[list[Name], Field(max_length=20_000)]
Goals = Annotated[list[Name], Field(max_length=100)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float | None, Field(ge=0, le=MAX_WEIGHT)]

Date = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d{2}-\d{2}$",
        json_schema_extra={"format": "date"},
        examples=["2027-01-04"],
    ),
]

_KNOWN = "Ids, names or paths of what the person knows. An area or topic means all skills under it."
_GOALS = "What the person wants to know in the end, named likewise. None means the whole map."
_MIN_CONFIDENCE = "Prerequisites that are less sure are not used."


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class OrderQuestion(_Question):
    """What to put in order."""

    skills: Names = Field(
        default_factory=list,
        description="Ids, names or paths; an area or topic means all skills under it. "
        "None means the whole map.",
    )
    stages: bool = Field(default=False, description="Say also what can be learned in parallel.")
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=_MIN_CONFIDENCE)


class WeightsQuestion(_Question):
    """How much each factor counts; what is left out counts as it does in this service."""

    goal: Weight = None
    unlock: Weight = None
    topic: Weight = None
    begun: Weight = None
    effort: Weight = None
    certainty: Weight = None

    def over(self, weights: RankingWeights) -> RankingWeights:
        """Return these weights, and those of the service where there is none.

        Raises:
            WeightsError: All are 0.
        """
        return replace(weights, **self.model_dump(exclude_none=True))


class NextQuestion(_Question):
    """What a person knows and wants."""

    known: Names = Field(default_factory=list, description=_KNOWN)
    goals: Goals = Field(default_factory=list, description=_GOALS)
    limit: int = Field(10, ge=1, le=1000)
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=_MIN_CONFIDENCE)
    assume_prerequisites: bool = Field(
        default=True,
        description="Whether a person who knows a skill also knows everything that it needs.",
    )
    learning: Names = Field(
        default_factory=list,
        description="What the person has begun. It is not known; if it is ready, it ranks higher.",
    )
    skipped: Names = Field(
        default_factory=list,
        description="What the person sets aside. It is never offered, and nothing waits for it.",
    )
    max_hours: float | None = Field(
        None, gt=0, le=1e6, description="Only what takes at most so many hours is offered."
    )
    weights: WeightsQuestion | None = Field(
        None,
        description="How much each factor counts in the ranking. No weight lets a skill be offered "
        "that is not ready.",
    )


class ReadinessQuestion(_Question):
    """What a person knows, and the skill in question."""

    known: Names = Field(default_factory=list, description=_KNOWN)
    skill: Name
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=_MIN_CONFIDENCE)


class HolidayQuestion(_Question):
    """Days on which nothing is learned, both included."""

    first: Date
    last: Date


class RoadmapQuestion(_Question):
    """What a person knows and wants, and when they have time."""

    known: Names = Field(default_factory=list, description=_KNOWN)
    goals: Goals = Field(default_factory=list, description=_GOALS)
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=_MIN_CONFIDENCE)
    skipped: Names = Field(
        default_factory=list,
        description="What is set aside, named likewise: it is not planned, nothing waits for it.",
    )
    hours_per_week: float | None = Field(
        None,
        ge=MIN_HOURS_PER_WEEK,
        le=MAX_HOURS_PER_WEEK,
        description="Hours that the person has, for dates. They are spread evenly over the days.",
    )
    start: Date | None = Field(
        None, description="The first day; today, in UTC, if hours a week are given and it is not."
    )
    holidays: list[HolidayQuestion] = Field(
        default_factory=list, max_length=200, description="Days on which nothing is learned."
    )
    pace: float = Field(
        1.0, gt=0, le=MAX_PACE, description="Real hours of this person for an estimated hour."
    )


class WhatIfQuestion(RoadmapQuestion):
    """What a person knows and wants, and goals that they may add or drop."""

    add: Goals = Field(default_factory=list, description="Further goals, named likewise.")
    drop: Goals = Field(default_factory=list, description="Goals to drop, some of `goals`.")


class DecisionQuestion(_Question):
    """What a person decides about a prerequisite."""

    status: Verdict = Field(
        description="`accepted` confirms what was inferred, `asserted` adds a prerequisite, "
        "`rejected` sees to it that it is never used and never inferred again."
    )
    note: str = Field("", max_length=2000, description="The reason, for other people.")


class NameQuestion(_Question):
    """What a person decides about a name that stands under several topics."""

    verdict: NameVerdict = Field(
        description="`merged` makes one skill of all its places, `split` a skill for each topic."
    )
    note: str = Field("", max_length=2000, description="The reason, for other people.")


class UnknownNameAnswer(_Answer):
    """A name that the map does not have, with the ids that come closest."""

    id: str
    suggestions: list[str]


class OrderAnswer(_Answer):
    """Skills in an order in which they can be learned."""

    revision: int
    order: list[str]
    stages: list[list[str]] = Field(description="Empty unless they were asked for.")


class UnlocksAnswer(_Answer):
    """What learning a skill opens the way to."""

    count: int = Field(description="Skills not known that need it, directly or further on.")
    goals: list[str] = Field(description="Goals that it is part of or leads to.")


class FactorAnswer(_Answer):
    """One thing that was looked at to rank a skill."""

    factor: FactorName
    value: float = Field(description="0 to 1; 1 speaks for the skill as much as this can.")
    weight: float = Field(description="Its share of all weights that apply; together they are 1.")


class NextSkillAnswer(_Answer):
    """A skill that is ready, and why it is worth learning."""

    id: str
    name: str
    path: list[str]
    score: float = Field(description="From 0 to 1, for comparing skills of one answer.")
    because: list[str] = Field(description="Direct prerequisites, all of them known.")
    unlocks: UnlocksAnswer
    effort_hours: float
    reasons: list[str]
    ready_probability: float = Field(
        description="How sure it is that the person is ready: prerequisites that are too unsure to "
        "be used, and knowledge that is only assumed, speak against it."
    )
    factors: list[FactorAnswer] = Field(
        description="What the score is made of: the mean of the values by their weights. Where "
        "there are goals, that is half of the score, and whether the skill leads to one the other."
    )


class NextAnswer(_Answer):
    """What someone is ready to learn: the outer fringe, ranked."""

    revision: int
    state: list[str] = Field(description="The knowledge state, in map order.")
    assumed: list[str] = Field(description="What was added to the state because it is needed.")
    unknown: list[UnknownNameAnswer]
    review: list[str] = Field(description="The inner fringe: known, and not needed by the rest.")
    ready_total: int = Field(description="Size of the outer fringe.")
    next: list[NextSkillAnswer]


class ReadinessAnswer(_Answer):
    """Where a person stands with one skill."""

    revision: int
    skill: str
    known: bool
    ready: bool = Field(description="Not known, and nothing is missing.")
    missing_direct: list[str]
    missing_all: list[str] = Field(description="In learning order.")
    assumed: list[str]
    unknown: list[UnknownNameAnswer]


class StepAnswer(_Answer):
    """One skill of a roadmap."""

    id: str
    name: str
    path: list[str]
    effort_hours: float
    because: list[str] = Field(description="Direct prerequisites: known, or an earlier step.")
    goals: list[str] = Field(description="Goals that it is part of or leads to.")
    stage: int = Field(description="From 1. Skills of one stage can be learned in parallel.")
    is_critical: bool = Field(description="Whether it is on the chain that takes longest.")
    starts: str | None = Field(description="Date; null if no hours a week were given.")
    ends: str | None = Field(description="Date; null if no hours a week were given.")


class RoadmapAnswer(_Answer):
    """What to learn, in order, to reach the goals early."""

    revision: int
    goals: list[str]
    assumed: list[str]
    unknown: list[UnknownNameAnswer]
    steps: list[StepAnswer]
    effort_hours: float
    critical_hours: float = Field(
        description="Effort of the chain of prerequisites that takes longest."
    )
    hours_per_week: float | None
    starts: str | None = Field(description="Date; null without hours a week, or without steps.")
    ends: str | None = Field(description="Date; null without hours a week, or without steps.")


class OutlookAnswer(_Answer):
    """What is ahead of a person with some goals."""

    skills: int
    effort_hours: float
    ends: str | None = Field(description="Date; null without hours a week, or without steps.")


class GoalCostAnswer(_Answer):
    """What adding or dropping one goal would change. What is below 0 is saved."""

    goal: str
    name: str
    skills: int
    effort_hours: float
    days: int | None = Field(description="Days by which all would end later; null without dates.")
    ends: str | None = Field(description="Date on which all would end then.")


class WhatIfAnswer(_Answer):
    """What adding and dropping goals would change."""

    revision: int
    goals: list[str]
    unknown: list[UnknownNameAnswer]
    now: OutlookAnswer
    then: OutlookAnswer = Field(description="If all is added and dropped that was asked about.")
    add: list[GoalCostAnswer] = Field(description="What each further goal alone costs.")
    drop: list[GoalCostAnswer] = Field(description="What dropping each goal alone saves.")


class EvidenceAnswer(_Answer):
    """Why one rule takes an edge for a prerequisite."""

    rule: str
    text: str
    lines: list[int] = Field(description="Lines of the map that the rule looked at.")
    strength: float = Field(
        description="How far this alone moves an even chance: over -1, at most 1. Below 0 it "
        "speaks against the edge."
    )


class PrerequisiteAnswer(_Answer):
    """An edge: `source` has to be learned before `target`."""

    source: str
    target: str
    confidence: float
    status: Status
    evidence: list[EvidenceAnswer]

    @computed_field(description="`suggested` ones, below 0.7, are worth a person's look.")  # type: ignore[prop-decorator]
    @property
    def band(self) -> Band:
        """Whether it can be relied on."""
        return band_of(self.confidence)


class TopicAnswer(_Answer):
    """An area or topic as a whole."""

    id: str = Field(description="Empty for the skills at the top of the map, in no topic.")
    name: str
    path: list[str]
    skills: int = Field(description="Number of its skills.")
    effort_hours: float


class TopicPrerequisiteAnswer(_Answer):
    """Some skills of one topic need something of another one."""

    source: str
    target: str
    skills: int = Field(description="Skills of `target` that do, directly or further on.")
    share: float = Field(description="Their share of the skills of `target`.")
    confidence: float = Field(description="How sure that is, on average over these skills.")
    implied: bool = Field(
        description="Whether others that weigh as much lead from `source` to `target` as well. A "
        "picture does without it."
    )
    examples: list[PrerequisiteAnswer] = Field(
        description="The surest prerequisites that lead from the one to the other, at most three."
    )


class TopicCutAnswer(_Answer):
    """Skills of a topic that need something of a later one, because no order suits all."""

    prerequisite: TopicPrerequisiteAnswer
    cycle: list[str] = Field(description="The cycle it would have closed.")


class TopicsAnswer(_Answer):
    """The areas or topics of a map, and which of them is learned before which."""

    revision: int
    level: TopicLevel
    topics: list[TopicAnswer] = Field(description="In an order in which to go through them.")
    prerequisites: list[TopicPrerequisiteAnswer] = Field(
        description="Of every topic on those before it. Never a cycle."
    )
    cut: list[TopicCutAnswer] = Field(description="What speaks against this order.")


class WeighedAnswer(_Answer):
    """A signal that inference looked at."""

    rule: str
    text: str
    worth: float = Field(description="In log-odds. Below 0 it speaks against the prerequisite.")


class DecisionAnswer(_Answer):
    """What a person decided about a prerequisite."""

    source: str
    target: str
    verdict: Verdict
    decided_at: str
    note: str


class ExplanationAnswer(_Answer):
    """Why two skills are in this order, or in none."""

    revision: int
    source: str
    target: str
    relation: Relation = Field(description="Whether `source` comes before `target`, or after it.")
    text: str
    path: list[PrerequisiteAnswer] = Field(
        description="The prerequisites in use that lead from the one to the other."
    )
    confidence: float = Field(
        description="How sure inference alone is that `source` is a prerequisite of `target`."
    )
    calibrated: float = Field(
        description="The same, moved by what people decided about other pairs of the map."
    )
    weighed: list[WeighedAnswer] = Field(description="What it looked at; the strongest first.")
    decision: DecisionAnswer | None
    changes: list[str] = Field(description="What would change the answer.")


class NameDecisionAnswer(_Answer):
    """What a person decided about a name."""

    name: str
    verdict: NameVerdict
    decided_at: str
    note: str


class SharedNameAnswer(_Answer):
    """A name that stands under several topics, and what it is taken for."""

    name: str
    verdict: NameVerdict = Field(description="Whether it is one skill or several.")
    ids: list[str] = Field(description="The skills of this name; one if they are merged.")
    lines: list[int]
    reason: str
    decision: NameDecisionAnswer | None = Field(
        description="What a person decided; null if Waypath found it out."
    )


class SharedNamePage(_Answer):
    """Some of the names that stand under several topics."""

    revision: int
    names: list[SharedNameAnswer]
    total: int
    next_cursor: str | None


class DecidedNameAnswer(SharedNameAnswer):
    """A name after a decision."""

    revision: int


class PrerequisitePage(_Answer):
    """Some of the prerequisites."""

    revision: int
    prerequisites: list[PrerequisiteAnswer]
    total: int
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        edges: Sequence[Prerequisite],
        total: int,
        next_cursor: str | None = None,
    ) -> Self:
        """Return some of so many prerequisites of a map."""
        return cls(
            revision=snapshot.revision,
            prerequisites=[PrerequisiteAnswer.model_validate(edge) for edge in edges],
            total=total,
            next_cursor=next_cursor,
        )


class QuestionAnswer(PrerequisiteAnswer):
    """An inferred prerequisite that nobody has decided about, and what a decision would change."""

    used: bool = Field(description="Whether answers use it now.")
    chance: float = Field(
        description="How likely a decision changes that: that it is wrong if it is used, or right "
        "if it is not."
    )
    orders: int = Field(description="Pairs of skills whose order would change.")
    fringes: int = Field(description="Skills that would be ready after other skills than now.")
    influence: float = Field(description="`chance` times the sum of `orders` and `fringes`.")
    text: str


class QuestionPage(_Answer):
    """Some of the open questions, those first that matter most."""

    revision: int
    prerequisites: list[QuestionAnswer]
    total: int
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        questions: Sequence[Question],
        total: int,
        next_cursor: str | None = None,
    ) -> Self:
        """Return some of so many questions about a map."""
        return cls(
            revision=snapshot.revision,
            prerequisites=[QuestionAnswer.model_validate(question) for question in questions],
            total=total,
            next_cursor=next_cursor,
        )


class DecidedAnswer(PrerequisiteAnswer):
    """A prerequisite after a decision."""

    revision: int

    @classmethod
    def of(cls, snapshot: Snapshot, source: SkillId, target: SkillId) -> Self:
        """Return the prerequisite that was decided about."""
        pair = source, target
        edge = next(e for e in snapshot.prerequisites if (e.source, e.target) == pair)
        shown = PrerequisiteAnswer.model_validate(edge).model_dump()
        return cls(revision=snapshot.revision, **shown)


class PlacementAnswer(_Answer):
    """One place of an entry in the map."""

    path: list[str]
    line: int
    parent: str | None


class EntryAnswer(_Answer):
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


class EntryPage(_Answer):
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


class MapSummaryAnswer(_Answer):
    """A map as a list shows it."""

    id: str
    title: str
    revision: int
    skill_count: int
    changed_at: str


class MapPage(_Answer):
    """Some of the maps, the oldest first."""

    maps: list[MapSummaryAnswer]
    total: int
    next_cursor: str | None


class RepairAnswer(_Answer):
    """A line that had gone through the wrong encoding."""

    line: int
    before: str
    after: str


class MergeAnswer(_Answer):
    """A name that is one skill with several placements."""

    id: str
    name: str
    lines: list[int]
    reason: str
    ids: list[str] = Field(description="What its places would be called as skills of their own.")


class HomonymAnswer(_Answer):
    """A name that means a different thing each time."""

    name: str
    ids: list[str]
    lines: list[int]
    reason: str


class RemarkAnswer(_Answer):
    """Something in the map that was not used, and what to do about it."""

    line: int
    text: str


class CutAnswer(_Answer):
    """An inferred prerequisite that would have closed a cycle."""

    source: str
    target: str
    confidence: float
    cycle: list[str]
    text: str


class ReportAnswer(_Answer):
    """What happened on the way from the file to the graph."""

    repaired: list[RepairAnswer]
    merged: list[MergeAnswer]
    homonyms: list[HomonymAnswer]
    remarks: list[RemarkAnswer]
    cut: list[CutAnswer]


class MapAnswer(_Answer):
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
            report=ReportAnswer.model_validate(snapshot.report),
        )


class MoveQuestion(_Question):
    """What a person says became of an entry that left the map."""

    now: Goals = Field(
        description="Ids, names or paths of what it is now; none says that it was removed."
    )


class MoveAnswer(_Answer):
    """What became of an entry that left the map."""

    id: str = Field(description="The id that it had.")
    name: str
    kind: Kind
    how: How
    now: list[str] = Field(description="What it is now; empty if it was removed.")
    decided_at: str = Field(description="When a person said so; empty if Waypath found it out.")
    found: list[str] = Field(description="What Waypath had found out, if a person says otherwise.")


class MovePage(_Answer):
    """Some of the entries that left the map."""

    revision: int
    moves: list[MoveAnswer]
    total: int
    next_cursor: str | None


class DecidedMoveAnswer(MoveAnswer):
    """What became of an entry, after a decision."""

    revision: int


class PreviewAnswer(_Answer):
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


class ImportAnswer(_Answer):
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


class ChangeAnswer(_Answer):
    """What was done to a map, and when."""

    revision: int
    kind: str
    at: str
    text: str
    skills: list[str]


class HistoryPage(_Answer):
    """Some of the changes, the newest first."""

    changes: list[ChangeAnswer]
    next_cursor: str | None


class HealthAnswer(_Answer):
    """How the service is."""

    status: Literal["live", "ready"]
