/** Skills as rows, each with its mark. A long list is folded, never cut. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { open } from "../../actions";
import { map, states } from "../../state";
import { t } from "../../text";
import { EntryName, Mark, Where } from "../name";

const MOST_SHOWN = 12;

/**
 * @param place Where most of them stand, which goes without saying.
 * @param isOrdered Whether it is a learning order.
 * @param more What there is to say about one of the skills.
 */
export function Rows(props: {
  ids: readonly string[];
  place: string;
  isOrdered?: boolean;
  more?: (id: string) => ComponentChildren;
}): JSX.Element {
  const { ids } = props;
  const [isAll, setAll] = useState(false);
  const list = useRef<HTMLOListElement & HTMLUListElement>(null);
  useLayoutEffect(() => {
    if (isAll) list.current?.children[MOST_SHOWN]?.querySelector<HTMLElement>(".name")?.focus();
  }, [isAll]);
  const List = props.isOrdered ? "ol" : "ul";
  return (
    <>
      <List ref={list} class="rows" role="list">
        {(isAll ? ids : ids.slice(0, MOST_SHOWN)).map((id) => (
          <li key={id} class="row">
            <Mark state={states.value?.of(id) ?? "locked"} />
            <button type="button" class="name" data-id={id} onClick={() => open(id)}>
              <EntryName id={id} />
            </button>
            {map.value?.where(id) !== props.place && <Where id={id} />}
            {props.more?.(id)}
          </li>
        ))}
      </List>
      {!isAll && ids.length > MOST_SHOWN && (
        <button type="button" class="link all-of-them" onClick={() => setAll(true)}>
          {t("details.show_all", { count: ids.length })}
        </button>
      )}
    </>
  );
}
