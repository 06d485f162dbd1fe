/** What became of the entries that left the map, and saying otherwise. */

import type { JSX } from "preact";
import type { Move, MovePage } from "../../answers";
import { EntryPicker } from "../../parts/entry-picker";
import { useFocusKept } from "../../parts/focus-kept";
import { Name, SkillButton, Where } from "../../parts/name";
import { mapPath } from "../../service";
import { map } from "../../state";
import { date, quoted, t } from "../../text";
import { decideMove } from "./deciding";
import { ListEnd, useList } from "./list";
import { RefusalNote } from "./refusal";
import { mapId } from "./sitting";

export function Moves(): JSX.Element {
  const list = useList(mapPath(mapId(), "moves?"), ({ moves }: MovePage) => moves, map.value);
  const root = useFocusKept<HTMLUListElement>("moves-title");
  return (
    <section class="panel" aria-labelledby="moves-title" aria-busy={!list.found}>
      <h3 id="moves-title" tabIndex={-1}>
        {t("review.moves_title")}
      </h3>
      <p class="note">{t("review.moves_intro")}</p>
      <ul ref={root} role="list" class="decisions">
        {list.found?.items.map((move) => (
          <MoveRow key={move.id} move={move} />
        ))}
      </ul>
      <ListEnd list={list} empty={t("review.no_moves")} />
    </section>
  );
}

function MoveRow({ move }: { move: Move }): JSX.Element {
  const { id, name, how, now, decided_at: at } = move;
  return (
    <li data-id={id}>
      <h4>
        <Name text={name} />
      </h4>
      <p class="where">
        <Name text={id} />
      </p>
      <p>
        <strong>{t(`review.how_${how}`)}</strong>{" "}
        {at && <span class="note">{t("review.decided_on", { date: date(at) })}</span>}
      </p>
      {now.length > 0 && (
        <ul role="list" class="places">
          {now.map((entry) => (
            <li key={entry}>
              <span aria-hidden="true">→</span>
              <span>
                <SkillButton id={entry} /> <Where id={entry} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t("review.say_otherwise")}</summary>
        <EntryPicker
          label={t("review.it_became", { name: quoted(name) })}
          onChoose={(entry) => void decideMove(move, [entry])}
        />
      </details>
      <p class="act">
        {how !== "removed" && (
          <button
            type="button"
            class="change"
            aria-label={t("review.remove_named", { name: quoted(name) })}
            onClick={() => void decideMove(move, [])}
          >
            {t("review.remove")}
          </button>
        )}
        {at && (
          <button
            type="button"
            class="withdraw"
            aria-label={t("review.withdraw_name", { name: quoted(name) })}
            onClick={() => void decideMove(move, null)}
          >
            {t("review.withdraw")}
          </button>
        )}
      </p>
      <RefusalNote about={id} />
    </li>
  );
}
