"""How long the page takes in a headless Chromium, and how large it is.

    python -m bench.page [--runs 5]

The page is the built one (`make page`) and the service a process of its own on this machine, so the
network costs nothing. Every visit begins with an empty browser. The large map is a generated one
with 20,000 skills; a skill needs the one before it in its topic and one of the 500 before it, and
of the first ones of topics half need nothing. What is clicked is the first skill that is ready. A
figure counts until the frame after the change, when people can see it, and is the median of the
runs.
"""

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from api.page import BUILT
from bench.answers import generated_map
from graph import Change, Evidence, Prerequisite, Snapshot, SqliteStore, parse_skill_map

SKILLS = 20_000
RUNS = 5
NOW = "2026-01-01T00:00:00+00:00"
WAIT_MS = 120_000

WATCH = """\
const settled = () => document.querySelector('#view[aria-busy=false] #view-title');
const isThere = () => document.querySelector('.skill[data-id]');

/** The time of the first frame in which something was to be seen. */
function seen(what) {
  return new Promise((done) => {
    const look = () => requestAnimationFrame(what() ? () => done(performance.now()) : look);
    look();
  });
}

window.opened = Promise.all([seen(isThere), seen(() => isThere() && settled())]);

window.tickFirstReady = async () => {
  const skill = document.querySelector('.skill[data-state=ready]');
  const isTicked = () => skill.ownerDocument.querySelector(
    `.skill[data-id="${CSS.escape(skill.dataset.id)}"][data-state=known]`,
  );
  const start = performance.now();
  skill.querySelector('.tick').click();
  const shown = await seen(isTicked);
  const answered = await seen(() => isTicked() && settled());
  return [shown - start, answered - start];
};
"""
"""What the page is told to look for, before anything of it runs."""


def first_load(page: Path, kind: str) -> list[Path]:
    """Return the files of a kind, `js` or `css`, that a browser loads before anything is shown."""
    built = json.loads((page / "manifest.json").read_text())
    found: dict[str, None] = {}
    todo = [name for name, entry in built.items() if entry.get("isEntry")]
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = None
            todo += built[name].get("imports", [])
    files = (file for name in found for file in (built[name]["file"], *built[name].get("css", [])))
    return [page / file for file in dict.fromkeys(files) if file.endswith(f".{kind}")]


def packed(files: Iterable[Path]) -> int:
    """Return how many bytes of files go over the network, each compressed for itself."""
    return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)


def large_map(skill_count: int) -> Snapshot:
    """Return a generated map whose prerequisites are drawn, not inferred."""
    text = generated_map(skill_count)
    skill_map = parse_skill_map(text)
    chance = random.Random(skill_count)  # noqa: S311 - no secret
    evidence = Evidence("sequence", "It stands before the other one in its topic.", (1, 2), 0.7)
    skills = skill_map.skills
    pairs: set[tuple[int, int]] = set()
    for target in range(1, len(skills)):
        is_first = skills[target].parent != skills[target - 1].parent
        if not is_first:
            pairs.add((target, target - 1))
        if not is_first or chance.random() < 1 / 2:
            pairs.add((target, chance.randrange(max(0, target - 500), target)))
    inferred = (
        Prerequisite(skills[source].id, skills[target].id, 0.8, "inferred", (evidence,))
        for target, source in sorted(pairs)
    )
    return Snapshot("large", 0, text, skill_map, tuple(inferred))


@contextmanager
def serving(folder: Path, snapshot: Snapshot | None) -> Iterator[str]:
    """Serve a map, or the seed map, from a process of its own; yield the page's address."""
    store = folder / "waypath.db"
    if snapshot:
        with closing(SqliteStore(store)) as opened:
            opened.commit(snapshot, Change("imported", NOW, "Imported the map."))
    command = [sys.executable, "-m", "waypath", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = (re.search(r"http://\S+", line) for line in process.stderr or ())
        address = next(found[0] for found in told if found)
        # The address is told before the service has started, and waits for it.
        with urlopen(f"{address}/health/ready", timeout=WAIT_MS / 1000):  # noqa: S310 - our own
            pass
        yield address
        process.terminate()


def visit(browser: Browser, address: str) -> dict[str, float]:
    """Visit the page for the first time, tick a skill, and return the milliseconds of each step."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    context.set_default_timeout(WAIT_MS)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    visible, settled = page.evaluate("() => window.opened")
    painted = page.evaluate(
        "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    shown, answered = page.evaluate("() => window.tickFirstReady()")
    context.close()
    return {
        "first paint": painted,
        "skills are visible": visible,
        "the service has answered": settled,
        "tick, until it is shown": shown,
        "tick, until the answer is shown": answered,
    }


def main() -> None:
    """Print the size of the first load, and a row for each step with a column for each map."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    for kind in ("js", "css"):
        files = first_load(BUILT, kind)
        print(f"first load, {kind}: {packed(files):,} bytes in {len(files)} files, compressed")
    table = Table("ms", "seed map", f"{SKILLS:,} skills")
    columns: list[dict[str, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for snapshot in (None, large_map(SKILLS)):
            with TemporaryDirectory() as folder, serving(Path(folder), snapshot) as address:
                visits = [visit(browser, address) for _ in range(runs)]
            columns.append(
                {step: statistics.median(one[step] for one in visits) for step in visits[0]}
            )
        browser.close()
    for step in columns[0]:
        table.add_row(step, *(f"{column[step]:,.0f}" for column in columns))
    Console().print(table)


if __name__ == "__main__":
    main()
