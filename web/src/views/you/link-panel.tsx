/** A link that carries what somebody says of the open map, without anybody keeping it. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { CopyField } from "../../parts/copy-field";
import { linkTo } from "../../route";
import { map, said } from "../../state";
import { number, t } from "../../text";
import { encoded } from "./carried";
import { countsOf } from "./counts";

/** Some programs cut longer links. */
const LONG = 8000;

export function LinkPanel(): JSX.Element {
  const link = useSignal("");
  const of = map.value;
  const carried = said.value;
  useEffect(() => {
    let isLast = true;
    if (of) {
      void encoded(of, carried).then((know) => {
        const place = `${location.origin}${location.pathname}?map=${encodeURIComponent(of.id)}`;
        if (isLast) link.value = place + linkTo("you", { know });
      });
    }
    return () => {
      isLast = false;
    };
  }, [of, carried]);
  const counts = countsOf(carried);
  return (
    <section class="panel" aria-labelledby="link-title">
      <h3 id="link-title">{t("you.link")}</h3>
      <p>{t("you.link_why")}</p>
      {counts.length ? (
        <>
          <p class="note">{t("you.link_holds", { what: counts.join(" · ") })}</p>
          <CopyField
            label={t("you.link_label")}
            text={link.value}
            button={t("you.copy_link")}
            told={t("you.knowledge_link_copied")}
          />
          {link.value.length > LONG && (
            <p class="warning">{t("you.link_long", { length: number(link.value.length) })}</p>
          )}
        </>
      ) : (
        <p class="note">{t("you.nothing_said")}</p>
      )}
    </section>
  );
}
