"""The guide of Neo4j Browser: what the graph holds, what its colours mean, what to ask it.

HTML slides for the classic Browser (`:guide` shows them beside the graph, `:play` in the stream),
AsciiDoc for the new one. The queries have this map's values filled in, so that a click is enough.
What comes from a map is escaped: anybody may have written it.
"""

from collections.abc import Iterator
from html import escape

from graph.export.neo4j_browser.queries import QUERIES, Part
from graph.export.neo4j_browser.style import GOAL, HUES, KNOWN, READY
from graph.export.neo4j_browser.values import filled, values_of
from graph.snapshot import Snapshot

_TITLE = "What to learn next"
_MOST_AREAS = 24
"""Areas that the legend names; the hues have begun again by then."""

_MODEL = (
    "A skill map contains areas, they contain topics, and these skills. Only skills are learned.",
    "An arrow leads from what is learned first to what it unlocks; its number says how sure it is.",
    "A thin red arrow is not used: it was rejected, or it would have closed a cycle.",
)
_STATES = (
    (KNOWN, "small", "Known", "the learner knows it, or something that needs it"),
    (READY, "larger, black border", "Ready", "all that it needs is known"),
    (GOAL, "largest, thick border", "Goal", "the learner wants it"),
)
_INTRODUCTIONS: dict[Part, str] = {
    "The map": "Look at the map as a whole, or at a part of it.",
    "One learner": "The learner of these queries is called 'me'. Change the ids to what is true of "
    "you, run them from the top, and colour the map again after every change.",
    "Review": "See what Waypath was least sure of, and what has changed. Decisions about "
    "prerequisites are made in Waypath: what is changed here, it does not see.",
    "As the service answers": "The same questions as over REST or at the command line, with the "
    "same answers.",
}
_EMPTY = (
    "There is no map yet. Import one with `waypath import`, then load the guide again. Until then "
    "the queries hold placeholders, such as 'your-map'."
)


def guide_html(snapshot: Snapshot | None) -> str:
    """Return the guide for the classic Browser; None stands for a store without maps."""
    slides = [
        _html_slide(_TITLE, "".join(_html_model(snapshot))),
        *(
            _html_slide(part, f"<p>{escape(text)}</p>" + "".join(_html_queries(part, snapshot)))
            for part, text in _INTRODUCTIONS.items()
        ),
    ]
    return (
        f'<article class="guide"><title>{_TITLE}</title>\n'
        f'<carousel class="deck container-fluid">\n{"".join(slides)}</carousel>\n</article>\n'
    )


def guide_adoc(snapshot: Snapshot | None) -> str:
    """Return the guide for the new Browser; None stands for a store without maps."""
    return "\n".join(_adoc_lines(snapshot)) + "\n"


def _summary(snapshot: Snapshot) -> str:
    count = len(snapshot.skill_map.skills)
    skills = "1 skill" if count == 1 else f"{count} skills"
    return f"{snapshot.skill_map.title}: {skills}, revision {snapshot.revision}"


def _areas(snapshot: Snapshot | None) -> list[str]:
    """Return the names of the areas, in the order that gives them their hues."""
    entries = snapshot.skill_map if snapshot else ()
    return [entry.name for entry in entries if entry.kind == "area"]


def _html_slide(title: str, content: str) -> str:
    return (
        f'<slide class="row-fluid">\n<div style="padding:0 16px">\n<h3>{escape(title)}</h3>\n'
        f"{content}</div>\n</slide>\n"
    )


def _html_model(snapshot: Snapshot | None) -> Iterator[str]:
    if snapshot is None:
        yield f"<p>{escape(_EMPTY)}</p>\n"
    else:
        yield f'<p class="lead">{escape(_summary(snapshot))}</p>\n'
    for sentence in _MODEL:
        yield f"<p>{escape(sentence)}</p>\n"
    yield "<p>The fill of a learner's skills, once the map is coloured:</p>\n<ul>\n"
    for colour, look, label, meaning in _STATES:
        yield f"<li>{_chip(colour)} <b>{label}</b> ({look}): {escape(meaning)}</li>\n"
    yield "</ul>\n"
    if areas := _areas(snapshot):
        yield "<p>Else the area's: dark for the area itself, lighter for topics, then skills.</p>\n"
        yield "<ul>\n"
        for place, name in enumerate(areas[:_MOST_AREAS]):
            hue = HUES[place % len(HUES)]
            yield f"<li>{_chip(hue.area)}{_chip(hue.topic)}{_chip(hue.skill)} {escape(name)}</li>\n"
        yield "</ul>\n"


def _chip(colour: str) -> str:
    look = "display:inline-block;width:14px;height:14px;border-radius:7px;vertical-align:middle"
    look += f";margin-right:2px;background:{colour}"
    return f'<span style="{look}">&#160;</span>'


def _html_queries(part: Part, snapshot: Snapshot | None) -> Iterator[str]:
    values = values_of(snapshot)
    for query in QUERIES:
        if query.part == part:
            yield (
                f"<h4>{escape(query.title)}</h4>\n<p>{escape(query.description)}</p>\n"
                '<figure><pre class="code runnable">'
                f"{escape(filled(query, values))}</pre></figure>\n"
            )


def _adoc_lines(snapshot: Snapshot | None) -> Iterator[str]:
    yield f"= {_TITLE}\n"
    if snapshot is None:
        yield f"{_EMPTY}\n"
    else:
        yield f"{_plain(_summary(snapshot))}\n"
    for sentence in _MODEL:
        yield f"{_plain(sentence)}\n"
    yield "The fill of a learner's skills, once the map is coloured:\n"
    for (_, look, label, meaning), colour in zip(_STATES, ("Blue", "Orange", "Red"), strict=True):
        yield f"* *{label}* ({colour.lower()}, {look}): {meaning}"
    yield ""
    values = values_of(snapshot)
    for part, text in _INTRODUCTIONS.items():
        yield f"== {part}\n\n{text}\n"
        for query in QUERIES:
            if query.part == part:
                yield f"=== {query.title}\n\n{query.description}\n"
                yield f"[source,cypher]\n----\n{filled(query, values)}\n----\n"


def _plain(text: str) -> str:
    """Return a text that means itself in AsciiDoc: what could be markup becomes a reference."""
    return "".join(
        found if found.isalnum() or found == " " else f"&#{ord(found)};" for found in text
    )
