/**
 * A learner of the service as the keeper of what is said. Only what changed is sent, so that two
 * browsers with one learner do not overwrite each other; what cannot be sent now is kept in this
 * browser and sent later.
 */

import { signal } from "@preact/signals";
import type {
  GoalsAnswer,
  KnowledgeAnswer,
  LearnerAnswer,
  MarkNote,
  PersonalRecord,
  RecordAnswer,
} from "./answers";
import { trying } from "./notes";
import { type Difference, differenceOf, type Keeper, type Said, withDifference } from "./person";
import { type Answer, type Asking, ask, ServiceError, StaleError } from "./service";
import type { SkillMap } from "./skill-map";
import { Unsent } from "./unsent";

const SEND_AGAIN_MS = 15_000;

/** Answers that will not be others next time. */
const REFUSALS = ["ambiguous_name", "invalid_request", "unknown_skill"];

/** What a person says about themselves, whatever the map. */
export type Profile = Pick<LearnerAnswer, "name" | "hours_per_week" | "holidays">;

/** What the page around has to know. */
export interface Listener {
  /** Somebody else has changed the record: what is said has to be loaded anew. */
  onChanged(): Promise<void>;
  /** The learner is not there any more. */
  onGone(): void;
}

export class LearnerKeeper implements Keeper {
  /** What is kept about the person besides what they say of maps; null before it is loaded. */
  readonly profile = signal<LearnerAnswer | null>(null);
  /** What became of marks and goals that the map has no more, as of the last load. */
  readonly notes = signal<readonly MarkNote[]>([]);
  /** How many changes wait to be sent. */
  readonly waiting = signal(0);
  private readonly unsent: Unsent;
  /** Ends when nothing is asked any more. */
  private turn: Promise<void> = Promise.resolve();
  private timer = 0;

  constructor(
    readonly learner: string,
    private readonly listener: Listener,
  ) {
    this.unsent = new Unsent(learner);
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("online", this.sendAgain);
  }

  close(): void {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    window.removeEventListener("online", this.sendAgain);
  }

  /** @throws {ServiceError} `unknown_learner`, or that an id cannot be like this. */
  async loadProfile(): Promise<LearnerAnswer> {
    const { body } = await this.ask<LearnerAnswer>("");
    this.profile.value = body;
    return body;
  }

  /** Load the profile anew, and what is said if somebody else has changed it. */
  async refresh(): Promise<void> {
    const { body } = await this.inTurn(() => this.ask<LearnerAnswer>(""));
    if (body.revision === this.revision) this.profile.value = body;
    else await this.listener.onChanged();
  }

  async load(map: SkillMap): Promise<Said> {
    const of = `?map=${encodeURIComponent(map.id)}`;
    // In turn, because an answer from before a change would take that change back on the page.
    const [{ body }, profile] = await this.inTurn(() =>
      Promise.all([this.ask<KnowledgeAnswer>(`/knowledge${of}`), this.ask<LearnerAnswer>("")]),
    );
    const revision = Math.min(body.revision, profile.revision);
    this.profile.value = { ...profile.body, revision };
    this.notes.value = body.notes;
    this.count();
    return withDifference(saidOf(body, profile.body), this.unsent.of(map.id));
  }

  note(map: SkillMap, before: Said, after: Said): void {
    this.noteOn(map.id, differenceOf(before, after));
  }

  /** Note something about any map. */
  noteOn(mapId: string, said: Difference): void {
    this.unsent.add(mapId, said);
    this.count();
  }

  /** Send what waits, one request after the other. */
  send(): Promise<void> {
    return this.inTurn(() => this.sendAll());
  }

  /** Say something else about the person; what is left out stays. */
  change(profile: Partial<Profile>): Promise<void> {
    return this.inTurn(() => this.again(() => this.putProfile(profile)));
  }

  /** Add a record to what is kept, or only ask what that would add. */
  merge(record: object, isDry: boolean): Promise<RecordAnswer> {
    const path = isDry ? "/record?dry_run=true" : "/record";
    return this.inTurn(() => this.again(() => this.put<RecordAnswer>("POST", path, record)));
  }

  /** All that is kept about the person, to be taken along. */
  async record(): Promise<PersonalRecord> {
    await this.send();
    return (await this.ask<PersonalRecord>("/record")).body;
  }

  /** Delete all that is kept about the person. */
  async remove(): Promise<void> {
    // Whatever was changed meanwhile is to be deleted, too.
    await this.ask("", { method: "DELETE", headers: { "If-Match": "*" } });
    this.unsent.clear();
  }

