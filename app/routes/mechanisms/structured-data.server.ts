import type { Country, GovernmentOrganization, Organization } from "schema-dts";

import type { PageTools } from "#app/lib/page-tools.server.ts";
import { type Standing, standingOf } from "#app/lib/standing.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { localize } from "#models/localized.ts";
import type { Membership } from "#models/membership.ts";
import { dissolvedOn, establishedOn, formerNames, type Mechanism } from "#models/mechanism.ts";

import { mechanismUrl } from "./view.server.ts";

/** A country as robots know it. */
export function countryThing(tools: PageTools, code: string): Country {
  return { "@type": "Country", name: tools.country(code), identifier: code };
}

export const mechanismId = (id: string): string => absolute(`/#mechanism-${id}`);
export const networkId = (): string => absolute("/#network");

/** A mechanism for robots: an organisation of its State. */
export function mechanismThing(tools: PageTools, mechanism: Mechanism): GovernmentOrganization {
  const url = absolute(mechanismUrl(tools, mechanism));
  const shortName = localize(mechanism.shortName, tools.lang)?.text;
  return {
    "@type": "GovernmentOrganization",
    "@id": mechanismId(mechanism.id),
    name: tools.mechanism(mechanism).text,
    ...(shortName ? { alternateName: shortName } : {}),
    url,
    areaServed: countryThing(tools, mechanism.state),
  };
}

/** The same on the page of its profile, with what else the profile tells; no person is named. */
export function profileThing(tools: PageTools, mechanism: Mechanism, standing: Standing | null): GovernmentOrganization {
  const { lang } = tools;
  const names = [localize(mechanism.shortName, lang)?.text, ...formerNames(mechanism).flatMap(({ name, shortName }) => [localize(name, lang)?.text, localize(shortName, lang)?.text])];
  const alternateName = [...new Set(names.filter((name) => name !== undefined))];
  const [founded, ended] = [establishedOn(mechanism)?.from, dissolvedOn(mechanism)?.from];
  const { contact } = mechanism;
  const ministry = localize(mechanism.ministry, lang)?.text;
  const summary = localize(mechanism.profile.summary, lang)?.text;
  const before = tools.reference.mechanisms.predecessorsOf(mechanism.id);
  const { alternateName: _, ...plain } = mechanismThing(tools, mechanism) as { "@type": "GovernmentOrganization"; alternateName?: string };
  return {
    ...plain,
    ...(alternateName.length > 0 ? { alternateName } : {}),
    ...(summary ? { description: summary } : {}),
    ...(founded ? { foundingDate: founded } : {}),
    ...(ended ? { dissolutionDate: ended } : {}),
    ...(ministry ? { parentOrganization: { "@type": "GovernmentOrganization", name: ministry } } : {}),
    ...(standing === "founding" || standing === "member" ? { memberOf: { "@type": "Organization", "@id": networkId(), name: tools.t("items:network") } } : {}),
    ...(before.length > 0 ? { subOrganization: before.map((one) => ({ "@type": "GovernmentOrganization" as const, "@id": mechanismId(one.id), name: tools.mechanism(one).text })) } : {}),
    ...(contact?.telephone ? { telephone: contact.telephone } : {}),
    ...(contact?.email ? { email: contact.email } : {}),
    ...(contact?.address ? { address: contact.address } : {}),
    ...(contact?.website ? { sameAs: contact.website } : {}),
  };
}

/** The network for robots. */
export function networkThing(tools: PageTools): Organization {
  return {
    "@type": "Organization",
    "@id": networkId(),
    name: tools.t("items:network"),
    url: absolute(paths.network(tools.lang)),
  };
}

/** The same on its own page, with the mechanisms that are its members. */
export function networkProfile(tools: PageTools, memberships: Membership[]): Organization {
  const own = memberships.filter((membership) => standingOf(tools.reference, membership) !== "other");
  const mechanisms = [...new Set(own.flatMap(({ mechanism }) => (mechanism && tools.reference.mechanisms.get(mechanism)) || []))];
  // A State may belong without a mechanism.
  const states = own.filter(({ mechanism }) => mechanism === null).map(({ state }): Organization => ({ "@type": "GovernmentOrganization", name: tools.country(state), areaServed: state }));
  const members = [...mechanisms.map((mechanism) => mechanismThing(tools, mechanism)), ...states];
  return {
    ...(networkThing(tools) as { "@type": "Organization" }),
    description: tools.t("network:lead"),
    ...(members.length > 0 ? { member: members } : {}),
  };
}
