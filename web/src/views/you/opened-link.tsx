/** A link with what somebody knows was opened: what it brings is shown before anything changes. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { NextAnswer } from "../../answers";
import { trying } from "../../notes";
import { EntryName, Name } from "../../parts/name";
import { isSame, NOTHING_SAID, type Said, standOf, withStand } from "../../person";
import { route, setParams } from "../../route";
import { ask, mapPath } from "../../service";
import { loadMap, map, maps, said, say } from "../../state";
import { listed, t, tx } from "../../text";
import { type Brought, broughtBy, type Carried, decoded, LinkError } from "./carried";
import { countsOf } from "./counts";
import { focusSoon } from "./focus";

const MOST_NAMED = 200;

export function OpenedLink(): JSX.Element | null {
  const code = route.value.params.get("know");
  const carried = useSignal<Carried | "broken" | null>(null);
  const brought = useSignal<Brought | null>(null);
  const of = map.value;
  useEffect(() => {
    carried.value = null;
    if (code === null) return;
    decoded(code).then(
      (found) => {
        carried.value = found;
      },
      (error: unknown) => {
        if (!(error instanceof LinkError)) throw error;
        carried.value = "broken";
      },
    );
  }, [code]);
  const found = carried.value;
  const isHere = found !== null && found !== "broken" && found.mapId === of?.id;
  const isElsewhere =
    found !== null && found !== "broken" && maps.value?.some(({ id }) => id === found.mapId);
  useEffect(() => {
    brought.value = null;
    if (found === null || found === "broken") return;
    void trying(async () => {
      if (isHere) brought.value = await followed(broughtBy(found, of));
      else if (isElsewhere) await loadMap(found.mapId);
    });
  }, [found, of, isElsewhere]);

  if (code === null || found === null) return null;
  if (found === "broken") return <Refused>{t("you.link_broken")}</Refused>;
  if (!isHere && !isElsewhere) {
    return (
      maps.value && (
        <Refused>{tx("you.link_elsewhere", { map: <Name text={found.mapId} /> })}</Refused>
      )
    );
  }
  return brought.value && <Offer key={code} brought={brought.value} />;
}

/** Take known skills that were renamed or moved since for what they are now. */
async function followed(brought: Brought): Promise<Brought> {
  const of = map.value;
  if (!of || !brought.lost.length) return brought;
  const body = { known: brought.lost, assume_prerequisites: false, limit: 1 };
  const { state, unknown } = (await ask<NextAnswer>(mapPath(of.id, "next"), { body })).body;
  const fresh = state.filter((id) => standOf(brought.said, id) === null);
  const gone = [...unknown.map(({ id }) => id), ...brought.gone];
  return { ...brought, said: withStand(brought.said, fresh, "known"), gone };
}

/** Go back to the view without the link. */
function clean(): void {
  setParams({});
  focusSoon("view-title");
}

function Refused({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <section class="panel opened" role="alert">
      <p>{children}</p>
      <p class="act">
        <button type="button" onClick={clean}>
          {t("common.close")}
        </button>
      </p>
    </section>
  );
}

function Offer({ brought }: { brought: Brought }): JSX.Element {
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const groups = brought.changed.filter(({ id }) => chosen.value.has(id));
  const offered = groups.reduce((sum, { id, stand }) => {
    const skills = map.value?.skillsUnder(id) ?? [];
    return withStand(
      sum,
      skills.filter((skill) => standOf(sum, skill) === null),
      stand,
    );
  }, brought.said);
  const mine = said.value;
  const added = merged(mine, offered);
  const fresh = [...offered.known].filter((id) => !mine.known.has(id));
  const counts = countsOf(offered);
  const title = map.value?.title ?? "";
  const take = (after: Said, label: string): void => {
    say(after, label);
    clean();
  };
  return (
    <section class="panel opened" aria-labelledby="opened-title">
      <h3 id="opened-title">{t("you.link_opened")}</h3>
      <p>
        {tx("you.link_brings", {
          what: listed(counts.length ? counts : [t("you.nothing")], counts.length || 1),
          map: <Name text={title} />,
        })}{" "}
        {isSame(added, mine)
          ? t("you.link_nothing_new")
          : fresh.length > 0 && t("you.link_new", { count: fresh.length })}
      </p>
      {fresh.length > 0 && (
        <details>
          <summary>{t("you.show_new", { count: fresh.length })}</summary>
          <ul>
            {fresh.slice(0, MOST_NAMED).map((id) => (
              <li key={id}>
                <EntryName id={id} />
              </li>
            ))}
          </ul>
          {fresh.length > MOST_NAMED && (
            <p>{t("notices.and_more", { count: fresh.length - MOST_NAMED })}</p>
          )}
        </details>
      )}
      {brought.changed.map((group) => (
        <p key={`${group.stand} ${group.id}`} class="choice">
          <label>
            <input
              type="checkbox"
              checked={chosen.value.has(group.id)}
              onChange={({ currentTarget: { checked } }) => {
                const after = new Set(chosen.value);
                if (checked) after.add(group.id);
                else after.delete(group.id);
                chosen.value = after;
              }}
            />{" "}
            {tx("you.link_changed", {
              name: <EntryName id={group.id} />,
              before: t("common.skills", { count: group.count }),
              now: t("common.skills", { count: map.value?.skillsUnder(group.id).length ?? 0 }),
            })}
          </label>
        </p>
      ))}
      {brought.gone.length > 0 && (
        <details>
          <summary>{t("you.link_gone", { count: brought.gone.length })}</summary>
          <ul>
            {brought.gone.slice(0, MOST_NAMED).map((id) => (
              <li key={id}>
                <code>
                  <Name text={id} />
                </code>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="act">
        {!isSame(added, mine) && (
          <button type="button" class="strong" onClick={() => take(added, t("you.link_added"))}>
            {t("you.link_add")}
          </button>
        )}
        {!isSame(mine, NOTHING_SAID) && !isSame(mine, offered) && (
          <button type="button" onClick={() => take(offered, t("you.link_replaced"))}>
            {t("you.link_replace")}
          </button>
        )}
        <button type="button" onClick={clean}>
          {t("you.link_ignore")}
        </button>
      </p>
    </section>
  );
}

/** Add what a link says. What is known to either is known; else what was said before holds. */
function merged(mine: Said, offered: Said): Said {
  const isOpen = (id: string) => standOf(mine, id) === null;
  const known = withStand(mine, offered.known, "known");
  const begun = withStand(known, [...offered.learning].filter(isOpen), "learning");
  const aside = withStand(begun, [...offered.skipped].filter(isOpen), "skipped");
  return {
    ...aside,
    goals: [...new Set([...mine.goals, ...offered.goals])],
    hoursPerWeek: mine.hoursPerWeek ?? offered.hoursPerWeek,
  };
}
