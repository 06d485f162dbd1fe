/** Views that are loaded when they are first opened. */

import { signal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { trouble } from "../notes";
import { loadLaterTexts, t } from "../text";

/** Return a component that loads the real one when it is first shown. */
export function lazy(load: () => Promise<{ default: FunctionComponent }>): FunctionComponent {
  const loaded = signal<FunctionComponent | null>(null);
  const fetchIt = (): void => {
    Promise.all([load(), loadLaterTexts()]).then(
      ([module]) => {
        loaded.value = module.default;
        if (trouble.value?.about === "view") trouble.value = null;
      },
      () => {
        trouble.value = { text: t("trouble.unreachable"), retry: fetchIt, about: "view" };
      },
    );
  };
  return function Lazy(): JSX.Element {
    useEffect(() => {
      if (!loaded.value) fetchIt();
    }, []);
    const View = loaded.value;
    return View ? <View /> : <p class="loading">{t("common.loading")}</p>;
  };
}
