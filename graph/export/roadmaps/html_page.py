"""Plan -> one HTML file that needs nothing else: to read, to tick off, to print, to send.

It follows the system's dark mode and keeps what is ticked in the browser that opens it. Whatever
comes from a map is escaped: anybody may have written it.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import count, day, hours, period
from graph.roadmap.plan import Step

_STYLE = Path(__file__).with_name("html_page.css")
_SCRIPT = Path(__file__).with_name("html_page.js")
_SCHEMES = ("http", "https", "mailto")
"""A link of another kind could run something. It is shown as text."""


def write_html(plan: Plan) -> str:
    """Return a page with the steps as checkboxes, under weeks or topics."""
    title = _escaped(f"Roadmap: {plan.title}")
    return (
        f'<!DOCTYPE html>\n<html lang="en" data-map="{_escaped(plan.snapshot.map_id)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n{''.join(_header(plan))}<main>\n{''.join(_sections(plan))}</main>\n"
        f"<footer>{_footer(plan)}</footer>\n"
        f"<script>\n{_SCRIPT.read_text(encoding='utf-8')}</script>\n</body>\n</html>\n"
    )


def _header(plan: Plan) -> Iterator[str]:
    yield f'<header>\n<h1 dir="auto">{_escaped(plan.title)}</h1>\n'
    yield f'<p class="goal-line">Roadmap to <span dir="auto">{_escaped(plan.goals)}</span></p>\n'
    if plan.steps:
        facts = "".join(f"<li>{fact}</li>" for fact in _facts(plan))
        yield f'<ul class="facts">{facts}<li id="done" aria-live="polite"></li></ul>\n'
        yield f'<progress max="{len(plan.steps)}" value="0" aria-labelledby="done"></progress>\n'
    else:
        yield "<p>There is nothing left to learn.</p>\n"
    yield "</header>\n"


def _facts(plan: Plan) -> Iterator[str]:
    roadmap = plan.roadmap
    yield count(len(plan.steps), "skill")
    yield hours(roadmap.effort_hours)
    if roadmap.hours_per_week is not None:
        yield f"{hours(roadmap.hours_per_week)} a week"
    if roadmap.starts and roadmap.ends:
        yield period(roadmap.starts, roadmap.ends)


def _sections(plan: Plan) -> Iterator[str]:
    numbers = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    for section in plan.sections():
        steps = "".join(_item(step, numbers[step.id], plan) for step in section.steps)
        heading = f'<h2 dir="auto">{_escaped(section.title)}</h2>'
        yield f"<section>\n{heading}\n<ol>\n{steps}</ol>\n</section>\n"


def _item(step: Step, number: int, plan: Plan) -> str:
    entry = plan.entry(step)
    badges = ""
    if step.id in plan.wanted:
        badges += '<span class="badge goal">goal</span>'
    if step.is_critical:
        badges += '<span class="badge critical">critical path</span>'
    name = f'<bdi class="name">{_escaped(f"{entry.emoji} {step.name}".strip())}</bdi>'
    dates = f"<br>{period(step.starts, step.ends)}" if step.starts and step.ends else ""
    more = "".join(
        f'<span class="more" dir="auto">{_escaped(line)}</span>' for line in _more(step, plan)
    )
    return (
        f'<li class="step"><label><input type="checkbox" value="{_escaped(step.id)}">'
        f'<span class="text"><span class="number">{number}.</span> {name}{badges}{more}</span>'
        f'<span class="effort">{hours(step.effort_hours)}{dates}</span></label>'
        f"{_links(entry.resources)}</li>\n"
    )


def _more(step: Step, plan: Plan) -> Iterator[str]:
    """Yield what else there is to say: the topic, unless it is the heading, and reasons."""
    if plan.roadmap.starts:
        yield " / ".join(plan.above(step))
    if description := plan.entry(step).description:
        yield description
    if step.because:
        yield f"Builds on {plan.names(step.because)}"


def _links(resources: tuple[str, ...]) -> str:
    if not resources:
        return ""
    return f'<div class="links">{" · ".join(map(_link, resources))}</div>'


def _link(address: str) -> str:
    text = _escaped(address)
    return f'<a href="{text}" rel="noreferrer">{text}</a>' if is_safe(address) else text


def is_safe(address: str) -> bool:
    """Return whether an address of a map may be a link."""
    try:
        return urlsplit(address).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _footer(plan: Plan) -> str:
    critical = (
        f"The critical path takes {hours(plan.roadmap.critical_hours)}: nobody is faster, however "
        "many skills they learn side by side. "
        if plan.steps
        else ""
    )
    return f"{critical}Made by Waypath on {day(plan.made_at)}."


def _escaped(text: str) -> str:
    """Return a text as HTML shows it; what HTML cannot hold becomes U+FFFD."""
    return escape("".join("\ufffd" if char == "\0" else char for char in text))
