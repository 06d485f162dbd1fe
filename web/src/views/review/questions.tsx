/** The open questions one after the other, those first that matter most. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { linkTo } from "../../route";
import { t } from "../../text";
import { previous, skip } from "./deciding";
import { QUESTION } from "./focus";
import { Inquiry, keysFor } from "./inquiry";
import { KeyLegend, useKeys } from "./keys";
import { inFocus } from "./queue";
import { isAllLoaded, left, made, mapId, queue, rank, startOver } from "./sitting";

export function Questions(): JSX.Element {
  const matter = inFocus(queue.value);
  const of = mapId();
  useEffect(() => {
    if (left.value === null) void rank();
  }, [of]);
  useKeys({
    ...keysFor(() => inFocus(queue.value)),
    j: skip,
    ArrowRight: skip,
    k: previous,
    ArrowLeft: previous,
  });
  if (left.value === null || (!matter && !isAllLoaded.value)) {
    return <p class="loading">{t("common.loading")}</p>;
  }
  return (
    <>
      <Progress open={left.value} />
      {matter ? <Inquiry matter={matter} isQueued /> : <End open={left.value} />}
      <KeyLegend
        keys={[
          ["a", t("review.accept")],
          ["r", t("review.reject")],
          ["v", t("review.reverse")],
          ["j →", t("review.skip")],
          ["k ←", t("review.previous")],
          ["u", t("review.undo")],
          ["e", t("review.write_note")],
        ]}
      />
    </>
  );
}

function Progress({ open }: { open: number }): JSX.Element {
  return (
    <div class="gone">
      <progress max={made.value + open || 1} value={made.value} aria-labelledby="review-progress" />
      <p id="review-progress">
        {t("review.made", { count: made.value })} {t("review.left", { count: open })}
      </p>
    </div>
  );
}

/** What stands there once there is no question to go on to. */
function End({ open }: { open: number }): JSX.Element {
  return (
    <section class="panel end">
      <h3 id={QUESTION} tabIndex={-1}>
        {open ? t("review.all_seen") : t("review.nothing_left")}
      </h3>
      <p>{open ? t("review.skipped", { count: open }) : t("review.all_decided")}</p>
      <p class="act">
        {open > 0 && (
          <button type="button" class="strong" onClick={() => void startOver()}>
            {t("review.start_over")}
          </button>
        )}
        <a href={linkTo("review", { show: "decided" })}>{t("review.see_decided")}</a>
        <a href={linkTo("review", { pair: "" })}>{t("review.add_one")}</a>
      </p>
    </section>
  );
}
