import type { LoaderFunctionArgs } from "@remix-run/node";
import type { CreativeWork } from "schema-dts";

import { allowReader } from "#app/auth/guards.server.ts";
import { formatDay, today } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { networkThing } from "#app/routes/mechanisms/structured-data.server.ts";
import { findDecision } from "#models/decision.server.ts";
import type { Decision } from "#models/decision.ts";
import { listPublished, listPublishedByIds } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";

import { changesOf, readChangeable } from "./changes.server.ts";
import { electionView } from "./election.server.ts";
import { titleOf } from "./list.server.ts";

const DOCUMENTS = 50;

/** One decision: its words, the election, what it changed, the documents that carry it, and how to cite it. @throws a 404 response. */
export async function loadDecision({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const decision = await findDecision({ id: params.id ?? "" });
  if (!decision) throw new Response(null, { status: 404 });
  const [tools, changeable, documents, gatherings] = await Promise.all([
    pageTools(lang),
    readChangeable(),
    listPublished({ actor, decisions: [decision.id], limit: DOCUMENTS }),
    decision.gathering ? listPublishedByIds({ actor, ids: [decision.gathering] }) : [],
  ]);
  const { t } = tools;
  const texts = t("offices:register", { returnObjects: true });
  const title = localize(decision.title, lang) ?? { text: decision.id, lang };
  const summary = localize(decision.summary, lang);
  return {
    meta: tools.meta(title.text, summary?.text, {
      canonical: paths.decision(lang, decision.id),
      about: [decisionThing(tools, decision)],
      trail: [
        { name: t("network:title"), path: paths.network(lang) },
        { name: texts.title, path: paths.decisions(lang) },
      ],
    }),
    texts: { ...texts, election: t("offices:election", { returnObjects: true }), notStated: t("network:notStated") },
    title,
    number: decision.number,
    kind: tools.term(decision.kind),
    date: tools.date(decision.date),
    gathering: gatherings[0] ? titleOf(tools, gatherings[0]) : null,
    summary,
    text: localize(decision.text, lang),
    election: electionView(tools, decision, changeable),
    changes: changesOf(tools, decision.id, changeable),
    documents: documents.map((item) => titleOf(tools, item)),
    sources: tools.sources(decision.sources),
    citation: citationOf(tools, decision, title.text),
    urls: { register: paths.decisions(lang), kind: paths.decisions(lang, { kind: decision.kind }) },
  };
}

/** How to cite it: in the reader's language, with the day on which the page was asked for; its address stands apart, to be a link. */
function citationOf(tools: PageTools, { id, number, date }: Decision, title: string) {
  const { t, lang } = tools;
  const path = paths.decision(lang, id);
  const day = date.from ? tools.date(date) : t("items:cite.noDate");
  const text = [t("items:network"), title, number ? t("offices:register.numbered", { number }) : "", day, t("site:name")].filter(Boolean).join(". ");
  return { text: `${text}. ${t("offices:register.asked", { date: formatDay(today(), lang) })}`, path, address: absolute(path) };
}

/** A decision for robots. */
function decisionThing(tools: PageTools, { id, number, title, date, kind }: Decision): CreativeWork {
  const path = paths.decision(tools.lang, id);
  return {
    "@type": "CreativeWork",
    "@id": absolute(`/#decision-${id}`),
    name: localize(title, tools.lang)?.text ?? id,
    ...(number ? { identifier: number } : {}),
    ...(date.precision === "exact" && date.from ? { datePublished: date.to ?? date.from } : {}),
    genre: tools.term(kind),
    url: absolute(path),
    publisher: networkThing(tools),
  };
}
