/** How the build cuts the texts in two, `en.json?first` and `en.json?later`: see `src/text/parts.ts`. */

import type { Plugin } from "vite";
import english from "./src/text/en.json" with { type: "json" };
import { partOf } from "./src/text/parts.ts";

const PART = /\/src\/text\/\w+\.json\?(first|later)$/;

export function texts(): Plugin {
  return {
    name: "texts",
    enforce: "pre",
    transform(code, id) {
      const part = PART.exec(id)?.[1];
      if (part !== "first" && part !== "later") return null;
      const found = partOf(JSON.parse(code), english, part);
      return { code: `export default ${JSON.stringify(found)}`, moduleType: "js" };
    },
  };
}
