/** The JSON of the service, as far as the page reads it. `/openapi.json` says what it means in full. */

export type Kind = "area" | "topic" | "skill";
export type Status = "inferred" | "accepted" | "asserted" | "rejected";

export interface MapSummary {
  id: string;
  title: string;
  revision: number;
  skill_count: number;
  changed_at: string;
}

export interface Placement {
  path: string[];
  line: number;
  parent: string | null;
}

/** An area, topic or skill. */
export interface Entry {
  id: string;
  name: string;
  kind: Kind;
  parent: string | null;
  placements: Placement[];
  emoji: string;
  description: string;
  resources: string[];
  effort_hours: number | null;
  /** Whether the map ticks it. */
  known: boolean;
}

export interface Evidence {
  rule: string;
  text: string;
  lines: number[];
  strength: number;
}

export interface Prerequisite {
  source: string;
  target: string;
  confidence: number;
  status: Status;
  band: "confident" | "suggested" | "hidden";
  evidence: Evidence[];
}

export interface GraphAnswer {
  map: {
    id: string;
    title: string;
    field_known: boolean;
    order_used: boolean;
    usual_hours: number;
  };
  skills: Entry[];
  prerequisites: Prerequisite[];
}

export interface UnknownName {
  id: string;
  suggestions: string[];
}

export interface NextSkill {
  id: string;
  name: string;
  path: string[];
  score: number;
  because: string[];
  unlocks: { count: number; goals: string[] };
  effort_hours: number;
  reasons: string[];
  ready_probability: number;
  factors: { factor: string; value: number; weight: number }[];
}

export interface NextAnswer {
  revision: number;
  state: string[];
  assumed: string[];
  unknown: UnknownName[];
  review: string[];
  ready_total: number;
  next: NextSkill[];
}

/** An entry by itself, with all that is known of what it builds on. */
export interface SkillAnswer extends Entry {
  prerequisites: Prerequisite[];
}

export interface OrderAnswer {
  revision: number;
  order: string[];
}

export interface ReadinessAnswer {
  revision: number;
  skill: string;
  known: boolean;
  ready: boolean;
  missing_direct: string[];
  missing_all: string[];
}

/** One skill of a roadmap. */
export interface Step {
  id: string;
  name: string;
  path: string[];
  effort_hours: number;
  because: string[];
  goals: string[];
  stage: number;
  /** Whether it is on the chain of prerequisites that takes longest. */
  is_critical: boolean;
  /** Days, `2027-01-04`; null without hours a week. */
  starts: string | null;
  ends: string | null;
}

export interface RoadmapAnswer {
  revision: number;
  goals: string[];
  assumed: string[];
  unknown: UnknownName[];
  steps: Step[];
  effort_hours: number;
  critical_hours: number;
  hours_per_week: number | null;
  starts: string | null;
  ends: string | null;
}

/** What adding or dropping one goal would change. What is below 0 is saved. */
export interface GoalCost {
  goal: string;
  name: string;
  skills: number;
  effort_hours: number;
  days: number | null;
  ends: string | null;
}

export interface WhatIfAnswer {
  revision: number;
  add: GoalCost[];
  drop: GoalCost[];
}

/** What became of an entry that left the map. */
export interface Move {
  id: string;
  name: string;
  kind: Kind;
  how: "renamed" | "moved" | "split" | "merged" | "removed";
  now: string[];
  /** When a person said so; empty if Waypath found it out. */
  decided_at: string;
}

export interface MovePage {
  revision: number;
  moves: Move[];
  next_cursor: string | null;
}

/** What happened on the way from the file to the map. */
export interface MapReport {
  repaired: { line: number; before: string; after: string }[];
  merged: { id: string; name: string; lines: number[]; reason: string }[];
  homonyms: { name: string; lines: number[]; reason: string }[];
  remarks: { line: number; text: string }[];
  cut: { source: string; target: string; text: string }[];
}

/** What importing a file did, or would do. */
export interface ImportAnswer {
  outcome: "created" | "changed" | "unchanged";
  map: {
    id: string;
    title: string;
    revision: number;
    area_count: number;
    topic_count: number;
    skill_count: number;
    decision_count: number;
    field_known: boolean;
    order_used: boolean;
    usual_hours: number;
    report: MapReport;
  };
  added: string[];
  moves: Move[];
  waiting: { source: string; target: string; verdict: Exclude<Status, "inferred"> }[];
  waiting_names: { name: string; verdict: "merged" | "split" }[];
  /** If it was asked for. */
  preview: {
    skills: Entry[];
    stated: number;
    confident: number;
    suggested: number;
    surest: Prerequisite[];
    doubtful: Prerequisite[];
  } | null;
}

