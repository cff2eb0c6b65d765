import type { Language } from "#app/i18n/languages.ts";

import { perLanguage } from "./locales.ts";

const unit = (name: "kilobyte" | "megabyte", maximumFractionDigits: number) => perLanguage((locale) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits }));
const KILOBYTES = unit("kilobyte", 0);
const MEGABYTES = unit("megabyte", 1);

/** How large a file is, in words of the reader's language. */
export function formatSize(bytes: number, lang: Language): string {
  return bytes < 1_000_000 ? KILOBYTES(lang).format(Math.max(1, Math.round(bytes / 1_000))) : MEGABYTES(lang).format(bytes / 1_000_000);
}
