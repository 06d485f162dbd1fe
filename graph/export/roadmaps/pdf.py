"""Plan -> PDF: a document to print, with boxes to tick, efforts, dates and page numbers."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from graph.export.roadmaps.html_page import is_safe
from graph.export.roadmaps.letters import FONTS, has_box, marked_up, register_fonts
from graph.export.roadmaps.plan import Plan, Section
from graph.export.roadmaps.wording import count, day, hours, period
from graph.roadmap.plan import Step

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

_INK, _SOFT, _LINE = "#1e293b", "#5b6779", "#cbd5e1"
_GOAL, _CRITICAL, _LINK = "#fde68a", "#b91c1c", "#1d4ed8"
_MARGIN = 50
"""Points, 72 an inch."""
_FRAME_PADDING = 6
"""What ReportLab leaves free inside the margins."""
_RIGHT: Literal[2] = 2
"""How ReportLab numbers an alignment; 0 is left."""
_FOOT = 32
"""How far above the edge the last line stands."""
_TOTAL_WIDTH = 16
"""Room for the number of pages."""
_BOX = 10
_MORE = 8
"""Size of the small letters."""
_NOBODY_IS_FASTER = "nobody is faster, however many skills they learn side by side."
_ABOUT_BOXES = (
    "A \u25a1 stands for a character that this document has no letter for. The same roadmap as an "
    "HTML page shows and prints it."
)
_ONE_AT_A_TIME = Lock()
"""ReportLab keeps its fonts in one place for all documents."""


def write_pdf(plan: Plan) -> bytes:
    """Return a document on A4, the same bytes whenever it is made of the same plan."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    file = BytesIO()
    with _ONE_AT_A_TIME:
        register_fonts()
        document = SimpleDocTemplate(
            file,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN + 10,
            title=f"Roadmap: {plan.title}",
            author="Waypath",
            subject=f"What to learn, in order, to reach {plan.goals}",
            lang="en",
            invariant=1,
        )
        document.build(
            [*_story(plan, document.width - 2 * _FRAME_PADDING)], canvasmaker=_numbered(plan)
        )
    return file.getvalue()


def _story(plan: Plan, width: float) -> Iterator["Flowable"]:
    """Yield what stands on the pages, from top to bottom."""
    yield _paragraph(marked_up(plan.title, "bold"), size=20, space_after=4)
    yield _paragraph(f"Roadmap to {marked_up(plan.goals)}", size=11, color=_SOFT, space_after=6)
    if plan.steps:
        yield _paragraph(" \u00b7 ".join(_facts(plan)), size=10, space_after=6)
    else:
        yield _paragraph("There is nothing left to learn.", size=10)
    numbers = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    for section in plan.sections():
        heading = _paragraph(marked_up(section.title, "bold"), size=11, space_before=12)
        heading.keepWithNext = 1
        yield heading
        yield _table(section, numbers, plan, width)
    if plan.steps:
        yield from _notes(plan)


def _facts(plan: Plan) -> Iterator[str]:
    roadmap = plan.roadmap
    yield count(len(plan.steps), "skill")
    yield hours(roadmap.effort_hours)
    if roadmap.hours_per_week is not None:
        yield f"{hours(roadmap.hours_per_week)} a week"
    if roadmap.starts and roadmap.ends:
        yield period(roadmap.starts, roadmap.ends)


def _table(section: Section, numbers: dict[str, int], plan: Plan, width: float) -> "Flowable":
    from reportlab.platypus import Table, TableStyle

    has_dates = plan.roadmap.starts is not None
    right = 130 if has_dates else 50
    rows = [
        [_tick_box(), _step(step, numbers[step.id], plan), _when(step)] for step in section.steps
    ]
    look: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, _LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    left = _BOX + 9
    table = Table(rows, colWidths=[left, width - left - right, right], spaceBefore=3)
    table.setStyle(TableStyle(look))
    return table


def _step(step: Step, number: int, plan: Plan) -> list["Flowable"]:
    entry = plan.entry(step)
    name = f"{number}.&nbsp;" + marked_up(f"{entry.emoji} {step.name}".strip(), "bold")
    if step.id in plan.wanted:
        name += f'  <font size="{_MORE}" backColor="{_GOAL}">&nbsp;goal&nbsp;</font>'
    if step.is_critical:
        name += f'  <font size="{_MORE}" color="{_CRITICAL}">critical path</font>'
    lines = [
        " / ".join(plan.above(step)) if plan.roadmap.starts else "",
        entry.description,
        f"Builds on {plan.names(step.because)}" if step.because else "",
    ]
    more = [marked_up(line) for line in lines if line]
    more += map(_link, entry.resources)
    small = (_paragraph(line, size=_MORE, color=_SOFT) for line in more)
    return [_paragraph(name, size=10), *small]


def _link(address: str) -> str:
    shown = marked_up(address)
    if not is_safe(address):
        return shown
    return f'<link href="{escape(address)}" color="{_LINK}">{shown}</link>'


def _when(step: Step) -> list["Flowable"]:
    lines = [_paragraph(hours(step.effort_hours), size=10, alignment=_RIGHT)]
    if step.starts and step.ends:
        dates = period(step.starts, step.ends)
        lines.append(_paragraph(dates, size=_MORE, color=_SOFT, alignment=_RIGHT))
    return lines


def _notes(plan: Plan) -> Iterator["Flowable"]:
    critical = hours(plan.roadmap.critical_hours)
    said = f"The critical path takes {critical}: {_NOBODY_IS_FASTER}"
    shown = (plan.title, plan.goals, *(" ".join(step.path) for step in plan.steps))
    if has_box("".join(shown)):
        said += f" {_ABOUT_BOXES}"
    yield _paragraph(said, size=_MORE, color=_SOFT, space_before=14)


def _paragraph(
    text: str,
    *,
    size: float,
    color: str = _INK,
    space_before: float = 0,
    space_after: float = 0,
    alignment: Literal[0, 2] = 0,
) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "text",
        fontName=FONTS["normal"],
        fontSize=size,
        leading=size * 1.3,
        textColor=_color(color),
        spaceBefore=space_before,
        spaceAfter=space_after,
        alignment=alignment,
    )
    return Paragraph(text, style)


def _tick_box() -> "Flowable":
    from reportlab.graphics.shapes import Drawing, Rect

    box = Rect(0.5, -2, _BOX - 1, _BOX - 1, rx=1.5, ry=1.5)
    box.strokeColor, box.fillColor = _color(_SOFT), None
    drawing = Drawing(_BOX, _BOX)
    drawing.add(box)
    return drawing


def _color(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _numbered(plan: Plan) -> type["Canvas"]:
    """Return a canvas that writes at the foot of each page its number, and how many there are."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    left = _MARGIN + _FRAME_PADDING
    right = A4[0] - left - _TOTAL_WIDTH

    class Numbered(Canvas):
        def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
            self._small()
            self.drawString(left, _FOOT, f"Made by Waypath on {day(plan.made_at)}")
            self.drawRightString(right, _FOOT, f"Page {self.getPageNumber()} of")
            self.translate(right, _FOOT)
            self.doForm("total")
            super().showPage()

        def save(self) -> None:
            # Known only now, and drawn on all pages: they refer to it.
            total = self.getPageNumber() - 1
            self.beginForm("total")
            self._small()
            self.drawString(_MORE / 3, 0, str(total))
            self.endForm()
            super().save()

        def _small(self) -> None:
            self.setFont(FONTS["normal"], _MORE)
            self.setFillColor(_color(_SOFT))

    return Numbered
