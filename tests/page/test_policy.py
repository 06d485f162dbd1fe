"""What browsers are told to trust leaves them what they need."""

import re

INTRUDE = """\
() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  const text = document.createElement("div");
  text.innerHTML = '<img src="gone.png" onerror="window.ran = true">';
  text.firstChild.addEventListener("error", () => { text.dataset.failed = "yes"; });
  document.body.append(script, text);
}"""


def test_the_interactive_documentation_starts_and_asks_no_other_host(visit, seed_page):
    page = visit.open(f"{seed_page}docs", wait=False)

    page.locator(".opblock").first.wait_for(timeout=60_000)  # it is a megabyte of script
    assert page.locator(".opblock").count() > 20


def test_a_script_that_gets_into_the_page_does_not_run(visit, seed_page):
    page = visit.open(seed_page)
    visit.forgiven = re.compile("Content Security Policy|404")

    page.evaluate(INTRUDE)

    page.locator("[data-failed=yes]").wait_for(state="attached")
    assert page.evaluate("() => window.ran") is None