  /** Do something when all that was begun before is done. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    // What fails is told by whoever asked for it, and ends nothing else.
    this.turn = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  /** Do something, and once more if the record turns out to have been changed by somebody else. */
  private async again<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) !== "stale_learner") throw error;
      await this.loadProfile();
      const result = await work();
      this.loadSoon();
      return result;
    }
  }

  private async sendAll(): Promise<void> {
    clearTimeout(this.timer);
    try {
      for (const [mapId, said] of this.unsent.all()) await this.sendOn(mapId, said);
    } catch (error) {
      if (codeOf(error)) this.timer = setTimeout(this.sendAgain, SEND_AGAIN_MS);
      throw error;
    } finally {
      this.count();
    }
  }

  private async sendOn(mapId: string, said: Difference): Promise<void> {
    try {
      await this.again(() => this.sendOne(mapId, said));
      this.unsent.drop(mapId, said);
    } catch (error) {
      const code = codeOf(error);
      // It waits for the map to come back.
      if (code === "unknown_map") return;
      if (REFUSALS.includes(code)) {
        this.unsent.drop(mapId, said);
        this.loadSoon();
      }
      throw error;
    }
  }

  private async sendOne(mapId: string, said: Difference): Promise<void> {
    if (said.stands.size) {
      const groups = Map.groupBy(said.stands, ([, stand]) => stand);
      const set = [...groups].map(([progress, found]) => ({
        names: found.map(([id]) => id),
        progress,
      }));
      const body = { map: mapId, set };
      await this.put<KnowledgeAnswer>("PATCH", "/knowledge", body);
    }
    if (said.goals.size) {
      const path = `/goals?map=${encodeURIComponent(mapId)}`;
      const before = (await this.ask<GoalsAnswer>(path)).body.goals;
      const goals = goalsAfter(before, said.goals);
      await this.put<GoalsAnswer>("PUT", "/goals", { map: mapId, goals });
    }
    if (said.hoursPerWeek !== undefined) {
      await this.putProfile({ hours_per_week: said.hoursPerWeek });
    }
  }

  private async putProfile(change: Partial<Profile>): Promise<void> {
    const { name, hours_per_week, holidays } = this.profile.value ?? (await this.loadProfile());
    const body = { name, hours_per_week, holidays, ...change };
    this.profile.value = await this.put<LearnerAnswer>("PUT", "", body);
  }

  private async put<Body extends { revision: number }>(
    method: "PATCH" | "POST" | "PUT",
    path: string,
    body: object,
  ): Promise<Body> {
    const answer = (await this.ask<Body>(path, { method, body, revision: this.revision })).body;
    const profile = this.profile.value;
    if (profile) this.profile.value = { ...profile, revision: answer.revision };
    return answer;
  }

  private get revision(): number {
    return this.profile.value?.revision ?? 0;
  }

  private async ask<Body>(path: string, asking: Asking = {}): Promise<Answer<Body>> {
    try {
      return await ask<Body>(`v1/learners/${encodeURIComponent(this.learner)}${path}`, asking);
    } catch (error) {
      if (codeOf(error) !== "unknown_learner" || !this.profile.value) throw error;
      // It was there before. Whoever asked has nothing to do any more.
      this.listener.onGone();
      throw new StaleError();
    }
  }

  private count(): void {
    let count = 0;
    for (const { stands, goals, hoursPerWeek } of this.unsent.all().values()) {
      count += stands.size + goals.size + (hoursPerWeek === undefined ? 0 : 1);
    }
    this.waiting.value = count;
  }

  private readonly sendAgain = (): void => {
    if (this.waiting.value) void trying(() => this.send(), "saving");
  };

  private loadSoon(): void {
    setTimeout(() => void trying(this.listener.onChanged), 0);
  }

  /** Whoever comes back to the page sees what another browser has said meanwhile. */
  private readonly look = (): void => {
    if (document.visibilityState === "visible") void trying(() => this.refresh());
  };
}

function codeOf(error: unknown): string {
  return error instanceof ServiceError ? error.code : "";
}

function saidOf(knowledge: KnowledgeAnswer, profile: LearnerAnswer): Said {
  // What the map has lost stays as it was said, so that the page can ask what it is now.
  const lost = new Set(knowledge.notes.filter(({ now }) => !now.length).map(({ id }) => id));
  const marked = new Set(knowledge.marks.map(({ skill }) => skill));
  const lostAs = (progress: string) =>
    knowledge.marks
      .filter((mark) => mark.progress === progress && lost.has(mark.skill))
      .map(({ skill }) => skill);
  const lostGoals = profile.goals
    .filter(({ map, entry }) => map === knowledge.map && lost.has(entry) && !marked.has(entry))
    .map(({ entry }) => entry);
  return {
    known: new Set([...knowledge.known, ...lostAs("known")]),
    learning: new Set([...knowledge.learning, ...lostAs("learning")]),
    skipped: new Set([...knowledge.skipped, ...lostAs("skipped")]),
    goals: [...knowledge.goals, ...lostGoals],
    hoursPerWeek: profile.hours_per_week,
  };
}

/** Return the goals to keep, by the ids that they were made with. */
export function goalsAfter(
  before: GoalsAnswer["goals"],
  said: ReadonlyMap<string, boolean>,
): string[] {
  const isDropped = (id: string) => said.get(id) === false;
  const kept = before.flatMap(({ entry, now }) => {
    if (isDropped(entry)) return [];
    // Of a goal that was split, only a part may be dropped.
    return now.some(isDropped) ? now.filter((id) => !isDropped(id)) : [entry];
  });
  const there = new Set(before.flatMap(({ entry, now }) => [entry, ...now]));
  const added = [...said].filter(([id, isGoal]) => isGoal && !there.has(id)).map(([id]) => id);
  return [...kept, ...added];
}
