import type { Proved } from "#app/auth/guards.server.ts";
import { today } from "#app/lib/dates.ts";
import { type Criterion, checkAcceptance } from "#models/acceptance.ts";
import { type Content, type Facts, factsOf, textOf, type Version, type WorkItem } from "#models/item.ts";
import { findWork, openText } from "#models/item-writing.server.ts";
import { can } from "#models/policy.ts";

import type { Setting } from "./fields.ts";

/** A version as its editor's page has it open. */
export type Opened = {
  item: WorkItem;
  version: Version;
  content: Content;
  facts: Facts;
  /** The state of the text, which a save has to begin from. */
  edit: string;
  setting: Setting;
  /** Of a translation: the text that it follows, published or under way. */
  original: Content | null;
};

/**
 * Opens a version to be written.
 * @throws a 404 response where there is none, or none that the person may write.
 */
export async function openVersion({ actor }: Pick<Proved, "actor">, { id = "", version: lang = "" }: { id?: string | undefined; version?: string | undefined }): Promise<Opened> {
  const item = await findWork({ actor, id });
  if (!item || !can(actor, "item:write", item) || !item.versions.some((version) => version.lang === lang)) throw new Response(null, { status: 404 });
  const { version, content, facts, edit } = openText(item, lang);
  const isOriginal = lang === item.originalLanguage;
  const source = isOriginal ? undefined : item.versions.find((one) => one.lang === item.originalLanguage);
  const original = source ? textOf(source) : null;
  return {
    item,
    version,
    content,
    facts,
    edit,
    setting: { type: item.type, lang, isOriginal, facts, original, files: content.files },
    original,
  };
}

/** The acceptance criteria for a text of this version. */
export function criteriaFor({ item, original, facts }: Opened, text: { content: Content; facts: Facts | null }): Criterion[] {
  return checkAcceptance({ type: item.type, content: text.content, facts: text.facts ?? facts ?? factsOf(item), original, today: today() });
}