export interface HistoryAnswer {
  changes: { revision: number; at: string; text: string }[];
  next_cursor: string | null;
}

export type Verdict = Exclude<Status, "inferred">;

/** An inferred prerequisite that nobody has decided about, and what a decision would change. */
export interface Question extends Prerequisite {
  used: boolean;
  text: string;
}

export interface PrerequisitePage<Edge extends Prerequisite> {
  revision: number;
  prerequisites: Edge[];
  total: number;
  next_cursor: string | null;
}

/** What a person decided about a prerequisite. */
export interface Decision {
  source: string;
  target: string;
  verdict: Verdict;
  decided_at: string;
  note: string;
}

/** Why two skills are in this order, or in none. */
export interface Explanation {
  revision: number;
  source: string;
  target: string;
  relation: "before" | "after" | "unordered";
  text: string;
  /** The prerequisites in use that lead from the one to the other. */
  path: Prerequisite[];
  calibrated: number;
  /** What inference looked at; `worth` is in log-odds. */
  weighed: { rule: string; text: string; worth: number }[];
  decision: Decision | null;
  changes: string[];
}

/** A name that stands under several topics: one skill, or one for each topic. */
export interface SharedName {
  name: string;
  verdict: "merged" | "split";
  ids: string[];
  lines: number[];
  reason: string;
  decision: { verdict: "merged" | "split"; decided_at: string; note: string } | null;
}

export interface SharedNamePage {
  revision: number;
  names: SharedName[];
  next_cursor: string | null;
}

/** How a person stands to a skill by their own words. */
export type Progress = "known" | "learning" | "skipped";

export interface Mark {
  skill: string;
  name: string;
  progress: Progress;
  since: string;
  source: "said" | "placement" | "import" | "ticked";
  hours: number | null;
}

export interface Goal {
  map: string;
  entry: string;
  name: string;
  since: string;
}

/** What became of a mark or a goal whose entry the map has no more. */
export interface MarkNote {
  id: string;
  name: string;
  now: string[];
  counts: boolean;
  text: string;
}

/** What is kept about a person; of the marks, how many there are. */
export interface LearnerAnswer {
  id: string;
  revision: number;
  name: string;
  hours_per_week: number | null;
  holidays: { first: string; last: string }[];
  goals: Goal[];
  mark_count: number;
}

/** How a learner stands to a map. */
export interface KnowledgeAnswer {
  revision: number;
  map: string;
  known: string[];
  learning: string[];
  skipped: string[];
  goals: string[];
  marks: Mark[];
  notes: MarkNote[];
}

export interface GoalsAnswer {
  revision: number;
  goals: (Goal & { now: string[] })[];
}

/** All that is kept about a person, to be taken along. */
export interface PersonalRecord {
  waypath_record: 1;
  name: string;
  hours_per_week: number | null;
  holidays: { first: string; last: string }[];
  marks: (Mark & { map: string })[];
  goals: Goal[];
}

/** What a record added to what is kept, or would add. */
export interface RecordAnswer {
  revision: number;
  added: PersonalRecord["marks"];
  changed: PersonalRecord["marks"];
  older: PersonalRecord["marks"];
  goals: Goal[];
  notes: (MarkNote & { map: string })[];
  missing_maps: string[];
}

/** What a text says about a person's skills. */
export interface Understanding {
  understood: { skill: string; words: string; line: number; certainty: number }[];
  perhaps: { entry: string; skills: string[]; words: string; line: number }[];
  ambiguous: { words: string; line: number; candidates: string[] }[];
  not_taken: {
    skills: string[];
    words: string;
    line: number;
    stance: "learning" | "wanted" | "denied" | "asked";
  }[];
  not_understood: { words: string; line: number; concept: string; suggestions: string[] }[];
}

/** What a text and a checklist say that a person knows. */
export interface ReadingAnswer {
  text: Understanding | null;
  ticked: string[];
  unknown: UnknownName[];
}

/** What somebody says when asked whether they know a skill. */
export type Reply = "yes" | "no" | "unsure";

/** A placement as far as it has come. */
export interface PlacementAnswer {
  id: string;
  map: string;
  learner: string | null;
  /** Of the map. */
  revision: number;
  /** None means the whole map. */
  goals: string[];
  answers: { skill: string; reply: Reply }[];
  /** Null if it is done. */
  question: {
    skill: string;
    name: string;
    path: string[];
    description: string;
    reason: string;
  } | null;
  asked: number;
  left: number;
  stop: "sure" | "limit" | "all_asked" | null;
  certainty: number;
  known: string[];
  undecided: string[];
  unknown: string[];
  likely: string[];
  chances: Record<string, number>;
}
