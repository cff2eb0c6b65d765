import { env } from "#app/env.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { type XmlElement, xmlElement } from "#app/lib/xml.ts";
import { paths } from "#app/paths.ts";
import { changeOfShown } from "#models/item-shown.server.ts";
import { readOperator } from "#models/operator.server.ts";

import type { Identifiers } from "./identifiers.ts";
import { utc } from "./span.ts";

const GUIDELINES = "http://www.openarchives.org/OAI/2.0/oai-identifier";

/** What the hub is to harvesters. Of what was taken back it keeps the mark for ever. */
export async function identify(tools: PageTools, identifiers: Identifiers, now: Date): Promise<XmlElement[]> {
  const [first, email] = await Promise.all([changeOfShown("first"), adminEmail()]);
  const said: Array<[name: string, text: string]> = [
    ["repositoryName", tools.t("site:name")],
    ["baseURL", absolute(paths.harvest())],
    ["protocolVersion", "2.0"],
    ["adminEmail", email],
    ["earliestDatestamp", utc(first ?? now)],
    ["deletedRecord", "persistent"],
    ["granularity", "YYYY-MM-DDThh:mm:ssZ"],
  ];
  return [...said.map(([name, text]) => xmlElement(name, {}, text)), ...(identifiers.isOfScheme ? [scheme(identifiers)] : [])];
}

const scheme = (identifiers: Identifiers): XmlElement =>
  xmlElement("description", {}, [
    xmlElement("oai-identifier", { xmlns: GUIDELINES, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation": `${GUIDELINES} ${GUIDELINES}.xsd` }, [
      xmlElement("scheme", {}, "oai"),
      xmlElement("repositoryIdentifier", {}, identifiers.domain),
      xmlElement("delimiter", {}, ":"),
      xmlElement("sampleIdentifier", {}, identifiers.of("23456789bcdf")),
    ]),
  ]);

/** What the protocol takes for an address: with a domain of several parts. */
const ADDRESS = /^\S+@(\S+\.)+\S+$/;

/** Whoever runs this installation, as far as he has said so; else where its mail comes from. The protocol asks for one. */
async function adminEmail(): Promise<string> {
  const { email } = await readOperator();
  const sender = /<([^>]*)>\s*$/.exec(env().MAIL_FROM)?.[1] ?? env().MAIL_FROM;
  return [email, sender].find((address) => address && ADDRESS.test(address)) ?? "not-stated@hub.invalid";
}
