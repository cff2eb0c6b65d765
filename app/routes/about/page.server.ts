import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { partWith, referenceOrNone } from "#app/lib/page-texts.server.ts";
import { paths } from "#app/paths.ts";
import { localize } from "#models/localized.ts";
import { type Operator, readOperator } from "#models/operator.server.ts";

import { isTopic, type Topic, TOPICS } from "./topics.ts";

/** `html` is what the network has written itself; `text`, the hub's own words, is empty where that stands in their place. */
type Section = { id: string; heading: string; text: string; html?: string; link?: { url: string; label: string } };

/** Sections that end with the way to the form for errors. */
const WITH_FORM = ["about:errors", "accessibility:report", "privacy:rights"];

/** The pages about the hub. Their texts come with the page: no other page has to carry them. */
export async function loadAbout({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const topic = params.topic ?? "about";
  // The first of them stands at the address without a topic, and nowhere else.
  if (!isTopic(topic) || params.topic === "about") throw new Response(null, { status: 404 });
  const [t, operator] = await Promise.all([translator(lang), OF_OPERATOR.has(topic) ? readOperator() : null]);
  const all = t("about:topics", { returnObjects: true });
  const { title, lead, sections } = all[topic];
  const report = { url: paths.report(lang, paths.about(lang, topic)), label: t("report:form.title") };
  const view: Section[] = Object.entries(sections).map(([id, section]) => ({
    id,
    ...section,
    ...(WITH_FORM.includes(`${topic}:${id}`) ? { link: report } : {}),
  }));
  const reading = { reference: await referenceOrNone(), lang };
  for (const section of view) {
    const { words, html } = await partWith(reading, `${topic}/${section.id}`, section.text);
    Object.assign(section, { text: words, ...(html ? { html } : {}) });
  }
  const leading = await partWith(reading, `${topic}/lead`, lead);
  if (topic === "licence") tellSource(view, operator, { label: t("about:source"), notStated: all.licence.sourceNotStated, report });
  return {
    meta: { title: `${title} · ${t("site:shortName")}`, description: leading.plain },
    title,
    lead: leading,
    sections: view,
    operator: topic === "imprint" && operator ? operatorView(operator, all.imprint, lang) : null,
    pagesLabel: t("about:pages"),
    pages: TOPICS.map((each) => ({
      url: paths.about(lang, each),
      name: all[each].title,
      current: each === topic,
    })),
  };
}

const OF_OPERATOR = new Set<Topic>(["licence", "imprint"]);

/** After what the licence of the software says, where its source is. */
function tellSource(
  sections: Section[],
  operator: Operator | null,
  words: { label: string; notStated: string; report: { url: string; label: string } },
): void {
  const software = sections.find(({ id }) => id === "software");
  if (!software) return;
  if (operator?.sourceCode) software.link = { url: operator.sourceCode, label: words.label };
  else Object.assign(software, { text: `${software.text}\n\n${words.notStated}`, link: words.report });
}

type Words = Record<"operator" | "notStated" | "name" | "address" | "email" | "telephone", string>;

function operatorView(operator: Operator, words: Words, lang: string) {
  const name = localize(operator.name, lang);
  const rows = [
    ...(name ? [{ term: words.name, value: name.text, lang: name.lang }] : []),
    ...(["address", "email", "telephone"] as const).flatMap((field) => {
      const value = operator[field];
      return value ? [{ term: words[field], value, lang: undefined }] : [];
    }),
  ];
  return { heading: words.operator, rows, notStated: rows.length === 0 ? words.notStated : null };
}
