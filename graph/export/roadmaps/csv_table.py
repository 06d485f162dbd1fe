"""Plan -> CSV, a row for each step, for Excel, LibreOffice, Google Sheets and Notion.

A spreadsheet takes a cell that begins with `=` for a formula and works it out, whoever wrote it. So
a text that could be taken for one gets an apostrophe in front, which means "this is text".
"""

import csv
from io import StringIO

from graph.export.roadmaps.plan import Plan
from graph.roadmap.plan import Step

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for an old encoding."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula can begin with; the last four are the first four in full width."""

COLUMNS = (
    *("Step", "Done", "Skill", "Area", "Topic", "Hours", "Stage", "Starts", "Ends"),
    *("Builds on", "Goals", "Critical path", "Links", "Id"),
)


def write_csv(plan: Plan) -> str:
    """Return a table with a heading, comma-separated, with a byte order mark (RFC 4180)."""
    text = StringIO()
    text.write(_BYTE_ORDER_MARK)
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows(_row(number, step, plan) for number, step in enumerate(plan.steps, start=1))
    return text.getvalue()


def _row(number: int, step: Step, plan: Plan) -> list[str | float]:
    area, *topics = step.path[:-1] or ("",)
    return [
        number,
        "",
        _as_text(step.name),
        _as_text(area),
        _as_text(" / ".join(topics)),
        step.effort_hours,
        step.stage,
        step.starts or "",
        step.ends or "",
        _as_text("; ".join(plan.snapshot.skill_map[skill].name for skill in step.because)),
        _as_text("; ".join(plan.snapshot.skill_map[goal].name for goal in step.goals)),
        "yes" if step.is_critical else "",
        _as_text(" ".join(plan.entry(step).resources)),
        _as_text(step.id),
    ]


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
