/** What the browser keeps for this page. Its storage may be off or full: then nothing is kept. */

/** Return what is kept under a key; null where there is nothing or no storage. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep a text, or drop what is kept if it is null, and say whether that worked. */
export function keep(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
