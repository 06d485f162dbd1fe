/** Names of entries in a sentence: "Indexing, Joins and 2 more". */

import type { JSX } from "preact";
import { EntryName } from "../../parts/name";
import { language, t } from "../../text";

export function Names({ ids, most = 3 }: { ids: readonly string[]; most?: number }): JSX.Element {
  const shown = ids.slice(0, most).map((id) => <EntryName key={id} id={id} />);
  const more = ids.length - shown.length;
  const places = [...shown.keys(), ...(more ? [-1] : [])].map(String);
  // The list is formatted with places for the names, as these are elements.
  const parts = new Intl.ListFormat(language.value).formatToParts(places);
  return (
    <>
      {parts.map(({ type, value }) =>
        type === "literal" ? value : (shown[Number(value)] ?? t("common.more", { count: more })),
      )}
    </>
  );
}
