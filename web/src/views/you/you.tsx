/** You: where what you say is kept and how to take it along; saying much at once; settings. */

import type { JSX } from "preact";
import { LearnerKeeper } from "../../learner";
import { ViewTitle } from "../../parts/title";
import { keeper, map } from "../../state";
import { t } from "../../text";
import { BrowserPanel } from "./browser-panel";
import { LearnerPanel } from "./learner-panel";
import { LinkPanel } from "./link-panel";
import { OpenedLink } from "./opened-link";
import { ReadingPanel } from "./reading-panel";
import { RecordPanel } from "./record-panel";
import { SettingsPanel } from "./settings-panel";
import "./you.css";

export default function You(): JSX.Element {
  const of = keeper.value;
  return (
    <>
      <ViewTitle>{t("you.title")}</ViewTitle>
      <div class="you">
        <OpenedLink />
        <div class="columns">
          {of instanceof LearnerKeeper ? <LearnerPanel keeper={of} /> : <BrowserPanel />}
          <div class="about-map">
            {map.value && <ReadingPanel />}
            {map.value && <LinkPanel />}
          </div>
          <div class="about-you">
            <RecordPanel key={of.learner ?? ""} />
            <SettingsPanel />
          </div>
        </div>
      </div>
    </>
  );
}
