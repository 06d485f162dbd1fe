/** The languages of the page, each by its own name, so that everybody finds theirs. */

import type { JSX } from "preact";
import { trying } from "../notes";
import { chooseLanguage, LANGUAGES, language, languages, t } from "../text";

export function Languages(): JSX.Element {
  return (
    <div class="languages" role="group" aria-label={t("foot.languages")}>
      {languages.map((tag) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={language.value === tag}
          onClick={() => void trying(() => chooseLanguage(tag), "language")}
        >
          {LANGUAGES[tag]}
        </button>
      ))}
    </div>
  );
}
