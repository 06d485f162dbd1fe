import { expect, test } from "vitest";
import type { Entry, Kind } from "../../answers";
import { NOTHING_SAID, type Said } from "../../person";
import { SkillMap } from "../../skill-map";
import { broughtBy, decoded, encoded, LinkError } from "./carried";

/** A map of these skills; areas and topics are what their ids begin with. */
function mapOf(...ids: string[]): SkillMap {
  const kinds = new Map<string, Kind>();
  for (const id of ids) {
    const names = id.split("/");
    for (let end = 1; end < names.length; end += 1) {
      kinds.set(names.slice(0, end).join("/"), end === 1 ? "area" : "topic");
    }
    kinds.set(id, "skill");
  }
  const skills = [...kinds].map(([id, kind], line): Entry => {
    const path = id.split("/");
    const parent = path.slice(0, -1).join("/") || null;
    return {
      id,
      name: path.at(-1) ?? "",
      kind,
      parent,
      placements: [{ path, line, parent }],
      emoji: "",
      description: "",
      resources: [],
      effort_hours: null,
      known: false,
    };
  });
  const map = { id: "tools", title: "Tools", field_known: true, order_used: true, usual_hours: 4 };
  return new SkillMap({ map, skills, prerequisites: [] }, 1);
}

const MAP = mapOf("shell/files", "shell/pipes", "shell/jobs", "web/http/verbs", "web/http/codes");

const knowing = (...known: string[]): Said => ({ ...NOTHING_SAID, known: new Set(known) });

async function through(said: Said, to = MAP, from = MAP) {
  return broughtBy(await decoded(await encoded(from, said)), to);
}

test("all that is said comes back as it was", async () => {
  const said = {
    known: new Set(["shell/files", "web/http/codes"]),
    learning: new Set(["shell/pipes"]),
    skipped: new Set(["shell/jobs"]),
    goals: ["web", "web/http/verbs"],
    hoursPerWeek: 7.5,
  };

  expect(await through(said)).toEqual({ said, lost: [], gone: [], changed: [] });
});

test("nothing said makes a link, too", async () => {
  expect((await through(NOTHING_SAID)).said).toEqual(NOTHING_SAID);
});

test("a topic that is known as a whole costs no more than its name", async () => {
  const many = Array.from(
    { length: 200 },
    (_, index) => `shell/topic-${index % 20}/skill-${index}`,
  );
  const map = mapOf(...many);

  const code = await encoded(map, knowing(...many));

  expect(code.length).toBeLessThan(50);
  expect(broughtBy(await decoded(code), map).said.known).toEqual(new Set(many));
});

test("a topic that has other skills now is not taken at its word", async () => {
  const edited = mapOf("shell/files", "shell/pipes", "shell/scripts", "web/http/verbs");

  const brought = await through(
    knowing("shell/files", "shell/pipes", "shell/jobs", "web/http/verbs"),
    edited,
  );

  expect(brought.said.known).toEqual(new Set(["web/http/verbs"]));
  expect(brought.changed).toEqual([{ id: "shell", stand: "known", count: 3 }]);
});

test("the order of the map does not matter", async () => {
  const reordered = mapOf("web/http/codes", "web/http/verbs", "shell/jobs");

  expect((await through(knowing("web/http/verbs", "web/http/codes"), reordered)).changed).toEqual(
    [],
  );
});

test("what the map does not have is told, and was taken along even if the sender's had lost it", async () => {
  const brought = await through(knowing("shell/files", "perl/regex"), mapOf("shell/pipes"));

  expect(brought.lost).toEqual(["shell/files", "perl/regex"]);
});

test("only of known skills it is asked what became of them", async () => {
  const said = { ...NOTHING_SAID, learning: new Set(["perl/regex"]), goals: ["perl"] };

  const brought = await through(said);

  expect(brought.lost).toEqual([]);
  expect(brought.gone).toEqual(["perl/regex", "perl"]);
});

test("a goal that the map does not have is told", async () => {
  const said = { ...NOTHING_SAID, goals: ["web", "perl"] };

  const brought = await through(said);

  expect(brought.said.goals).toEqual(["web"]);
  expect(brought.gone).toEqual(["perl"]);
});

test("names in any script come through", async () => {
  const map = mapOf("größe/日本語", "größe/العربية", "größe/🐍");

  expect((await through(knowing("größe/日本語", "größe/🐍"), map, map)).said.known).toEqual(
    new Set(["größe/日本語", "größe/🐍"]),
  );
});

/** What a stranger could put into a link. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const code = btoa(String.fromCharCode(...bytes));
  return `1${code.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

test.each(["", "1", "1!!!", "1AAAA", "2c0vOKMkvSi0BAA", "<script>alert(1)</script>"])(
  "garbage is refused: %s",
  async (code) => {
    await expect(decoded(code)).rejects.toThrow(LinkError);
  },
);

test.each([
  ["no map", "\n\nK\n0shell"],
  ["an entry outside of any list", "tools\n\n0shell"],
  ["no list of that name", "tools\n\nconstructor\n0shell"],
  ["a line that is no entry", "tools\n\nK\n%"],
  ["hours that nobody has", "tools\n999\nK\n0shell"],
  ["hours that are no number", "tools\nsix\nK\n0shell"],
  ["an id without end", `tools\n\nK\n0${"a".repeat(5000)}`],
  ["far too much", `tools\n\nK\n${"0a\n".repeat(2_000_000)}0a`],
])("a link with %s is refused", async (_, text) => {
  await expect(decoded(await packed(text))).rejects.toThrow(LinkError);
});

test("of a link cut short nothing is taken", async () => {
  const code = await encoded(MAP, knowing("shell/files", "web/http/codes"));

  await expect(decoded(code.slice(0, -4))).rejects.toThrow(LinkError);
});

test("a skill that a link names twice counts once", async () => {
  const brought = broughtBy(
    await decoded(await packed("tools\n\nK\n0shell/files\nL\n0shell/files")),
    MAP,
  );

  expect(brought.said.known).toEqual(new Set(["shell/files"]));
  expect(brought.said.learning).toEqual(new Set());
});
