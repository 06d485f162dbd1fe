/** One question at a time, answered by three buttons or by their keys. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PlacementAnswer, Reply } from "../../answers";
import { EntryName, Name } from "../../parts/name";
import { t, tx } from "../../text";
import { answer, answered, isWaiting, stage, takeBack } from "./session";

/** Longer names are no headline. */
const LONG_NAME = 60;

/** In the order of the buttons, and of the keys 1, 2, 3. */
const REPLIES: readonly Reply[] = ["yes", "unsure", "no"];

const keyOf = (reply: Reply): string => t(`placement.key_${reply}`);

interface QuestionProps {
  placement: PlacementAnswer;
  question: NonNullable<PlacementAnswer["question"]>;
}

export function QuestionCard({ placement, question }: QuestionProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // So that a screen reader reads each question, and its keys work.
  useLayoutEffect(() => heading.current?.focus(), [question.skill]);
  return (
    <section
      class="panel question"
      data-id={question.skill}
      // Clicking beside a button keeps the focus here, where the keys work.
      tabIndex={-1}
      aria-labelledby="question"
      aria-busy={isWaiting.value}
      onKeyDown={onKey}
    >
      <Position placement={placement} />
      <div class="asked">
        <h3
          id="question"
          ref={heading}
          class={question.name.length > LONG_NAME ? "long" : ""}
          tabIndex={-1}
          aria-describedby="question-place question-ask position"
        >
          <EntryName id={question.skill} />
        </h3>
        <p id="question-place" class="where">
          <Name text={question.path.slice(0, -1).join(" › ")} />
        </p>
        {question.description && (
          <p class="description">
            <Name text={question.description} />
          </p>
        )}
        <p id="question-ask">{t("placement.ask")}</p>
      </div>
      <div class="replies">
        {REPLIES.map((reply, index) => (
          <button
            key={reply}
            type="button"
            class={reply}
            aria-keyshortcuts={`${keyOf(reply)} ${index + 1}`}
            onClick={() => answer(reply)}
          >
            {t(`placement.reply_${reply}`)}{" "}
            <span class="key" aria-hidden="true">
              <kbd>{keyOf(reply)}</kbd>
            </span>
          </button>
        ))}
      </div>
      <details class="why-asked">
        <summary>{t("placement.why_asked")}</summary>
        <p lang="en">
          <Name text={question.reason} />
        </p>
      </details>
      <p class="act">
        <button type="button" class="back" aria-disabled={answered.value === 0} onClick={takeBack}>
          {t("placement.back")}
        </button>
        <button
          type="button"
          class="stop"
          onClick={() => {
            stage.value = "result";
          }}
        >
          {t("placement.stop")}
        </button>
      </p>
    </section>
  );
}

/** How far it has come. What was answered for the person does not count. */
function Position({ placement }: { placement: PlacementAnswer }): JSX.Element {
  const number = answered.value + 1;
  const total = answered.value + placement.left;
  return (
    <div class="position">
      <progress max={total} value={answered.value} aria-labelledby="position" />
      <span id="position">{t("placement.position", { number, total })}</span>
      <span class="keys" aria-hidden="true">
        {tx("placement.keys", {
          yes: <kbd>{keyOf("yes")}</kbd>,
          unsure: <kbd>{keyOf("unsure")}</kbd>,
          no: <kbd>{keyOf("no")}</kbd>,
          one: <kbd>1</kbd>,
          two: <kbd>2</kbd>,
          three: <kbd>3</kbd>,
        })}
      </span>
    </div>
  );
}

function onKey(event: KeyboardEvent): void {
  // A key that is held down would answer questions that nobody has read.
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const reply = REPLIES.find((one, index) => key === keyOf(one) || key === String(index + 1));
  if (!reply) return;
  event.preventDefault();
  answer(reply);
}
