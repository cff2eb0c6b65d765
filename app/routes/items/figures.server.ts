import { formatNumber } from "#app/lib/dates.ts";
import { perLanguage } from "#app/lib/locales.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { Figure, PublishedItem, PublishedVersion } from "#models/item.ts";

const percents = perLanguage((locale) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }));

/**
 * The figures that a version states, with the length of a bar, from 0 to 100, where it can honestly be
 * drawn: shares are drawn as parts of a hundred; other figures only beside another of the same unit, as
 * parts of the largest. What is merely counted has no unit, and two counts of different things no scale.
 */
export function figuresOf(item: PublishedItem, version: PublishedVersion, lang: Language) {
  // A figure that only another version states is not told here.
  const figures = item.figures.filter(({ id }) => Object.hasOwn(version.content.figureLabels, id));
  return figures.map((figure) => {
    const bar = barOf(figure, figures);
    return {
      id: figure.id,
      value: valueOf(figure, lang),
      approximate: figure.approximate,
      counts: version.content.figureLabels[figure.id] ?? "",
      ...(bar === null ? {} : { bar }),
      // Where it is stated, as its author wrote it: once, in the language of the original.
      ...(figure.source ? { source: { text: figure.source, lang: item.originalLanguage } } : {}),
    };
  });
}

function valueOf({ value, unit }: Figure, lang: Language): string {
  if (unit === "%") return percents(lang).format(value / 100);
  return unit ? `${formatNumber(value, lang)} ${unit}` : formatNumber(value, lang);
}

function barOf({ unit, value }: Figure, figures: Figure[]): number | null {
  const alike = figures.filter((other) => other.unit === unit);
  if (unit === null || alike.length < 2 || alike.some((other) => other.value < 0)) return null;
  const most = Math.max(...alike.map((other) => other.value));
  const whole = unit === "%" && most <= 100 ? 100 : most;
  return whole === 0 ? null : Math.round((value / whole) * 1000) / 10;
}
