import { expect, test } from "vitest";
import { NOTHING_SAID, type Said, withDifference } from "../../person";
import { additions, compared, RecordError, readRecord, recordOf } from "./record";

const AT = "2027-01-04T09:00:00.000Z";
const SAID: Said = {
  known: new Set(["shell/files"]),
  learning: new Set(["shell/pipes"]),
  skipped: new Set(["shell/jobs"]),
  goals: ["shell"],
  hoursPerWeek: 6,
};

const record = (all: [string, Said][]) =>
  recordOf(new Map(all), (_, id) => id.toUpperCase(), 6, AT);

test("a record has marks and goals with map, name and time, as the service's have", () => {
  const written = record([["tools", SAID]]);

  expect(written.marks[0]).toEqual({
    map: "tools",
    skill: "shell/files",
    name: "SHELL/FILES",
    progress: "known",
    since: AT,
    source: "said",
    hours: null,
  });
  expect(written.marks.map(({ progress }) => progress)).toEqual(["known", "learning", "skipped"]);
  expect(written.goals).toEqual([{ map: "tools", entry: "shell", name: "SHELL", since: AT }]);
  expect(written.hours_per_week).toBe(6);
});

test("a record that is read and added to nothing says the same again", () => {
  const written = record([["tools", SAID]]);
  const read = readRecord(JSON.stringify(written));

  const found = compared(read, new Map());

  expect(read).toEqual(written);
  expect(found).toHaveLength(1);
  expect(
    found.map((one) => withDifference(NOTHING_SAID, additions(NOTHING_SAID, one, 6, false))),
  ).toEqual([SAID]);
});

test("what is said already stays, unless the record is to hold", () => {
  const mine = { ...NOTHING_SAID, learning: new Set(["shell/files"]), hoursPerWeek: 2 };

  const [found] = compared(record([["tools", SAID]]), new Map([["tools", mine]]));
  if (!found) throw new Error();

  expect([...found.fresh.keys()]).toEqual(["shell/pipes", "shell/jobs"]);
  expect([...found.others]).toEqual([["shell/files", "known"]]);
  const kept = withDifference(mine, additions(mine, found, 6, false));
  expect(kept.learning).toEqual(new Set(["shell/files", "shell/pipes"]));
  expect(kept.hoursPerWeek).toBe(2);
  const taken = withDifference(mine, additions(mine, found, 6, true));
  expect(taken.known).toEqual(new Set(["shell/files"]));
});

test.each([
  ["no JSON", "{", "JSON"],
  ["a list", "[]", "{}"],
  ["another version", '{"waypath_record": 2}', "waypath_record"],
  ["marks that are no list", '{"waypath_record": 1, "marks": {}}', "marks"],
  [
    "an unknown mark",
    '{"waypath_record": 1, "marks": [{"progress": "mastered"}]}',
    "marks[0].progress",
  ],
  [
    "a mark without a skill",
    '{"waypath_record": 1, "marks": [{"map": "tools", "name": "x", "progress": "known"}]}',
    "marks[0].skill",
  ],
  ["hours that nobody has", '{"waypath_record": 1, "hours_per_week": -1}', "hours_per_week"],
])("%s is refused, and it is said where", (_, text, where) => {
  expect(() => readRecord(text)).toThrow(new RecordError(where));
});
