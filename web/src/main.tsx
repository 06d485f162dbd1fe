/** The page starts here. */

import { render } from "preact";
import { App } from "./app";
import { trying } from "./notes";
import { start } from "./state";
import { startLanguage } from "./text";
import { startTheme } from "./theme";
import { recallLearner } from "./whose";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
startTheme();
await startLanguage();
render(<App />, root);
void trying(async () => {
  await recallLearner();
  await start();
});
