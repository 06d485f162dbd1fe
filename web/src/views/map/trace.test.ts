import { describe, expect, it } from "vitest";
import { SkillMap } from "../../skill-map";
import { edgesOf } from "../graph/drawn";
import { type Trace, traceOf } from "./trace";

const NAMES = { id: "map", title: "Map", field_known: true, order_used: true, usual_hours: 4 };

const mapOf = (...chains: string[]): SkillMap =>
  new SkillMap({ map: NAMES, skills: [], prerequisites: edgesOf(...chains).list }, 1);

const named = ({ arrows }: Trace): string[] =>
  arrows.map(({ source, target, kind }) => `${source} > ${target}: ${kind}`);

const nothing = () => false;

describe("what the map shows of a skill", () => {
  it("is an arrow for each step of the way to it, and one to each that needs it", () => {
    const trace = traceOf(mapOf("a > b > c > d"), "c", ["a", "b"], nothing);

    expect(named(trace)).toEqual(["b > c: missing", "a > b: missing", "c > d: unlocks"]);
    expect(trace.unlocked).toEqual(["d"]);
  });

  it("is an arrow from every direct prerequisite, known or implied by others", () => {
    const map = mapOf("a > b > c", "a > c", "k > c");
    const trace = traceOf(map, "c", ["a", "b"], (id) => id === "k");

    expect(named(trace)).toEqual([
      "b > c: missing",
      "a > c: missing",
      "k > c: met",
      "a > b: missing",
    ]);
    expect(trace.met).toEqual(["k"]);
  });

  it("leaves out what is met further on, and what longer ways imply", () => {
    const map = mapOf("a > b > c > d", "a > c", "k > b");
    const trace = traceOf(map, "d", ["a", "b", "c"], (id) => id === "k");

    expect(named(trace)).toEqual(["c > d: missing", "b > c: missing", "a > b: missing"]);
  });

  it("ends with the nearest where there are too many arrows to follow", () => {
    const ids = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const trace = traceOf(mapOf(ids.join(" > ")), "s199", ids.slice(0, -1), nothing);

    expect(trace.arrows).toHaveLength(60);
    expect(trace.arrows.at(-1)?.target).toBe("s140");
    expect(trace.before).toHaveLength(199);
  });
});
