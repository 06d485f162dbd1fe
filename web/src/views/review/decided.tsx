/** What people decided about prerequisites, to be read again and withdrawn. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Prerequisite, PrerequisitePage, Verdict } from "../../answers";
import { trying } from "../../notes";
import { useFocusKept } from "../../parts/focus-kept";
import { Name, SkillButton } from "../../parts/name";
import { linkTo } from "../../route";
import { mapPath } from "../../service";
import { map } from "../../state";
import { date, quoted, t } from "../../text";
import { withdraw } from "./deciding";
import { ListEnd, useList } from "./list";
import { explain, type Matter, pairKey } from "./matter";
import { RefusalNote } from "./refusal";
import { changes, mapId, notOlder, sawRevision } from "./sitting";

const VERDICTS: readonly Verdict[] = ["rejected", "accepted", "asserted"];
export function Decided(): JSX.Element {
  const wanted = useSignal<Verdict | "all">("all");
  return (
    <>
      <div class="act filter" role="group" aria-label={t("review.filter")}>
        {(["all", ...VERDICTS] as const).map((verdict) => (
          <button
            key={verdict}
            type="button"
            aria-pressed={wanted.value === verdict}
            onClick={() => {
              wanted.value = verdict;
            }}
          >
            {t(`review.list_${verdict}`)}
          </button>
        ))}
      </div>
      {VERDICTS.filter((verdict) => [verdict, "all"].includes(wanted.value)).map((verdict) => (
        <DecidedList key={verdict} verdict={verdict} />
      ))}
    </>
  );
}

/** The map may state prerequisites too: those nobody has decided about. */
const decidedOf = (page: PrerequisitePage<Prerequisite>): Prerequisite[] =>
  page.prerequisites.filter(({ evidence }) => evidence.some(({ rule }) => rule === "decision"));

function DecidedList({ verdict }: { verdict: Verdict }): JSX.Element {
  const path = mapPath(mapId(), `prerequisites?status=${verdict}`);
  const list = useList(path, decidedOf, changes.value);
  const title = `decided-${verdict}`;
  const root = useFocusKept<HTMLUListElement>(title);
  return (
    <section class="panel" aria-labelledby={title} aria-busy={!list.found}>
      <h3 id={title} tabIndex={-1}>
        {t(`review.list_${verdict}`)}
      </h3>
      <ul ref={root} role="list" class="decisions">
        {list.found?.items.map((edge) => (
          <DecidedRow key={pairKey(edge)} edge={edge} />
        ))}
      </ul>
      <ListEnd list={list} empty={t("review.none_decided")} />
    </section>
  );
}

function DecidedRow({ edge }: { edge: Prerequisite }): JSX.Element {
  const { source, target } = edge;
  const matter = useSignal<Matter | null>(null);
  const look = async (): Promise<Matter> => {
    const found = await explain(mapId(), edge, notOlder());
    sawRevision(found.revision);
    matter.value = found.matter;
    return found.matter;
  };
  useEffect(() => {
    void trying(async () => void (await look()));
  }, [edge]);
  const decision = matter.value?.decision;
  const name = (id: string): string => quoted(map.value?.name(id) ?? id);
  return (
    <li data-id={pairKey(edge)}>
      <p class="pair">
        <SkillButton id={source} />
        <span> {t("review.before")} </span>
        <SkillButton id={target} />
      </p>
      {decision && (
        <p class="note">
          {decision.decided_at && date(decision.decided_at)}
          {decision.note && (
            <>
              {": "}
              <Name text={decision.note} />
            </>
          )}
        </p>
      )}
      <p class="act">
        <button
          type="button"
          class="withdraw"
          aria-label={t("review.withdraw_pair", { source: name(source), target: name(target) })}
          onClick={() => void trying(async () => withdraw(matter.value ?? (await look())))}
        >
          {t("review.withdraw")}
        </button>
        <a href={linkTo("review", { pair: pairKey(edge) })}>{t("review.look")}</a>
      </p>
      <RefusalNote about={pairKey(edge)} />
    </li>
  );
}
