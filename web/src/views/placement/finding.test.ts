import { describe, expect, test } from "vitest";
import type { PlacementAnswer } from "../../answers";
import { NOTHING_SAID } from "../../person";
import { chosenOf, findingOf, firstOf } from "./finding";

const placement: PlacementAnswer = {
  id: "p",
  map: "m",
  learner: null,
  revision: 1,
  goals: [],
  answers: [],
  question: null,
  asked: 12,
  left: 0,
  stop: "sure",
  certainty: 0.96,
  known: ["knives", "dough", "yeast"],
  undecided: ["whisks", "pans"],
  unknown: ["sugar"],
  likely: ["knives", "dough", "yeast", "whisks"],
  chances: {},
};
const said = { ...NOTHING_SAID, known: new Set(["knives"]), learning: new Set(["yeast"]) };

describe("what a placement found", () => {
  test("leaves out what was ticked before, and names everything once", () => {
    expect(findingOf(placement, said)).toEqual({
      known: ["dough", "yeast"],
      likely: ["whisks"],
      open: ["pans"],
      tickedBefore: 1,
    });
  });

  test("is proposed to be kept if it is rather sure and the person says nothing else of it", () => {
    expect(chosenOf(findingOf(placement, said), said, new Map())).toEqual(new Set(["dough"]));
  });

  test("is kept as the person chooses", () => {
    const choices = new Map([
      ["dough", false],
      ["yeast", true],
      ["whisks", true],
    ]);

    const chosen = chosenOf(findingOf(placement, said), said, choices);

    expect(chosen).toEqual(new Set(["yeast", "whisks"]));
  });
});

test("a long result is cut after so many skills", () => {
  const groups = [
    { topic: "a", ids: ["1", "2"] },
    { topic: "b", ids: ["3", "4"] },
    { topic: "c", ids: ["5"] },
  ];

  expect(firstOf(groups, 3)).toEqual([
    { topic: "a", ids: ["1", "2"], shown: ["1", "2"] },
    { topic: "b", ids: ["3", "4"], shown: ["3"] },
  ]);
  expect(firstOf(groups, 9).map(({ shown }) => shown)).toEqual([["1", "2"], ["3", "4"], ["5"]]);
});
