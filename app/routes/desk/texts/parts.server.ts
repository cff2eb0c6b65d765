import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { TOPICS } from "#app/routes/about/topics.ts";

/** A part of a public page that the network can write: its id, its name, and the hub's own words for it. */
export type Part = { id: string; name: string; words: string };
export type TextPage = { id: string; name: string; url: string; parts: Part[] };

/** The public pages with their parts, in the language of these tools. */
export function textPages({ t, lang }: PageTools): TextPage[] {
  const topics = t("about:topics", { returnObjects: true });
  const own = (page: string, name: string, url: string, parts: Array<[string, string, string]>): TextPage => ({ id: page, name, url, parts: parts.map(([id, label, words]) => ({ id: `${page}/${id}`, name: label, words })) });
  return [
    own("home", t("settings:texts.home"), paths.home(lang), [["lead", t("settings:texts.pageLead"), t("site:home.lead")]]),
    own("network", t("network:title"), paths.network(lang), [
      ["lead", t("settings:texts.pageLead"), t("network:lead")],
      ["join", t("network:parts.join"), t("network:join.who")],
    ]),
    ...TOPICS.map((topic) => {
      const sections: Array<[string, { heading: string; text: string }]> = Object.entries(topics[topic].sections);
      return own(topic, topics[topic].title, paths.about(lang, topic), sections.map(([id, { heading, text }]) => [id, heading, text]));
    }),
  ];
}

/** The page that an address names. @throws a 404 response where there is none. */
export function textPage(tools: PageTools, id: string | undefined): TextPage {
  const found = textPages(tools).find((page) => page.id === id);
  if (!found) throw new Response(null, { status: 404 });
  return found;
}

export const isPartOf = (page: TextPage, part: string): Part | undefined => page.parts.find(({ id }) => id === `${page.id}/${part}`);

export const partSlug = (id: string): string => id.slice(id.indexOf("/") + 1);

