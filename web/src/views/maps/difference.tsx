/** What a new version changes: in the map, for what people decided, and for this person. */

import type { ComponentChildren, JSX } from "preact";
import type { Move } from "../../answers";
import { Name } from "../../parts/name";
import type { SkillMap } from "../../skill-map";
import { quoted, type TextKey, t, tx } from "../../text";
import { type Followed, followed, leading, type Stand } from "./becoming";
import type { Preview } from "./importing";
import { Capped, Fold } from "./lists";
import { Arrow } from "./report";

const HOWS = ["renamed", "moved", "split", "merged", "removed"] as const;
/** Up to this many of a kind are shown at once. */
const FEW = 12;

export function Difference(props: {
  of: Preview;
  before: NonNullable<Preview["before"]>;
}): JSX.Element {
  const { answer, read } = props.of;
  const { map, said } = props.before;
  const leads = Map.groupBy(leading(answer.moves), ({ how }) => how);
  const followers = answer.moves.length - [...leads.values()].flat().length;
  const hasMoved = answer.added.length > 0 || answer.moves.length > 0;
  return (
    <>
      <section aria-labelledby="difference-title" class="difference">
        <h4 id="difference-title">{t("maps.difference")}</h4>
        {!hasMoved && <p>{t("maps.only_details")}</p>}
        <Group
          title={t("maps.how_added")}
          items={answer.added}
          row={(id) => <Placed read={read} id={id} />}
        />
        {HOWS.map((how) => (
          <Group
            key={how}
            title={t(`maps.how_${how}`)}
            items={leads.get(how) ?? []}
            row={(move) => <MoveRow move={move} before={map} read={read} />}
          />
        ))}
        {followers > 0 && <p class="note">{t("maps.followers", { count: followers })}</p>}
      </section>
      <Decisions of={props.of} before={map} />
      <ForYou found={followed(said, map, read, answer.moves)} read={read} />
    </>
  );
}

function Group<Item>(props: {
  title: string;
  items: readonly Item[];
  row: (item: Item) => ComponentChildren;
}): JSX.Element | null {
  const { items } = props;
  if (!items.length) return null;
  return (
    <Fold title={props.title} count={items.length} isOpen={items.length <= FEW}>
      <Capped items={items} class="told" row={props.row} />
    </Fold>
  );
}

function MoveRow(props: { move: Move; before: SkillMap; read: SkillMap }): JSX.Element {
  const { move, before, read } = props;
  const where = before.where(move.id);
  const isJustMoved = (id: string): boolean => move.how === "moved" && read.name(id) === move.name;
  return (
    <>
      <Name text={move.name} />
      {/* Where it is now says as much. */}
      {move.how !== "renamed" && <Place where={where} />}
      {move.now.map((id) => (
        <span key={id}>
          {" "}
          <Arrow />{" "}
          {isJustMoved(id) ? <Place where={read.where(id)} /> : <Placed read={read} id={id} />}
        </span>
      ))}
    </>
  );
}

/** An entry of the map as it would be, and where. */
function Placed({ read, id }: { read: SkillMap; id: string }): JSX.Element {
  const kind = read.entry(id)?.kind ?? "skill";
  return (
    <>
      <Name text={read.label(id)} />
      {kind !== "skill" && <span class="where"> {t(`kind.${kind}`)}</span>}
      <Place where={read.where(id)} />
    </>
  );
}

function Place({ where }: { where: string }): JSX.Element | null {
  return where ? (
    <span class="where">
      {" "}
      <Name text={where} />
    </span>
  ) : null;
}

const VERDICTS = {
  accepted: "maps.decided_accepted",
  asserted: "maps.decided_accepted",
  rejected: "maps.decided_rejected",
} as const satisfies Record<string, TextKey>;

/** What becomes of decisions that people made about the map. */
function Decisions({ of, before }: { of: Preview; before: SkillMap }): JSX.Element | null {
  const { waiting, waiting_names: names, map } = of.answer;
  if (!map.decision_count) return null;
  const nameOf = (id: string): string => (before.entry(id) ? before : of.read).label(id);
  const count = waiting.length + names.length;
  return (
    <section aria-labelledby="decisions-title">
      <h4 id="decisions-title">{t("maps.decisions")}</h4>
      <p>{t("maps.decisions_kept", { count: map.decision_count })}</p>
      {count > 0 && (
        <>
          <p>{t("maps.decisions_wait", { count })}</p>
          <Capped
            items={waiting}
            class="told"
            row={({ source, target, verdict }) =>
              tx(VERDICTS[verdict], {
                source: <Name text={nameOf(source)} />,
                target: <Name text={nameOf(target)} />,
              })
            }
          />
          <Capped
            items={names}
            class="told"
            row={({ name, verdict }) => t(`maps.decided_${verdict}`, { name: quoted(name) })}
          />
        </>
      )}
    </section>
  );
}

const STANDS = {
  known: "state.known",
  learning: "state.begun",
  skipped: "state.skipped",
  goal: "maps.is_goal",
} as const satisfies Record<Stand, TextKey>;

/** What becomes of what the person said. */
function ForYou({ found, read }: { found: Followed[]; read: SkillMap }): JSX.Element {
  const byFate = Map.groupBy(found, ({ fate }) => fate);
  return (
    <section aria-labelledby="for-you-title" class="for-you">
      <h4 id="for-you-title">{t("maps.for_you")}</h4>
      {!found.length && <p>{t("maps.for_you_nothing")}</p>}
      {(["held", "partly", "followed", "back"] as const).map((fate) => {
        const items = byFate.get(fate) ?? [];
        return (
          items.length > 0 && (
            <div key={fate}>
              <p>{t(`maps.for_you_${fate}`, { count: items.length })}</p>
              <Capped
                items={items}
                class="told"
                row={({ name, stands, now }) => (
                  <>
                    <Name text={name} />{" "}
                    <span class="where">{stands.map((stand) => t(STANDS[stand])).join(", ")}</span>
                    {fate !== "back" &&
                      now.map((id) => (
                        <span key={id}>
                          {" "}
                          <Arrow /> <Name text={read.label(id)} />
                        </span>
                      ))}
                  </>
                )}
              />
            </div>
          )
        );
      })}
    </section>
  );
}
