import { expect, test } from "vitest";
import type { Entry, Move } from "./answers";
import { followMoves } from "./follow";
import { NOTHING_SAID } from "./person";
import { SkillMap } from "./skill-map";

const entry = (id: string): Entry => ({
  id,
  name: id,
  kind: "skill",
  parent: null,
  placements: [],
  emoji: "",
  description: "",
  resources: [],
  effort_hours: null,
  known: false,
});
const mapOf = (...ids: string[]): SkillMap =>
  new SkillMap(
    {
      map: { id: "map", title: "Map", field_known: true, order_used: true, usual_hours: 4 },
      skills: ids.map(entry),
      prerequisites: [],
    },
    1,
  );
const move = (how: Move["how"], id: string, ...now: string[]): Move => ({
  id,
  name: id,
  kind: "skill",
  how,
  now,
  decided_at: "",
});

test("what was begun, set aside or wanted follows its entry, over several changes", () => {
  const moves = [move("renamed", "a", "b"), move("split", "b", "c", "d"), move("moved", "x", "y")];
  const said = { ...NOTHING_SAID, learning: new Set(["a"]), skipped: new Set(["x"]), goals: ["b"] };

  expect(followMoves(mapOf("c", "d", "y"), said, moves)).toEqual({
    ...said,
    learning: new Set(["c", "d"]),
    skipped: new Set(["y"]),
    goals: ["c", "d"],
  });
});

test("what is gone stays as it was said", () => {
  const moves = [move("removed", "a"), move("renamed", "b", "c"), move("renamed", "c", "b")];
  const said = { ...NOTHING_SAID, learning: new Set(["a", "b"]), goals: ["a", "never"] };

  expect(followMoves(mapOf("x"), said, moves)).toEqual(said);
});

test("what is merged is begun once all that went into it was marked, and is a goal at once", () => {
  const moves = [move("merged", "a", "ab"), move("merged", "b", "ab")];
  const one = { ...NOTHING_SAID, learning: new Set(["a"]), goals: ["a"] };
  const all = { ...one, known: new Set(["b"]) };
  const map = mapOf("ab");

  expect(followMoves(map, one, moves)).toEqual({ ...one, goals: ["ab"] });
  expect(followMoves(map, all, moves).learning).toEqual(new Set(["ab"]));
});
