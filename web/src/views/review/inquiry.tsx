/** One matter to decide: the question, what is thought of it, what can be done, why. */

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { EntryName, Name, SkillButton, Where } from "../../parts/name";
import { map } from "../../state";
import { date, listed, percent, quoted, t, tx } from "../../text";
import { canDo, decide, previous, skip, type Verb, withdraw } from "./deciding";
import { EvidenceLists } from "./evidence";
import { QUESTION } from "./focus";
import "./inquiry.css";
import type { Keys } from "./keys";
import { Letter, MapLines } from "./lines";
import { type Decided, type Matter, pairKey } from "./matter";
import { RefusalNote } from "./refusal";
import { notes } from "./sitting";
import { isKeeping, undoDecision } from "./steps";

const NOTE = "review-note";

/** @param isQueued Whether it is one of the questions, so that one can go on and back. */
export function Inquiry(props: { matter: Matter; isQueued: boolean }): JSX.Element {
  const { matter } = props;
  const { source, target, evidence } = matter;
  const entries = new Map([
    [source, "A"],
    [target, "B"],
  ]);
  return (
    <article class="inquiry" aria-labelledby={QUESTION} aria-busy={isKeeping.value}>
      <div class="panel asked">
        <h3 id={QUESTION} tabIndex={-1}>
          {tx("review.question", {
            source: <Named id={source} letter="A" />,
            target: <Named id={target} letter="B" />,
          })}
        </h3>
        <ul role="list" class="places">
          {[...entries].map(([id, letter]) => (
            <li key={letter}>
              <Letter>{letter}</Letter>
              <span>
                <SkillButton id={id} /> <Where id={id} />
              </span>
            </li>
          ))}
        </ul>
        <Standing matter={matter} />
        <RefusalNote about={pairKey(matter)} tried={matter} />
      </div>
      <div class="panel evidence">
        <EvidenceLists evidence={evidence} />
      </div>
      <section class="panel lines" aria-labelledby="lines-title">
        <h4 id="lines-title">{t("review.lines")}</h4>
        <MapLines entries={entries} others={evidence.flatMap(({ lines }) => lines)} />
      </section>
      <Actions matter={matter} isQueued={props.isQueued} />
      <Reason matter={matter} />
    </article>
  );
}

/** A name with its letter: two skills may be called the same. */
function Named({ id, letter }: { id: string; letter: string }): JSX.Element {
  return (
    <>
      <Letter>{letter}</Letter>{" "}
      <b>
        <EntryName id={id} />
      </b>
    </>
  );
}

/** How sure it is, whether it is used, what a decision would change; or what was decided. */
function Standing({ matter }: { matter: Matter }): JSX.Element {
  const { decision, confidence, isUsed, isStated } = matter;
  return (
    <div class="standing">
      {decision ? (
        <DecidedNote matter={matter} decision={decision} />
      ) : isStated ? (
        <p>{t("review.stated")}</p>
      ) : (
        <p>
          <strong>{t("review.sure", { percent: percent(confidence) })}</strong>{" "}
          {t(`review.${wordFor(confidence)}`)} {t(isUsed ? "review.used" : "review.not_used")}
        </p>
      )}
      {/* What was thought of it before a decision does not hold after it. */}
      {(!decision || decision.decided_at) && <Texts texts={matter.texts} />}
      <Needed id={matter.target} />
    </div>
  );
}

function Texts({ texts }: { texts: readonly string[] }): JSX.Element {
  return (
    <>
      {texts.map((text) => (
        <p key={text} lang="en">
          <Name text={text} />
        </p>
      ))}
    </>
  );
}

function wordFor(confidence: number): "certain" | "fairly" | "likely" | "doubtful" | "hardly" {
  if (confidence >= 0.9) return "certain";
  if (confidence >= 0.7) return "fairly";
  if (confidence >= 0.5) return "likely";
  return confidence >= 0.4 ? "doubtful" : "hardly";
}

