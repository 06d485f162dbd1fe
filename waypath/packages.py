"""Notices another distribution in the place of `graph` or `api`, which are generic names.

Installers let two distributions write the same files without a word, and which one wins depends on
their order. Nothing is imported to find out: start-up stays quick, and no stranger's code runs.
"""

from importlib.util import find_spec
from pathlib import Path

_OUR_FILES = {"graph": "__init__.py", "api": "app.py"}
"""A file of each package that everything depends on, and that says whose it is."""
_OUR_NAME = "Waypath"


def foreign_package() -> str | None:
    """Return what to do about a package that is not Waypath's, or None if all is well."""
    for package, name in _OUR_FILES.items():
        spec = find_spec(package)
        folders = spec.submodule_search_locations if spec else None
        file = Path(folders[0], name) if folders else Path(package, name)
        if not file.is_file() or _OUR_NAME not in file.read_text("utf-8", errors="replace"):
            return (
                f"{file} is not Waypath's: something else is called `{package}` here too. "
                "Install Waypath in an environment of its own, say with `uv tool install waypath` "
                "or `pipx install waypath`"
            )
    return None
