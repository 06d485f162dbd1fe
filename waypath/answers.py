"""The commands that answer from a map: `order`, `topics`, `next`, `roadmap` and `explain`."""

from typing import Annotated, Literal

import typer

from waypath.asker import LearnerOption, asker
from waypath.options import (
    ConfidenceOption,
    GoalOption,
    JsonOption,
    KnowOption,
    MapOption,
    OutputOption,
    StoreOption,
    chosen_format,
    open_map,
    resolve,
    resolve_each,
)
from waypath.output import as_json, deliver, json_text
from waypath.planning import (
    HolidayOption,
    HoursOption,
    PaceOption,
    SkipOption,
    StartOption,
    time_of,
)
from waypath.roadmap_files import FormatOption, deliver_roadmap, wanted_format


def order(
    *,
    skills: Annotated[
        list[str],
        typer.Argument(
            metavar="SKILL|TOPIC",
            default_factory=list,
            show_default=False,
            help="What to put in order; a topic means all skills under it, none the whole map.",
        ),
    ],
    stages: Annotated[
        bool, typer.Option("--stages", help="Show what can be learned in parallel.")
    ] = False,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Put skills in an order in which they can be learned."""
    from graph import order_skills
    from waypath.answer_tables import order_table

    snapshot = open_map(store, map_id)
    answer = order_skills(snapshot, resolve(snapshot, skills), stages=stages)
    deliver(as_json(answer) if json else order_table(answer, snapshot))


def topics(
    *,
    level: Annotated[
        Literal["area", "topic"],
        typer.Option(
            help="Show what stands at the top of the map, or every topic in which skills stand."
        ),
    ] = "area",
    min_confidence: ConfidenceOption = 0.5,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say in which order to go through the areas or topics of a map, and why."""
    from graph import topic_prerequisites
    from waypath.answer_tables import topics_table

    snapshot = open_map(store, map_id)
    answer = topic_prerequisites(snapshot, level=level, min_confidence=min_confidence)
    deliver(as_json(answer) if json else topics_table(answer, snapshot))


def next_(
    *,
    learner: LearnerOption = None,
    know: KnowOption,
    goal: GoalOption,
    skip: SkipOption,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Show at most so many.")] = 10,
    max_hours: Annotated[
        float | None,
        typer.Option(metavar="H", min=0, help="Show only what takes at most so many hours."),
    ] = None,
    min_confidence: ConfidenceOption = 0.5,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say what you are ready to learn next, the best first, and why."""
    from graph import recommend_next
    from graph.settings import ranking_weights
    from waypath.answer_tables import next_table

    snapshot = open_map(store, map_id)
    who = asker(store, learner, snapshot)
    known, goals, skipped = resolve_each(snapshot, know, goal, skip)
    answer = recommend_next(
        snapshot,
        [*who.known, *known],
        goals or who.goals,
        limit=limit,
        min_confidence=min_confidence,
        learning=[skill for skill in who.learning if skill not in known],
        skipped=[*who.skipped, *skipped],
        max_hours=max_hours,
        weights=ranking_weights(),
    )
    if json and who.knowledge:
        from api.schemas.learners import LearnerNextAnswer

        shown = LearnerNextAnswer.of(answer, who.knowledge)
        deliver(json_text(shown.model_dump(mode="json", by_alias=True)))
    else:
        deliver(as_json(answer) if json else next_table(answer, max_hours))


def roadmap(
    *,
    learner: LearnerOption = None,
    know: KnowOption,
    goal: GoalOption,
    skip: SkipOption,
    hours_per_week: HoursOption = None,
    start: StartOption = None,
    holiday: HolidayOption,
    pace: PaceOption = None,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Say instead what dropping each goal would save.")
    ] = False,
    add: Annotated[
        list[str],
        typer.Option(
            metavar="NAME",
            default_factory=list,
            show_default=False,
            help="Say what this further goal would cost; implies --what-if. Can be repeated.",
        ),
    ],
    drop: Annotated[
        list[str],
        typer.Option(
            metavar="NAME",
            default_factory=list,
            show_default=False,
            help="Say how it would be without this goal; implies --what-if. Can be repeated.",
        ),
    ],
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Plan the way from what you know to your goals: only what is missing, in order."""
    from graph import plan_roadmap
    from graph import what_if as cost_of_goals
    from waypath.roadmap_tables import roadmap_table, what_if_table

    compare = what_if or bool(add or drop)
    chosen = chosen_format(format_, json=json)
    if compare and chosen not in {None, "table", "json"}:
        raise typer.BadParameter(f"--what-if is a table or JSON, and no {chosen}")
    wanted = "table" if compare and chosen is None else wanted_format(chosen, output)
    snapshot = open_map(store, map_id)
    who = asker(store, learner, snapshot)
    time = time_of(
        who.hours_per_week if hours_per_week is None else hours_per_week,
        start,
        holiday,
        who.pace if pace is None else pace,
    )
    time["holidays"] += who.holidays
    known, goals, skipped, more, fewer = resolve_each(snapshot, know, goal, skip, add, drop)
    known, goals, skipped = [*who.known, *known], goals or [*who.goals], [*who.skipped, *skipped]
    if compare:
        costs = cost_of_goals(snapshot, known, goals, add=more, drop=fewer, skipped=skipped, **time)
        deliver(as_json(costs) if wanted == "json" else what_if_table(costs, snapshot), output)
        return
    answer = plan_roadmap(snapshot, known, goals, skipped=skipped, **time)
    if wanted == "table":
        deliver(roadmap_table(answer, snapshot), output)
    else:
        deliver_roadmap(answer, snapshot, wanted, output)


def explain(
    *,
    first: Annotated[str, typer.Argument(metavar="A", help="A skill, by name, path or id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    min_confidence: ConfidenceOption = 0.5,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say why A comes before B, or why not, and what would change it."""
    from graph import explain as explain_pair
    from waypath.answer_tables import explanation_table

    snapshot = open_map(store, map_id)
    source, target = resolve(snapshot, [first, second])
    answer = explain_pair(snapshot, source, target, min_confidence=min_confidence)
    deliver(as_json(answer) if json else explanation_table(answer, snapshot))