function DecidedNote({ matter, decision }: { matter: Matter; decision: Decided }): JSX.Element {
  const { verdict, note, decided_at: at } = decision;
  return (
    <p class="decided">
      <strong>{t(`review.is_${verdict}`)}</strong>{" "}
      {at && <span class="note">{t("review.on", { date: date(at) })}</span>}{" "}
      {note && <Name text={note} />}{" "}
      <button type="button" class="link" onClick={() => void withdraw(matter)}>
        {t("review.withdraw")}
      </button>
    </p>
  );
}

/** What rests on a skill, so that one sees what a decision reaches. */
function Needed({ id }: { id: string }): JSX.Element | null {
  const of = map.value;
  const names = useMemo(() => {
    const resting = [...(of?.restingOn([id]) ?? [])].slice(1);
    return resting.map((other) => of?.name(other) ?? other);
  }, [of, id]);
  if (!names.length) return null;
  return (
    <p class="note">
      {t("review.needed_for", { name: quoted(of?.name(id) ?? id), names: listed(names) })}
    </p>
  );
}

function Actions({ matter, isQueued }: { matter: Matter; isQueued: boolean }): JSX.Element {
  return (
    <div class="act decide">
      <Act name={matter.isInferred ? "accept" : "assert"} verb="accept" matter={matter} />
      <Act name="reject" verb="reject" matter={matter} />
      <Act name="reverse" verb="reverse" matter={matter} />
      <span class="apart">
        {isQueued && (
          <>
            <Step name="previous" shortcut="k" onClick={previous} />
            <Step name="skip" shortcut="j" onClick={skip} />
          </>
        )}
        <Step name="undo" shortcut="u" onClick={undoDecision} />
      </span>
    </div>
  );
}

function Reason({ matter }: { matter: Matter }): JSX.Element {
  const key = pairKey(matter);
  return (
    <p class="field reason">
      <label for={NOTE}>{t("review.note")}</label>
      <input
        id={NOTE}
        type="text"
        maxLength={2000}
        autocomplete="off"
        value={notes.value.get(key) ?? ""}
        onInput={(event) => {
          notes.value = new Map(notes.value).set(key, event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter") return;
          event.preventDefault(); // the keys decide again, and the details stay open
          document.getElementById(QUESTION)?.focus();
        }}
      />
    </p>
  );
}

const SHORTCUTS: Record<Verb, string> = { accept: "a", reject: "r", reverse: "v" };

function Act(props: { name: Verb | "assert"; verb: Verb; matter: Matter }): JSX.Element | null {
  const { name, verb, matter } = props;
  if (!canDo(matter, verb)) return null;
  return (
    <button
      type="button"
      class={verb}
      aria-keyshortcuts={SHORTCUTS[verb]}
      onClick={() => void decide(matter, verb)}
    >
      {t(`review.${name}`)} <Key name={SHORTCUTS[verb]} />
    </button>
  );
}

function Step(props: {
  name: "previous" | "skip" | "undo";
  shortcut: string;
  onClick: () => void;
}): JSX.Element {
  return (
    <button type="button" aria-keyshortcuts={props.shortcut} onClick={props.onClick}>
      {t(`review.${props.name}`)} <Key name={props.shortcut} />
    </button>
  );
}

/** A key as a hint for the eyes; `aria-keyshortcuts` tells it to others. */
function Key({ name }: { name: string }): JSX.Element {
  return (
    <span class="hint" aria-hidden="true">
      <kbd>{name}</kbd>
    </span>
  );
}

/**
 * What the keys do with a matter.
 *
 * @param current What is in question when a key is pressed: it may have just changed.
 */
export function keysFor(current: () => Matter | null | undefined): Keys {
  const deciding = (verb: Verb) => (): void => {
    const matter = current();
    if (matter) void decide(matter, verb);
  };
  return {
    a: deciding("accept"),
    r: deciding("reject"),
    v: deciding("reverse"),
    u: undoDecision,
    e: () => document.getElementById(NOTE)?.focus(),
  };
}
