/** Put the focus on an element that is about to be there, when what had it goes. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
