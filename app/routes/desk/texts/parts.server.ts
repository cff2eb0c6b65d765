import { PAGE_SLOTS, type PageSlot } from "#app/lib/page-slots.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { TOPICS } from "#app/routes/about/topics.ts";

/** A part of a public page that the network can write: its id, its name, and the hub's own words for it, empty where it has none. */
export type Part = { id: string; name: string; words: string };
export type TextPage = { id: string; name: string; url: string; parts: Part[] };

/** The pages with the parts that the network can write, in the language of these tools: those of the table, then those about the hub. */
export function textPages({ t, lang }: PageTools): TextPage[] {
  const pages = new Map<string, TextPage>();
  for (const [id, { page: name, part, words, url }] of Object.entries(PAGE_SLOTS) as Array<[PageSlot, (typeof PAGE_SLOTS)[PageSlot]]>) {
    const page = id.slice(0, id.indexOf("/"));
    const known = pages.get(page) ?? { id: page, name: t(name), url: url(lang), parts: [] };
    pages.set(page, { ...known, parts: [...known.parts, { id, name: t(part), words: words === null ? "" : t(words) }] });
  }
  const topics = t("about:topics", { returnObjects: true });
  const about = TOPICS.map((topic): TextPage => {
    const { title, lead, sections } = topics[topic];
    const parts = Object.entries(sections as Record<string, { heading: string; text: string }>).map(([id, { heading, text }]) => ({ id: `${topic}/${id}`, name: heading, words: text }));
    return { id: topic, name: title, url: paths.about(lang, topic), parts: [{ id: `${topic}/lead`, name: t("settings:texts.pageLead"), words: lead }, ...parts] };
  });
  return [...pages.values(), ...about];
}

/** The page that an address names. @throws a 404 response where there is none. */
export function textPage(tools: PageTools, id: string | undefined): TextPage {
  const found = textPages(tools).find((page) => page.id === id);
  if (!found) throw new Response(null, { status: 404 });
  return found;
}

export const isPartOf = (page: TextPage, part: string): Part | undefined => page.parts.find(({ id }) => id === `${page.id}/${part}`);

export const partSlug = (id: string): string => id.slice(id.indexOf("/") + 1);
