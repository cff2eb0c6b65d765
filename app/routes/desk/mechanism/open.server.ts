import type { Params } from "@remix-run/react";

import type { Proved } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { followMechanisms } from "#models/mechanism-follow-up.server.ts";
import { findMechanism } from "#models/mechanism.server.ts";
import type { Mechanism } from "#models/mechanism.ts";
import { can } from "#models/policy.ts";

import { deskNavigation } from "../navigation.server.ts";

/**
 * The mechanism of an address, for whoever keeps its profile.
 * @throws a 404 response where there is none that he keeps, or it has merged into another.
 */
export async function openKept({ actor }: Proved, params: Params): Promise<Mechanism> {
  const id = params.id ?? "";
  const mechanism = can(actor, "profile:write", { mechanism: id }) ? await findMechanism({ id }) : null;
  if (!mechanism || mechanism.successor) throw new Response(null, { status: 404 });
  return mechanism;
}

/** What all pages of a mechanism that is kept have above them; `at` is the page itself. */
export async function frameOf(proved: Proved, tools: PageTools, mechanism: Mechanism, at: string) {
  const { t, lang } = tools;
  const own = (name: string, to: string, code?: string) => ({ name, to, current: to === at, lang: code });
  return {
    navigation: await deskNavigation(proved),
    over: tools.country(mechanism.state),
    name: tools.mechanism(mechanism),
    tabs: {
      label: t("profile:tabs.label"),
      links: [
        own(t("profile:tabs.overview"), paths.keptMechanism(lang, mechanism.id)),
        own(t("profile:tabs.facts"), paths.keptPart(lang, mechanism.id, "facts")),
        own(t("profile:tabs.persons"), paths.keptPart(lang, mechanism.id, "persons")),
        ...LANGUAGE_CODES.map((code) => own(LANGUAGES[code].name, paths.keptPart(lang, mechanism.id, code), code)),
        own(t("profile:tabs.history"), paths.mechanismHistory(lang, mechanism.id)),
      ],
    },
  };
}

/** What comes after a change of a mechanism, so that the next page shows it: what follows from it, and its new names. */
export async function afterChange(id: string): Promise<void> {
  await followMechanisms({ id });
  await referenceData({ fresh: true });
}
