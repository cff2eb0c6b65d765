import { formatDay } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { daysLater } from "#models/days.ts";
import { countedTerms, lastDayOf, type Office, seatedOn, type Term } from "#models/office.ts";
import { emptyOn, type Places, toLookAt } from "#models/office-rules.ts";

import { placeName } from "./choices.server.ts";

type Given = { places: Places; today: string; /** How many days ahead an end counts as near. */ soon: number };

/** What a coordinator should look at in an office, in words: holes, ends that are near, and all that is doubtful. */
export function alertsOf(tools: PageTools, office: Office, { places, today, soon }: Given): Array<{ text: string; term: string | null }> {
  const { t, lang } = tools;
  const nameOf = (id: string): string => {
    const term = office.terms.find((one) => one.id === id);
    return term ? placeName(tools, term) : "";
  };
  const { broken, doubts } = toLookAt(office, places, today);
  const hole = emptyOn(office, today);
  const never = countedTerms(office).length === 0;
  return [
    ...(never ? [{ text: t("offices:alerts.never"), term: null }] : []),
    ...(hole ? [{ text: t("offices:public.holeSince", { count: hole.empty, from: formatDay(hole.since, lang) }), term: null }] : []),
    ...endingSoon(office, today, soon).map(({ term, end }) => ({ text: t("offices:alerts.soon", { name: placeName(tools, term), date: formatDay(end, lang) }), term: term.id })),
    ...[...broken.map((one) => ({ ...one, text: t(`offices:rules.${one.kind}`) })), ...doubts.map((one) => ({ ...one, text: t(`offices:doubts.${one.kind}`) }))].map((one) => ({
      text: `${[one.term, ...one.others].map(nameOf).join(" · ")} – ${one.text}`,
      term: one.term,
    })),
  ];
}

/** Terms in office whose last day is near. */
export function endingSoon(office: Office, today: string, days: number): Array<{ term: Term; end: string }> {
  return seatedOn(office, today)
    .seated.flatMap(({ term }) => {
      const end = lastDayOf(office, term);
      return end && end >= today && end <= daysLater(today, days) ? [{ term, end }] : [];
    })
    .toSorted((a, b) => (a.end < b.end ? -1 : 1));
}

