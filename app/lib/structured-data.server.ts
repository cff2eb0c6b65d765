import type { TFunction } from "i18next";
import type { Graph, Organization, Thing, WebSite } from "schema-dts";

import { env } from "#app/env.server.ts";
import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";

import { type PageMeta, SHARE_IMAGE } from "./page-meta.ts";

/** What a loader says of its page's content, in the terms of schema.org. */
export type PageSubject = {
  /** What kind of page it is, where it is more than one page among others. */
  page?: "WebPage" | "CollectionPage" | "AboutPage" | undefined;
  /** What the page is about. The first thing is its main subject. Addresses are absolute: `absolute(path)`. */
  about?: Thing[] | undefined;
  /** The pages between home and this one. */
  trail?: Array<{ name: string; path: string }> | undefined;
};

/**
 * Subjects by the `meta` that a loader returned. They stand beside it and not in it: loader data are
 * sent to the browser, which has no use for them.
 */
const subjects = new WeakMap<object, PageSubject & { name: string }>();

export function keepSubject(meta: PageMeta, subject: PageSubject & { name: string }): void {
  subjects.set(meta, subject);
}

/** An address of the hub as others see it. */
export function absolute(path: string): string {
  return env().HUB_ORIGIN + path;
}

/** The hub as publisher, and as the site that its pages are part of; by reference, once described. */
export const publisher = (): { "@id": string } => ({ "@id": absolute("/#publisher") });
export const site = (): { "@id": string } => ({ "@id": absolute("/#site") });

type Answer = {
  matches: Array<{ route: { id: string } }>;
  loaderData: Record<string, unknown>;
  errors: unknown;
  location: { pathname: string };
};

/** The JSON-LD of the page that these loaders answered; absent where robots should not keep it. */
export function structuredDataOf(answer: Answer, reader: { lang: Language; t: TFunction }): string | undefined {
  const leaf = answer.matches.at(-1)?.route.id ?? "";
  const { meta } = (answer.loaderData[leaf] ?? {}) as { meta?: PageMeta };
  if (answer.errors || !meta || meta.unlisted) return undefined;
  const known = written.get(meta);
  if (known) return known;
  const json = embeddable(graphOf(meta, meta.canonical ?? answer.location.pathname, reader));
  // A page that names its own address may be shown again as it is.
  if (meta.canonical) written.set(meta, json);
  return json;
}

/** What was written for the `meta` of a page that its loader keeps. */
const written = new WeakMap<object, string>();

/** JSON that cannot end the element it stands in. */
export function embeddable(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function graphOf(meta: PageMeta, path: string, { lang, t }: { lang: Language; t: TFunction }): Graph {
  const { name, page = "WebPage", about = [], trail = [] } = subjects.get(meta) ?? { name: meta.title };
  const url = absolute(path);
  const home = { name: t("shortName"), path: paths.home(lang) };
  const steps = path === home.path ? [] : [home, ...trail, { name, path }];
  const [subject, ...others] = about;
  // Within the page, whose address may be long, things are named by their place in it.
  const subjectId = subject ? (idOf(subject) ?? "#subject") : undefined;
  const crumbs = "#breadcrumbs";
  return {
    "@context": "https://schema.org",
    "@graph": [
      website(lang, t),
      organization(t),
      {
        "@type": page,
        "@id": "#page",
        url,
        name,
        ...(meta.description ? { description: meta.description } : {}),
        inLanguage: lang,
        isPartOf: site(),
        publisher: publisher(),
        ...(steps.length > 0 ? { breadcrumb: { "@id": crumbs } } : {}),
        ...(subjectId ? { mainEntity: { "@id": subjectId } } : {}),
      },
      ...(steps.length > 0
        ? [
            {
              "@type": "BreadcrumbList" as const,
              "@id": crumbs,
              itemListElement: steps.map((step, index) => ({
                "@type": "ListItem" as const,
                position: index + 1,
                name: step.name,
                item: absolute(step.path),
              })),
            },
          ]
        : []),
      ...(subject && subjectId ? [{ ...(subject as object), "@id": subjectId } as Thing] : []),
      ...others,
    ],
  };
}

function idOf(thing: Thing): string | undefined {
  return typeof thing === "object" && "@id" in thing ? thing["@id"] : undefined;
}

function organization(t: TFunction): Organization {
  return {
    "@type": "Organization",
    ...publisher(),
    name: t("name"),
    url: absolute("/"),
    logo: { "@type": "ImageObject", url: absolute(SHARE_IMAGE.path), width: String(SHARE_IMAGE.width), height: String(SHARE_IMAGE.height) },
  };
}

function website(lang: Language, t: TFunction): WebSite {
  // schema.org lets an action name its input by a key that its vocabulary, and so the type, does not hold.
  const search = {
    "@type": "SearchAction" as const,
    target: { "@type": "EntryPoint" as const, urlTemplate: `${absolute(paths.search(lang))}?q={query}` },
    "query-input": "required name=query",
  };
  return {
    "@type": "WebSite",
    ...site(),
    name: t("name"),
    url: absolute("/"),
    inLanguage: LANGUAGE_CODES,
    publisher: publisher(),
    potentialAction: search,
  };
}
