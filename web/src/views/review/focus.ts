/** Where the focus goes when a question gives way to the next one. */

export const QUESTION = "question";

/** Put the focus on the question once it is drawn, and have it in sight. */
export function focusQuestion(): void {
  requestAnimationFrame(() => {
    const question = document.getElementById(QUESTION);
    question?.focus({ preventScroll: true });
    question?.scrollIntoView({ block: "nearest" });
  });
}
