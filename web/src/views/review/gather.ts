/** Lists of the service that come in pages. */

import { askLast } from "../../service";
import { notOlder, sawRevision } from "./sitting";

export interface Gathered<Item> {
  readonly items: readonly Item[];
  /** Whether there is more. */
  readonly isAll: boolean;
  readonly revision: number;
}

export interface ServicePage {
  revision: number;
  next_cursor: string | null;
}

const PAGE = 100;

/**
 * Return the beginning of a list: as many items as are enough, or all.
 *
 * @param path The list, with a `?` in it.
 * @param itemsOf What of a page is wanted.
 */
export async function gather<Page extends ServicePage, Item>(
  path: string,
  itemsOf: (page: Page) => readonly Item[],
  enough: number,
): Promise<Gathered<Item>> {
  const items: Item[] = [];
  let cursor = "";
  for (;;) {
    const place = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const asked = `${path}&limit=${PAGE}${place}`;
    const { body } = await askLast<Page>(path, asked, { headers: notOlder() });
    sawRevision(body.revision);
    items.push(...itemsOf(body));
    if (body.next_cursor === null || items.length > enough) {
      const isAll = items.length <= enough;
      return { items: items.slice(0, enough), isAll, revision: body.revision };
    }
    cursor = body.next_cursor;
  }
}
