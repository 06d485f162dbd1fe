"""Plan -> Mermaid, which GitHub and many editors draw inside Markdown.

Mermaid refuses a drawing with too many arrows or characters, so of a long roadmap the first steps
are drawn, as many as it takes. The drawing says how many are left out.
"""

import json
from collections.abc import Iterator

from graph.export.mermaid import MAX_ARROWS, MAX_CHARACTERS, label
from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import count
from graph.model import CONFIDENT, Prerequisite

_COMMENTS = f"""\
  %% An arrow leads from a step to what needs it, dotted below {CONFIDENT:g} sure.
  %% This is the transitive reduction: arrows that others imply are left out.
  %% Yellow: a goal. Red border: on the critical path.
"""
_CLASSES = """\
  classDef goal fill:#fde68a,stroke:#b45309,color:#1e293b
  classDef critical stroke:#dc2626,stroke-width:3px
"""

_ANOTHER_TRY = 0.98
"""Share of the steps that is kept if about all of them fit, over 0 and below 1."""


def write_mermaid(plan: Plan) -> str:
    """Return a flowchart of the steps, which Mermaid draws as it is set up by default."""
    # JSON is YAML too, but for a few characters that YAML takes as codes only.
    title = f"Roadmap: {plan.title}"
    quoted = json.dumps(title, ensure_ascii=not title.isprintable())
    head = f"---\ntitle: {quoted}\n---\nflowchart LR\n{_COMMENTS}"
    plan = _with_few_arrows(plan)
    room = MAX_CHARACTERS - len(head)
    drawing = _drawing(plan)
    while plan.steps and len(drawing) >= room:
        # A step takes about as much room as another, so this is soon close to what fits.
        share = min(room / len(drawing), _ANOTHER_TRY)
        plan = plan.shortened(int(len(plan.steps) * share))
        drawing = _drawing(plan)
    return head + drawing


def _with_few_arrows(plan: Plan) -> Plan:
    """Return the plan up to the step whose arrows would be too many."""
    if len(plan.arrows) < MAX_ARROWS:
        return plan
    too_many = plan.arrows[MAX_ARROWS - 1].target
    return plan.shortened([step.id for step in plan.steps].index(too_many))


def _drawing(plan: Plan) -> str:
    nodes = {step.id: f"s{number}" for number, step in enumerate(plan.steps, start=1)}
    wanted = [nodes[step.id] for step in plan.steps if step.id in plan.wanted]
    critical = [nodes[step.id] for step in plan.steps if step.is_critical]
    lines = [*_boxes(plan)]
    if plan.left_out:
        more = count(plan.left_out, "more step")
        lines.append(f"  more{label(f'and {more}')}")
    lines += (_arrow(edge, nodes) for edge in plan.arrows)
    lines += (
        f"  class {','.join(found)} {name}"
        for name, found in (("goal", wanted), ("critical", critical))
        if found
    )
    return "".join(f"{line}\n" for line in lines) + _CLASSES


def _boxes(plan: Plan) -> Iterator[str]:
    """Yield the topics with their steps. Left to right, Mermaid stacks boxes from the bottom up."""
    numbers = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    for place, (above, steps) in reversed([*enumerate(plan.topics().items(), start=1)]):
        yield f"  subgraph t{place}{label(' / '.join(above))}"
        yield "    direction LR"
        for step in steps:
            number = numbers[step.id]
            emoji = plan.entry(step).emoji
            yield f"    s{number}{label(' '.join(filter(None, (f'{number}.', emoji, step.name))))}"
        yield "  end"


def _arrow(edge: Prerequisite, nodes: dict[str, str]) -> str:
    arrow = "-->" if edge.confidence >= CONFIDENT else "-.->"
    return f"  {nodes[edge.source]} {arrow} {nodes[edge.target]}"
