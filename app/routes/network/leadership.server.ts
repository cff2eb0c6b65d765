import type { AsOf } from "#app/lib/as-of.ts";
import { formatDay } from "#app/lib/dates.ts";
import type { PageTools, SourceView } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { daysOfHolder, mechanismUrl, termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";
import { committeeOn, type Holder, holesOf, type Office, type Seated, spanOf, type Term, countedTerms } from "#models/office.ts";

type Given = { offices: Office[]; decisions: Decision[]; asOf: AsOf };

/** Who leads the network on a day, and every term before and after with its persons, decision and sources. */
export function leadership(tools: PageTools, { offices, decisions, asOf }: Given) {
  const { t, lang } = tools;
  const { day } = asOf;
  const begins = offices.flatMap((office) => countedTerms(office).map((term) => spanOf(term).mayBegin)).toSorted();
  const [first] = begins;
  const date = formatDay(day, lang);
  const held = offices.filter((office) => countedTerms(office).length > 0);
  return {
    words: t("offices:public", { returnObjects: true }),
    // Before the first term there is nothing to look at, and that is said.
    before: first !== undefined && day < first ? t("offices:public.before", { date, first: formatDay(first, lang) }) : null,
    offices: first !== undefined && day < first ? [] : held.map((office) => officeView(tools, office, offices, day)),
    history: held.map((office) => historyView(tools, office, decisions, day)),
  };
}

export type LeadershipView = ReturnType<typeof leadership>;

function officeView(tools: PageTools, office: Office, offices: Office[], day: string) {
  const { seated, unsure, empty } = committeeOn(offices, office.id, day, tools.present);
  const [chairs, others] = [seated.filter(({ exOfficio }) => exOfficio), seated.filter(({ exOfficio }) => !exOfficio)];
  const seats = [...chairs, ...sortByName(others, tools.lang, ({ term }) => tools.country(term.state))].map((one) => seatView(tools, one, offices));
  return {
    id: office.id,
    name: localize(office.name, tools.lang),
    ...group(seats),
    notes: [
      ...(empty > 0 ? [tools.t("offices:public.empty", { count: empty })] : []),
      // Of who sits here by another office this is said there.
      ...seated.filter(({ sure, exOfficio }) => !sure && !exOfficio).map(({ term }) => tools.t("offices:public.perhaps", { country: tools.country(term.state) })),
      ...unsure.map(({ term }) => tools.t("offices:public.perhapsToo", { country: tools.country(term.state), term: termOfOffice(tools, term) })),
    ],
  };
}

/** Seats with the sources that all of them share, which are then shown once. */
function group<T extends { sources: SourceView[]; by: unknown }>(seats: T[]) {
  const [first, ...others] = seats.filter(({ by }) => !by).map((one) => JSON.stringify(one.sources));
  const same = others.every((sources) => sources === first);
  const shared = same ? (seats.find(({ by }) => !by)?.sources ?? []) : [];
  return { seats: same ? seats.map((one) => ({ ...one, sources: [] as SourceView[] })) : seats, shared };
}

function seatView(tools: PageTools, { term, office, exOfficio, holder, substitutes }: Seated, offices: Office[]) {
  const by = exOfficio ? localize(offices.find(({ id }) => id === office)?.name, tools.lang) : null;
  return {
    id: term.id,
    country: tools.country(term.state),
    // Who sits here by another office is shown there with all that is known.
    by,
    ...placeView(tools, term),
    term: termOfOffice(tools, term),
    holder: holder ? holderView(tools, holder) : null,
    substitutes: substitutes.map((one) => holderView(tools, one)),
    sources: tools.sources([...term.sources, ...(holder?.sources ?? [])]),
  };
}

function placeView(tools: PageTools, { mechanism: id }: Term) {
  const mechanism = id ? tools.reference.mechanisms.get(id) : undefined;
  return { mechanism: mechanism ? { ...tools.mechanism(mechanism), url: mechanismUrl(tools, mechanism) } : null };
}

function holderView(tools: PageTools, { name, position, asOf, from, to, substitute }: Holder) {
  return {
    name: localize(name, tools.lang),
    position: localize(position, tools.lang),
    asOf: asOf.from ? tools.t("network:offices.asOf", { date: tools.date(asOf) }) : null,
    term: daysOfHolder(tools, { from, to }),
    substitute,
  };
}

/** Every term of an office, the newest first, and the times in which nobody is known to have held it. */
function historyView(tools: PageTools, office: Office, decisions: Decision[], day: string) {
  const { t, lang } = tools;
  return {
    id: office.id,
    name: localize(office.name, lang),
    terms: countedTerms(office)
      .toReversed()
      .map((term) => {
        const decision = decisions.find(({ id }) => id === term.decision);
        const title = decision && localize(decision.title, lang);
        const corrected = term.corrections.at(-1);
        return {
          id: term.id,
          country: tools.country(term.state),
          ...placeView(tools, term),
          term: termOfOffice(tools, term),
          marks: [
            ...(term.endedEarly ? [t("offices:public.endedEarly")] : []),
            ...(corrected ? [t("offices:public.corrected", { date: formatDay(corrected.at, lang) })] : []),
          ],
          decision: title && decision ? { ...title, url: paths.decision(lang, decision.id) } : null,
          holders: term.holders.toReversed().map((holder) => holderView(tools, holder)),
          sources: tools.sources([...term.sources, ...term.holders.flatMap(({ sources }) => sources)]),
        };
      }),
    holes: holesOf(office, day).map(({ from, to, empty }) =>
      to === day
        ? t("offices:public.holeSince", { count: empty, from: formatDay(from, lang) })
        : t("offices:public.hole", { count: empty, from: formatDay(from, lang), to: formatDay(to, lang) }),
    ),
  };
}
