import type { Country, GovernmentOrganization, Organization } from "schema-dts";

import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { localize } from "#models/localized.ts";
import type { Mechanism } from "#models/mechanism.server.ts";

import { mechanismUrl } from "./view.server.ts";

/** A country as robots know it. */
export function countryThing(tools: PageTools, code: string): Country {
  return { "@type": "Country", name: tools.country(code), identifier: code };
}

/** A mechanism for robots: an organisation of its State. */
export function mechanismThing(tools: PageTools, mechanism: Mechanism): GovernmentOrganization {
  const url = absolute(mechanismUrl(tools, mechanism));
  const shortName = localize(mechanism.shortName, tools.lang)?.text;
  return {
    "@type": "GovernmentOrganization",
    "@id": absolute(`/#mechanism-${mechanism.id}`),
    name: tools.mechanism(mechanism).text,
    ...(shortName ? { alternateName: shortName } : {}),
    url,
    areaServed: countryThing(tools, mechanism.state),
  };
}

/** The network for robots. */
export function networkThing(tools: PageTools): Organization {
  return {
    "@type": "Organization",
    "@id": absolute("/#network"),
    name: tools.t("items:network"),
    url: absolute(paths.network(tools.lang)),
  };
}
