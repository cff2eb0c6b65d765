import { env } from "#app/env.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { type XmlElement, xmlDocument, xmlElement } from "#app/lib/xml.ts";
import { paths } from "#app/paths.ts";
import { FOR_OTHER_SITES } from "#app/routes/api/other-sites.ts";

import { type Asked, readAsked } from "./asked.ts";
import { OAI_DC } from "./dublin-core.server.ts";
import { OaiError } from "./error.ts";
import { Identifiers } from "./identifiers.ts";
import { identify } from "./identify.server.ts";
import { getRecord, list, requireShown } from "./records.server.ts";
import { SETS_IN, setsOf } from "./sets.server.ts";
import { utc } from "./span.ts";

const NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

/**
 * Answers a harvester (Open Archives Initiative Protocol for Metadata Harvesting 2.0). What is wrong with a request is
 * told in an answer like any other, as the protocol has it.
 */
export async function answerHarvester(parameters: URLSearchParams): Promise<Response> {
  const now = new Date();
  let asked: Asked | null = null;
  let told: XmlElement;
  try {
    asked = readAsked(parameters);
    told = xmlElement(asked.verb, {}, await contentOf(asked, now));
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    // Of a request that is none, the arguments are not repeated.
    if (error.code === "badVerb" || error.code === "badArgument") asked = null;
    told = xmlElement("error", { code: error.code }, error.message);
  }
  const body = xmlDocument(
    xmlElement("OAI-PMH", { xmlns: NAMESPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation": `${NAMESPACE} ${NAMESPACE}OAI-PMH.xsd` }, [
      xmlElement("responseDate", {}, utc(now)),
      xmlElement("request", asked ? { verb: asked.verb, ...asked.given } : {}, absolute(paths.harvest())),
      told,
    ]),
  );
  return new Response(body, { headers: { ...FOR_OTHER_SITES, "Content-Type": "text/xml; charset=utf-8", "Cache-Control": "no-store" } });
}

async function contentOf(asked: Asked, now: Date): Promise<XmlElement[]> {
  const tools = await pageTools(SETS_IN);
  const identifiers = new Identifiers(env().HUB_ORIGIN);
  switch (asked.verb) {
    case "Identify":
      return identify(tools, identifiers, now);
    case "ListMetadataFormats":
      if (asked.given.identifier !== undefined) await requireShown(identifiers, asked.given.identifier);
      return [xmlElement("metadataFormat", {}, [xmlElement("metadataPrefix", {}, OAI_DC.prefix), xmlElement("schema", {}, OAI_DC.schema), xmlElement("metadataNamespace", {}, OAI_DC.namespace)])];
    case "ListSets":
      return listSets(tools, asked);
    case "GetRecord":
      return getRecord(tools, identifiers, asked.given);
    case "ListIdentifiers":
    case "ListRecords":
      return list(tools, identifiers, asked);
  }
}

/** All in one answer: no token for another was ever given. */
function listSets(tools: PageTools, { given }: Asked): XmlElement[] {
  if (given.resumptionToken !== undefined) throw new OaiError("badResumptionToken", "The hub has not given this token.");
  return setsOf(tools).map(({ spec, name }) => xmlElement("set", {}, [xmlElement("setSpec", {}, spec), xmlElement("setName", {}, name)]));
}
