/** How the page looks and speaks. */

import type { JSX } from "preact";
import { Languages } from "../../parts/languages";
import { t } from "../../text";
import { chooseTheme, THEMES, theme } from "../../theme";

export function SettingsPanel(): JSX.Element {
  return (
    <section class="panel" aria-labelledby="settings-title">
      <h3 id="settings-title">{t("you.settings")}</h3>
      <fieldset class="themes">
        <legend>{t("you.theme")}</legend>
        {THEMES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="theme"
              value={one}
              checked={theme.value === one}
              onChange={() => chooseTheme(one)}
            />{" "}
            {t(`you.theme_${one}`)}
          </label>
        ))}
      </fieldset>
      <h4>{t("foot.languages")}</h4>
      <Languages />
      <p class="note">{t("you.language_note")}</p>
    </section>
  );
}
