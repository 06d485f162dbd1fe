/** The map as it was read: areas, topics and skills, each level made when it is opened. */

import type { JSX } from "preact";
import type { Entry } from "../../answers";
import { Name } from "../../parts/name";
import type { SkillMap } from "../../skill-map";
import { hours, t } from "../../text";
import type { Preview } from "./importing";
import { Capped, Fold, LineLinks } from "./lists";

export function Outline({ of: { read, answer, before } }: { of: Preview }): JSX.Element {
  const added = new Set(before ? answer.added : []);
  return (
    <Fold title={t("maps.outline")}>
      <Branch read={read} parent={null} added={added} />
    </Fold>
  );
}

interface Shown {
  read: SkillMap;
  parent: string | null;
  added: ReadonlySet<string>;
}

function Branch({ read, parent, added }: Shown): JSX.Element {
  const row = (entry: Entry): JSX.Element => {
    const label = (
      <>
        <Name text={read.label(entry.id)} />
        {added.has(entry.id) && <span class="is-new"> {t("maps.is_new")}</span>}
      </>
    );
    if (entry.kind === "skill") return <Leaf entry={entry} parent={parent} label={label} />;
    return (
      <Fold title={label} count={read.skillsUnder(entry.id).length}>
        <Branch read={read} parent={entry.id} added={added} />
      </Fold>
    );
  };
  return <Capped items={read.childrenOf(parent)} class="branch" row={row} />;
}

function Leaf(props: { entry: Entry; parent: string | null; label: JSX.Element }): JSX.Element {
  const { entry } = props;
  const here = entry.placements.filter((place) => place.parent === props.parent);
  return (
    <>
      {props.label}{" "}
      {entry.effort_hours !== null && <span class="effort">{hours(entry.effort_hours)} </span>}
      {entry.known && <span class="effort">{t("maps.is_ticked")} </span>}
      <LineLinks lines={here.map(({ line }) => line)} />
    </>
  );
}
