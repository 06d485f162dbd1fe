"""Keeps packages from being built without the page. Editable installs may come before it."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface):
    """Looks for the built page before a package is made of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Refuse, unless the page is there or is not wanted yet."""
        if version != "editable" and not Path(self.root, "api/static/index.html").exists():
            raise SystemExit("The page is not built, and a package needs it. First: make page")
