/** A question to the service that a part of the page asks while it is shown. */

import { useEffect, useState } from "preact/hooks";
import { trouble, trying } from "./notes";
import { ask } from "./service";
import { map } from "./state";

/**
 * Return the answer to a question; null until there is one. Another question ends the one before,
 * and once the map has changed it is asked again.
 *
 * @param path Below the service's root; null asks nothing.
 */
export function useAnswer<Body>(path: string | null, question?: object): Body | null {
  const [found, setFound] = useState<{ to: string; body: Body } | null>(null);
  const written = JSON.stringify([map.value?.revision, path, question]);
  useEffect(() => {
    if (path === null) return;
    const controller = new AbortController();
    const asking = { signal: controller.signal, ...(question && { body: question }) };
    void trying(async () => {
      const { body } = await ask<Body>(path, asking);
      setFound({ to: written, body });
    }, written);
    return () => {
      controller.abort();
      if (trouble.peek()?.about === written) trouble.value = null;
    };
  }, [written]);
  return found?.to === written ? found.body : null;
}
