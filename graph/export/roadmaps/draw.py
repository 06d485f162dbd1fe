"""Draws with Graphviz, in a process of its own: DOT from stdin, a picture to stdout.

Run as a script, by `graphviz`. It imports nothing of Waypath, so that it starts at once.

Graphviz finds letters by fontconfig. It is told of the fonts beside this file too, so that a
picture has text on a machine without any. They are copied first, and caches go where the copy is:
fontconfig writes into the folders that it reads.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_FONTS = Path(__file__).with_name("fonts")
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <cachedir>{folder}/cache</cachedir>
  <dir>{folder}/fonts</dir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


def main(picture: str) -> None:
    """Write the picture, `svg` or `png`."""
    with TemporaryDirectory() as folder:
        shutil.copytree(_FONTS, Path(folder, "fonts"))
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        # Now, not before: it reads the configuration when it is imported.
        import pygraphviz  # type: ignore[import-untyped]  # it has no types

        graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode())
        sys.stdout.buffer.write(graph.draw(format=picture, prog="dot"))


if __name__ == "__main__":
    main(sys.argv[1])
