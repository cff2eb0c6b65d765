import { itemsIn } from "#app/alerts/item-params.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { sealedId } from "#models/form-seal.server.ts";
import { versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { findSavedSearch } from "#models/saved-search.server.ts";
import { STOP_ALERT } from "#models/saved-search.ts";

import { inSentence } from "./plain-line.ts";
import { readerOf } from "./reader.server.ts";
import { composer, type Composer } from "./writing.server.ts";

/** Items that a mail names; of the others it says how many they are. */
const NAMED = 10;

/**
 * What a saved search has come to find. Each item is read anew, as its reader may see it now; dropped where nothing is
 * left of them, or where the search was stopped or removed.
 */
export const savedSearch: Composer = composer(async (mail, { lang, t, to }) => {
  const id = mail.params.search ?? "";
  const [reader, search, tools] = await Promise.all([readerOf(mail), findSavedSearch({ id, user: mail.user ?? "" }), pageTools(lang)]);
  if (!reader || !search || search.every === "never") return null;
  const ids = itemsIn(mail.params);
  const found = new Map((await listPublishedByIds({ actor: reader.actor, ids })).map((item) => [item.id, item]));
  const items = ids.flatMap((one) => found.get(one) ?? []);
  if (items.length === 0) return null;
  const name = inSentence(search.name, lang);
  const more = items.length - NAMED;
  return {
    subject: t("mail:saved-search.subject", { count: items.length, name }),
    to,
    paragraphs: [t("mail:saved-search.lead", { count: items.length, name })],
    lists: [{ entries: items.slice(0, NAMED).map((item) => {
      const { content, lang: written } = versionFor(item, lang);
      const about = [t(`items:type.${item.type}`), item.country ? tools.country(item.country) : "", written === lang ? "" : tools.language(written)];
      return { text: inSentence(content.title, lang), lang: written, about: about.filter(Boolean).join(" · "), path: paths.item(lang, item) };
    }) }],
    more: more > 0 ? t("mail:saved-search.more", { count: more }) : "",
    link: { label: t("mail:saved-search.action"), path: paths.search(lang, new URLSearchParams(search.query)) },
    reason: t(`mail:saved-search.reason.${search.every}`, { name }),
    stop: { label: t("mail:saved-search.stop"), path: paths.stopAlert(lang, await sealedId(STOP_ALERT, id)) },
  };
});
