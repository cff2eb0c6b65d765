import { env } from "#app/env.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { termsInForce } from "#app/lib/reference-data.server.ts";
import { membershipsOf } from "#app/routes/mechanisms/memberships.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { type Localized, localize } from "#models/localized.ts";
import { presentStep } from "#models/membership.server.ts";
import { effectiveHistory, type Membership } from "#models/membership.ts";
import { dissolvedOn, establishedOn, formerNames, type HistoryEntry, lineOf, type Mechanism } from "#models/mechanism.ts";
import type { PartialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";
import type { Scheme } from "#models/vocabulary.ts";

/** What makes data of mechanisms for a program: `chosen` is the one language it wants, null where it wants all. */
export type DataTools = { tools: PageTools; chosen: Language | null };

/** A text by its languages: in all, or in the one that was chosen, else in the nearest to it. */
export function textData({ chosen }: Pick<DataTools, "chosen">, text: Localized | null | undefined): Localized | null {
  if (!text || Object.keys(text).length === 0) return null;
  if (!chosen) return text;
  const found = localize(text, chosen);
  return found && { [found.lang]: found.text };
}

export const dateData = ({ precision, from, to }: PartialDate) => ({ precision, from, to });
/** A date where one is stated. */
export const statedDate = (date: PartialDate | null) => (date?.from ? dateData(date) : null);

export const slugOfTerm = (id: string): string => id.replace(/^[^:]*:/, "");
/** A term: its id within its vocabulary, and its label. */
export const termData = (tools: PageTools, id: string) => ({ id: slugOfTerm(id), label: tools.term(id) });

export const sourceData = (data: DataTools, { title, language, asOf }: Source) => ({ title: textData(data, title) ?? {}, language, asOf });

/** What a mechanism is to the network now; null where no source says. */
function statusData(tools: PageTools, membership: Membership | undefined) {
  const step = membership && presentStep(membership);
  return step ? { status: termData(tools, step.status), since: statedDate(step.date) } : null;
}

/** A mechanism in a list. */
export function mechanismRow(data: DataTools, mechanism: Mechanism, memberships: Membership[]) {
  const { tools } = data;
  return {
    id: mechanism.id,
    url: env().HUB_ORIGIN + mechanismUrl(tools, mechanism),
    country: mechanism.state,
    name: textData(data, mechanism.name),
    shortName: textData(data, mechanism.shortName),
    type: mechanism.type ? termData(tools, mechanism.type) : null,
    standing: mechanism.standing,
    membership: statusData(tools, membershipsOf(tools, memberships, mechanism)[0]?.membership),
  };
}

/** A mechanism with its whole profile, under the headings of OHCHR's country pages. No person is in it. */
export function mechanismData(data: DataTools, mechanism: Mechanism, memberships: Membership[]) {
  const { tools } = data;
  const { profile, contact } = mechanism;
  const text = (one: Localized | null | undefined) => textData(data, one);
  const termsOf = (scheme: Scheme, besides: string[]) => termsInForce(tools.reference, scheme, besides).map(({ id }) => id);
  return {
    ...mechanismRow(data, mechanism, memberships),
    officialLanguages: mechanism.official,
    formerNames: formerNames(mechanism).map(({ name, shortName, until }) => ({ name: text(name), shortName: text(shortName), until: statedDate(until) })),
    summary: text(profile.summary),
    institutionalSetUpAndMandate: text(profile.setUp),
    composition: text(profile.composition),
    article33: text(profile.article33),
    secretariat: text(profile.secretariat),
    legalBasis: text(mechanism.legalBasis),
    ministry: text(mechanism.ministry),
    capacities: termsOf("capacity", mechanism.capacities).map((id) => ({ ...termData(tools, id), shown: mechanism.capacities.includes(id), evidence: text(mechanism.evidence[id]) })),
    dimensions: termsOf("dimension", Object.keys(mechanism.dimensions)).map((id) => ({ ...termData(tools, id), text: text(mechanism.dimensions[id]) })),
    contact: contact && { address: contact.address, telephone: contact.telephone, email: contact.email, website: contact.website },
    established: statedDate(establishedOn(mechanism)),
    dissolved: dissolvedOn(mechanism) && dateData(dissolvedOn(mechanism) as PartialDate),
    history: historyData(data, mechanism),
    memberships: membershipsOf(tools, memberships, mechanism).map(({ membership }) => membershipData(data, membership)),
    confirmedAt: mechanism.confirmedAt?.slice(0, 10) ?? null,
    sources: mechanism.sources.map((source) => sourceData(data, source)),
  };
}

function historyData(data: DataTools, mechanism: Mechanism) {
  const all = [mechanism, ...data.tools.reference.mechanisms.predecessorsOf(mechanism.id)];
  return all.flatMap((of) => lineOf(of.history).map((entry) => eventData(data, of, entry)));
}

/** `mechanism` names the one to which it happened: this one, or one that has merged into it. */
function eventData(data: DataTools, of: Mechanism, { kind, date, legalBasis, note, before, after, into, decision, sources }: HistoryEntry) {
  const text = (one: Localized | null | undefined) => textData(data, one);
  return {
    mechanism: of.id,
    kind,
    date: dateData(date),
    legalBasis: text(legalBasis),
    note: text(note),
    formerName: text(before?.name),
    ministry: text(after?.ministry),
    into,
    decision,
    sources: sources.map((source) => sourceData(data, source)),
  };
}

/** A membership with its steps; each names the decision behind it by its id. */
export function membershipData(data: DataTools, { state, mechanism, history }: Membership) {
  return {
    country: state,
    mechanism,
    history: effectiveHistory(history).map(({ status, date, decision, note, sources }) => ({
      status: termData(data.tools, status),
      date: dateData(date),
      decision,
      note: textData(data, note),
      sources: sources.map((source) => sourceData(data, source)),
    })),
  };
}
