"""How skills, numbers, lines and efforts are written for people, cut short if they are many."""

from collections.abc import Sequence

from rich.text import Text

from graph import Move, SkillId, Snapshot

LISTED = 20
"""Of what was added, removed or reported, so much is listed. Who wants it all asks for JSON."""
_NAMED = 5
"""Of a row of skills, so many are named in a sentence."""


def hours(effort: float) -> str:
    """Return an effort as people write it: `4 h`, `0.5 h`, `1,200 h`."""
    return f"{effort:,.2f}".rstrip("0").rstrip(".") + " h"


def counted(count: int, what: str) -> str:
    """Return a number of things: `1 skill`, `1,200 skills`."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def lines_text(lines: Sequence[int]) -> str:
    """Return lines of a file: `line 4`, `lines 4, 7`."""
    numbers = ", ".join(map(str, lines[:LISTED])) + (", ..." if len(lines) > LISTED else "")
    return f"line {numbers}" if len(lines) == 1 else f"lines {numbers}"


def name_text(path: Sequence[str]) -> Text:
    """Return the name of an entry, followed by what it stands in."""
    *above, name = path
    return Text.assemble((name, "bold"), "  ", heading_text(above, "dim"))


def heading_text(path: Sequence[str], style: str = "bold") -> Text:
    """Return a path, from the outside in."""
    return Text(" / ".join(path), style)


def pair_text(source: SkillId, target: SkillId, snapshot: Snapshot) -> str:
    """Return two skills as the library names them in a sentence."""
    names = (
        snapshot.skill_map[skill].name if skill in snapshot.skill_map else skill
        for skill in (source, target)
    )
    return " before ".join(f"“{name}”" for name in names)


def listed(skills: Sequence[SkillId], between: str, snapshot: Snapshot) -> str:
    """Return the names of skills, the first few if they are many."""
    names = between.join(snapshot.skill_map[skill].name for skill in skills[:_NAMED])
    return names + (f" and {len(skills) - _NAMED:,} more" if len(skills) > _NAMED else "")


def capped(texts: Sequence[Text]) -> list[Text]:
    """Return the first texts, and how many more there are."""
    more = len(texts) - LISTED
    return [*texts[:LISTED], Text(f"... and {more:,} more", "dim")] if more > 0 else list(texts)


def became_text(move: Move, snapshot: Snapshot) -> Text:
    """Return the name that an entry had, and the entries that it became."""
    text = Text.assemble((move.name, "bold"), "  ", (move.id, "dim"))
    for text_of_one in capped([name_text(snapshot.skill_map[entry].path) for entry in move.now]):
        text.append("\n→ ").append_text(text_of_one)
    return text
