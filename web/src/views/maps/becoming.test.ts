import { expect, test } from "vitest";
import type { Entry, Move } from "../../answers";
import { NOTHING_SAID, type Said } from "../../person";
import { SkillMap } from "../../skill-map";
import { followed, leading } from "./becoming";

function move(how: Move["how"], id: string, ...now: string[]): Move {
  return { id, name: id.toUpperCase(), kind: "skill", how, now, decided_at: "" };
}

function mapOf(...ids: string[]): SkillMap {
  const skills = ids.map(
    (id): Entry => ({
      id,
      name: id.toUpperCase(),
      kind: "skill",
      parent: null,
      placements: [],
      emoji: "",
      description: "",
      resources: [],
      effort_hours: null,
      known: false,
    }),
  );
  const map = { id: "map", title: "Map", field_known: true, order_used: true, usual_hours: 4 };
  return new SkillMap({ map, skills, prerequisites: [] }, 1);
}

function saying(said: { known?: string[]; learning?: string[]; goals?: string[] }): Said {
  return {
    ...NOTHING_SAID,
    known: new Set(said.known),
    learning: new Set(said.learning),
    goals: said.goals ?? [],
  };
}

test("what only follows its topic leads nothing", () => {
  const area = move("renamed", "web", "net");
  const follows = move("moved", "web/http", "net/http");
  const leads = move("moved", "web/sql", "data/sql");

  expect(leading([area, follows, leads])).toEqual([area, leads]);
});

test("what was said follows its entry, and is held if that is gone", () => {
  const before = mapOf("a", "b", "c", "d");
  const after = mapOf("a", "bb", "e");
  const moves = [move("renamed", "b", "bb"), move("removed", "c"), move("removed", "d")];
  const said = saying({ known: ["a", "b", "c"], learning: ["d"], goals: ["b"] });

  expect(followed(said, before, after, moves)).toEqual([
    { id: "b", name: "B", stands: ["known", "goal"], fate: "followed", now: ["bb"] },
    { id: "c", name: "C", stands: ["known"], fate: "held", now: [] },
    { id: "d", name: "D", stands: ["learning"], fate: "held", now: [] },
  ]);
});

test("what is merged is known once all that went into it is", () => {
  const before = mapOf("a", "b", "c", "d");
  const after = mapOf("ab", "cd");
  const moves = [
    move("merged", "a", "ab"),
    move("merged", "b", "ab"),
    move("merged", "c", "cd"),
    move("merged", "d", "cd"),
  ];

  const found = followed(saying({ known: ["a", "b", "c"] }), before, after, moves);

  expect(found.map(({ id, fate }) => [id, fate])).toEqual([
    ["a", "followed"],
    ["b", "followed"],
    ["c", "partly"],
  ]);
});

test("what comes back counts again", () => {
  const found = followed(saying({ known: ["old"] }), mapOf("a"), mapOf("a", "old"), []);

  expect(found).toEqual([
    { id: "old", name: "OLD", stands: ["known"], fate: "back", now: ["old"] },
  ]);
});
