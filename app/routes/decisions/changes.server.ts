import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { placeName } from "#app/routes/desk/offices/choices.server.ts";
import { mechanismUrl, termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import { localize } from "#models/localized.ts";
import type { Membership } from "#models/membership.ts";
import { countedTerms, type Office } from "#models/office.ts";

export type Changed = { kind: "office" | "membership"; text: string; detail: string; url: string | null };

/** What a decision changed: the terms of office and the steps of memberships that name it. */
export function changesOf(tools: PageTools, decision: string, { offices, memberships }: { offices: Office[]; memberships: Membership[] }): Changed[] {
  const { lang } = tools;
  const terms = offices.flatMap((office) =>
    countedTerms(office)
      .filter((term) => term.decision === decision)
      .map((term): Changed => ({
        kind: "office",
        text: `${localize(office.name, lang)?.text ?? ""}: ${placeName(tools, term)}`,
        detail: termOfOffice(tools, term),
        url: `${paths.network(lang)}#offices`,
      })),
  );
  const steps = memberships.flatMap(({ state, mechanism: id, history }) =>
    history
      .filter((step) => step.decision === decision)
      .map((step): Changed => {
        const mechanism = id ? tools.reference.mechanisms.get(id) : undefined;
        return { kind: "membership", text: `${tools.country(state)}: ${tools.term(step.status)}`, detail: tools.date(step.date), url: mechanism ? mechanismUrl(tools, mechanism) : null };
      }),
  );
  return [...terms, ...steps];
}
