/** Saving a map as the Markdown file that was imported. */

import { saveFile } from "../../parts/save-file";
import { askFile, mapPath } from "../../service";

export async function download(mapId: string): Promise<void> {
  saveFile(await askFile(mapPath(mapId), { accept: "text/markdown" }), `${mapId}.md`);
}
