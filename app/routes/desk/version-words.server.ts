import { directionOf } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Actor } from "#models/actor.ts";
import { shownText } from "#models/item-reviewed.server.ts";
import type { Version, WorkItem } from "#models/item.ts";

/** The title of a version as the person may see it, with the language that it is in. */
export function titleOf(tools: PageTools, actor: Actor, item: WorkItem, version: Version | undefined): { text: string; lang: string; dir: "ltr" | "rtl" } {
  const title = version ? shownText(actor, item, version)?.title.trim() : "";
  const lang = title && version ? version.lang : tools.lang;
  return { text: title || tools.t("review:untitled"), lang, dir: directionOf(lang) };
}

/** The title of an item: in the reader's language where there is one, else of its original, else any. */
export function itemTitle(tools: PageTools, actor: Actor, item: WorkItem): { text: string; lang: string; dir: "ltr" | "rtl" } {
  const has = (version: Version | undefined) => (version && shownText(actor, item, version)?.title.trim() ? version : undefined);
  const found = [tools.lang, item.originalLanguage].map((lang) => has(item.versions.find((version) => version.lang === lang))).find(Boolean);
  return titleOf(tools, actor, item, found ?? item.versions.find(has));
}

/** The state of a version in words, with what readers have meanwhile. */
export function stateOf({ t }: PageTools, { state, published }: Version): { state: Version["state"]; name: string; meanwhile: string | null } {
  return { state, name: t(`review:state.${state}`), meanwhile: published && state !== "published" ? t("review:meanwhile") : null };
}

/** What an item is of: its kind, its mechanism or the network, its country. */
export function aboutItem(tools: PageTools, { type, mechanism, country }: Pick<WorkItem, "type" | "mechanism" | "country">): string {
  const { t } = tools;
  return [t(`items:type.${type}`), mechanism ? tools.mechanismById(mechanism) : t("items:network"), country ? tools.country(country) : null].filter(Boolean).join(" · ");
}
