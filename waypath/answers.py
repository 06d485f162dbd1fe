"""The commands that answer from a map: `order`, `next`, `roadmap` and `explain`."""

from typing import Annotated, Literal

import typer

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
)
from waypath.output import as_json, deliver, to_terminal


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
    from waypath.tables import order_table

    snapshot = open_map(store, map_id)
    answer = order_skills(snapshot, resolve(snapshot, skills), stages=stages)
    deliver(as_json(answer) if json else order_table(answer, snapshot))


def next_(
    *,
    know: KnowOption,
    goal: GoalOption,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Show at most so many.")] = 10,
    min_confidence: ConfidenceOption = 0.5,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say what you are ready to learn next, the best first, and why."""
    from graph import recommend_next
    from waypath.tables import next_table

    snapshot = open_map(store, map_id)
    names = resolve(snapshot, [*know, *goal])
    answer = recommend_next(
        snapshot,
        names[: len(know)],
        names[len(know) :],
        limit=limit,
        min_confidence=min_confidence,
    )
    deliver(as_json(answer) if json else next_table(answer))


def roadmap(
    *,
    know: KnowOption,
    goal: GoalOption,
    format_: Annotated[
        Literal["table", "markdown", "json"] | None,
        typer.Option(
            "--format", show_default="table in a terminal, else markdown", help="How it is written."
        ),
    ] = None,
    output: OutputOption = None,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Plan the way from what you know to your goals: only what is missing, in order."""
    from graph import plan_roadmap
    from graph.export.roadmap_markdown import roadmap_markdown
    from waypath.tables import roadmap_table

    usual = "table" if to_terminal() and output is None else "markdown"
    wanted = chosen_format(format_, json=json) or usual
    snapshot = open_map(store, map_id)
    names = resolve(snapshot, [*know, *goal])
    answer = plan_roadmap(snapshot, names[: len(know)], names[len(know) :])
    if wanted == "json":
        deliver(as_json(answer), output)
    elif wanted == "markdown":
        deliver(roadmap_markdown(answer, snapshot), output)
    else:
        deliver(roadmap_table(answer, snapshot), output)


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
    from waypath.tables import explanation_table

    snapshot = open_map(store, map_id)
    source, target = resolve(snapshot, [first, second])
    answer = explain_pair(snapshot, source, target, min_confidence=min_confidence)
    deliver(as_json(answer) if json else explanation_table(answer, snapshot))
