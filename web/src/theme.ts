/** Light, dark, or as the system has it; high contrast follows the system by itself. */

import { signal } from "@preact/signals";
import { keep, kept } from "./kept";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const THEME_KEY = "waypath:theme";

export const theme = signal<Theme>("system");

export function startTheme(): void {
  show(THEMES.find((known) => known === kept(THEME_KEY)) ?? "system");
}

export function chooseTheme(chosen: Theme): void {
  keep(THEME_KEY, chosen === "system" ? null : chosen);
  show(chosen);
}

function show(chosen: Theme): void {
  theme.value = chosen;
  // The styles take their colours by `color-scheme`: see styles/colours.css.
  document.documentElement.dataset["theme"] = chosen;
}
