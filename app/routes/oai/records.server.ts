import type { PageTools } from "#app/lib/page-tools.server.ts";
import { type XmlElement, xmlElement } from "#app/lib/xml.ts";
import { findShown, listShown, type ShownItem } from "#models/item-shown.server.ts";

import type { Asked } from "./asked.ts";
import { dublinCore, OAI_DC } from "./dublin-core.server.ts";
import { OaiError } from "./error.ts";
import type { Identifiers } from "./identifiers.ts";
import { narrowingOf, setsWith } from "./sets.server.ts";
import { readSpan, utc } from "./span.ts";
import { readToken, type Resumed, tokenOf } from "./token.ts";

/** Records in one answer. */
const PART = 100;

type Given = Asked["given"];

/** @throws OaiError `cannotDisseminateFormat`. */
function requireFormat({ metadataPrefix }: Given): void {
  if (metadataPrefix !== OAI_DC.prefix) throw new OaiError("cannotDisseminateFormat", `The only format is ${OAI_DC.prefix}.`);
}

/** One item with its mark, by its identifier. @throws OaiError `idDoesNotExist`. */
export async function requireShown(identifiers: Identifiers, identifier = ""): Promise<ShownItem> {
  const id = identifiers.read(identifier);
  const found = id ? await findShown({ id }) : null;
  if (!found) throw new OaiError("idDoesNotExist", "There is no item with this identifier.");
  return found;
}

/** One record. @throws OaiError. */
export async function getRecord(tools: PageTools, identifiers: Identifiers, given: Given): Promise<XmlElement[]> {
  requireFormat(given);
  const item = await requireShown(identifiers, given.identifier);
  return [recordOf(tools, identifiers, item, await dublinCore())];
}

/**
 * Records, or their headers alone, in the order in which they last changed: whoever reads on from part to part misses
 * nothing that changes meanwhile, but meets it at the end, or at his next visit.
 * @throws OaiError.
 */
export async function list(tools: PageTools, identifiers: Identifiers, { verb, given }: Asked): Promise<XmlElement[]> {
  const resumed: Omit<Resumed, "after"> & Partial<Resumed> = given.resumptionToken === undefined ? { from: given.from, until: given.until, set: given.set, cursor: 0 } : readToken(given.resumptionToken);
  if (given.resumptionToken === undefined) requireFormat(given);
  const { from, until, set, after, cursor } = resumed;
  const span = asOfToken(given, () => readSpan({ from, until }));
  const narrowing = set === undefined ? {} : narrowingOf(tools, set);
  const found = narrowing ? await listShown({ ...span, ...narrowing, after, limit: PART + 1 }) : [];
  // Also where all that was left has changed since, and is out of the span: a list must not be empty.
  if (found.length === 0) throw new OaiError("noRecordsMatch", "Nothing matches.");
  const part = found.slice(0, PART);
  const last = part.at(-1);
  const core = verb === "ListRecords" ? await dublinCore() : null;
  const entries = part.map((item) => (core ? recordOf(tools, identifiers, item, core) : headerOf(tools, identifiers, item)));
  const next = found.length > PART && last ? tokenOf({ from, until, set, after: { at: last.at, id: last.id }, cursor: cursor + part.length }) : null;
  return [...entries, ...(next || after ? [xmlElement("resumptionToken", { cursor: String(cursor) }, next ?? "")] : [])];
}

/** What cannot be read in a token is the token's fault. */
function asOfToken<T>({ resumptionToken }: Given, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (resumptionToken === undefined || !(error instanceof OaiError)) throw error;
    throw new OaiError("badResumptionToken", "The hub has not given this token.");
  }
}

function headerOf(tools: PageTools, identifiers: Identifiers, item: ShownItem): XmlElement {
  return xmlElement("header", { status: item.published ? null : "deleted" }, [
    xmlElement("identifier", {}, identifiers.of(item.id)),
    xmlElement("datestamp", {}, utc(item.at)),
    ...setsWith(tools, item).map((name) => xmlElement("setSpec", {}, name)),
  ]);
}

function recordOf(tools: PageTools, identifiers: Identifiers, item: ShownItem, core: Awaited<ReturnType<typeof dublinCore>>): XmlElement {
  return xmlElement("record", {}, [headerOf(tools, identifiers, item), ...(item.published ? [xmlElement("metadata", {}, [core(item.published)])] : [])]);
}
