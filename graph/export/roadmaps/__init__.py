"""Roadmaps as files: one format a file, plan -> text or bytes. `docs/exports.md` is about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from graph.export.roadmaps.canvas import write_canvas
from graph.export.roadmaps.case import write_case
from graph.export.roadmaps.csv_table import write_csv
from graph.export.roadmaps.document import write_document
from graph.export.roadmaps.dot import write_dot
from graph.export.roadmaps.graphml import write_graphml
from graph.export.roadmaps.graphviz import write_png, write_svg
from graph.export.roadmaps.html_page import write_html
from graph.export.roadmaps.ics import write_ics
from graph.export.roadmaps.json_ld import write_json_ld
from graph.export.roadmaps.markdown import write_markdown
from graph.export.roadmaps.mermaid import write_mermaid
from graph.export.roadmaps.pdf import write_pdf
from graph.export.roadmaps.plan import Plan
from graph.roadmap.plan import Roadmap
from graph.snapshot import Snapshot

__all__ = ["ROADMAP_FORMATS", "RoadmapFormat", "format_of"]


@dataclass(frozen=True, slots=True)
class RoadmapFormat:
    """A format that a roadmap can be written in."""

    media_type: str
    extension: str
    """With which names of such files end, without the dot."""
    writer: Callable[[Plan], str | bytes]
    is_binary: bool = False
    """Whether a terminal can make nothing of it."""

    def write(self, roadmap: Roadmap, snapshot: Snapshot, made_at: str) -> bytes:
        """Return the file.

        Args:
            roadmap: What to learn.
            snapshot: The map that the roadmap is for.
            made_at: When the file is made: time in UTC, ISO 8601.

        Raises:
            FormatUnavailableError: The package that draws the format is not installed.
        """
        written = self.writer(Plan(roadmap, snapshot, made_at))
        return written.encode() if isinstance(written, str) else written


ROADMAP_FORMATS: Mapping[str, RoadmapFormat] = MappingProxyType(
    {
        "json": RoadmapFormat("application/json", "json", write_document),
        "markdown": RoadmapFormat("text/markdown; charset=utf-8", "md", write_markdown),
        "html": RoadmapFormat("text/html; charset=utf-8", "html", write_html),
        "pdf": RoadmapFormat("application/pdf", "pdf", write_pdf, is_binary=True),
        "csv": RoadmapFormat("text/csv; charset=utf-8", "csv", write_csv),
        "ics": RoadmapFormat("text/calendar; charset=utf-8", "ics", write_ics),
        "svg": RoadmapFormat("image/svg+xml", "svg", write_svg),
        "png": RoadmapFormat("image/png", "png", write_png, is_binary=True),
        "mermaid": RoadmapFormat("text/vnd.mermaid; charset=utf-8", "mmd", write_mermaid),
        "dot": RoadmapFormat("text/vnd.graphviz; charset=utf-8", "dot", write_dot),
        "graphml": RoadmapFormat("application/graphml+xml", "graphml", write_graphml),
        "canvas": RoadmapFormat("application/vnd.jsoncanvas+json", "canvas", write_canvas),
        "case": RoadmapFormat("application/vnd.1edtech.case+json", "case.json", write_case),
        "jsonld": RoadmapFormat("application/ld+json", "jsonld", write_json_ld),
    }
)
"""Every format by the name it has at the command line and over REST."""


def format_of(file: PurePath) -> str | None:
    """Return the name of the format that files with such an ending have, or None.

    Examples:
        >>> format_of(PurePath("Plan.PDF")), format_of(PurePath("mine.case.json"))
        ('pdf', 'case')
        >>> format_of(PurePath("plan.json")), format_of(PurePath("plan.doc"))
        ('json', None)
    """
    # The longest ending that fits, since one may be the end of another.
    formats = sorted(ROADMAP_FORMATS.items(), key=lambda pair: -len(pair[1].extension))
    name = file.name.lower()
    return next((found for found, kind in formats if name.endswith(f".{kind.extension}")), None)
