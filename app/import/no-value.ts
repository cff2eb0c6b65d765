import type { Language } from "#app/i18n/languages.ts";

import { LONGEST_LABEL } from "./labels.ts";
import { NO_VALUE } from "./tables/measure.ts";
import { foldText } from "./text.ts";

/** True where the value of a field says that there is none. */
export function isNoValue(text: string, lang: Language): boolean {
  if (text.length > LONGEST_LABEL) return false;
  const folded = foldText(text);
  return folded === "" || NO_VALUE[lang].some((none) => foldText(none) === folded);
}
