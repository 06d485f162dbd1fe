/** Where an entry stands in the file, and the links from its details to other views of it. */

import type { JSX } from "preact";
import type { Entry } from "../../answers";
import { linkTo, route, type View } from "../../route";
import { type TextKey, t } from "../../text";
import { Name } from "../name";

export function Places({ entry }: { entry: Entry }): JSX.Element {
  return (
    <>
      {entry.placements.map(({ path, line }) => (
        <p key={line} class="where">
          {path.length > 1 && (
            <>
              <Name text={path.slice(0, -1).join(" › ")} /> ·{" "}
            </>
          )}
          <span class="line">{t("details.line", { line })}</span>
        </p>
      ))}
    </>
  );
}

/** @param isSkill Whether it has prerequisites of its own to look at. */
export function ElsewhereLinks({ id, isSkill }: { id: string; isSkill: boolean }): JSX.Element {
  return (
    <p class="elsewhere">
      {isSkill && <Elsewhere id={id} view="graph" text="details.see_graph" />}
      <Elsewhere id={id} view="map" text="details.on_map" />
    </p>
  );
}

function Elsewhere(props: { id: string; view: View; text: TextKey }): JSX.Element | null {
  const { view, params } = route.value;
  const isHere = view === props.view && (view === "map" || params.get("skill") === props.id);
  if (isHere) return null;
  return <a href={linkTo(props.view, { skill: props.id })}>{t(props.text)}</a>;
}
