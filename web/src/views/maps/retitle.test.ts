import { expect, test } from "vitest";
import { isTitled, retitled } from "./retitle";

test.each([
  ["a heading", "# Web\n- HTTP\n", "# New\n- HTTP\n"],
  ["an underlined heading", "Web\n===\n- HTTP\n", "# New\n- HTTP\n"],
  ["an empty heading", "#\n# Web\n- HTTP\n", "# New\n# Web\n- HTTP\n"],
  ["a title after prose", "Read this.\n\n# Web\n- HTTP\n", "Read this.\n\n# New\n- HTTP\n"],
])("%s is the title and is replaced", (_, before, after) => {
  expect(isTitled(before)).toBe(true);
  expect(retitled(before, "New")).toBe(after);
});

test.each([
  ["nothing at the top", "## Web\n- HTTP\n", "# New\n\n## Web\n- HTTP\n"],
  ["areas at the top", "# Web\n- HTTP\n# Data\n- SQL\n", "# New\n\n# Web\n- HTTP\n# Data\n- SQL\n"],
  [
    "front matter",
    "---\norder: ignored\n---\n- HTTP\n",
    "---\norder: ignored\n---\n# New\n\n- HTTP\n",
  ],
  ["a comment in code", "```\n# Web\n```\n- HTTP\n", "# New\n\n```\n# Web\n```\n- HTTP\n"],
  ["front matter without an end", "---\n- HTTP\n", "# New\n\n---\n- HTTP\n"],
])("with %s there is no title, so one is put in front", (_, before, after) => {
  expect(isTitled(before)).toBe(false);
  expect(retitled(before, "New")).toBe(after);
  expect(isTitled(after)).toBe(true);
});
