import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { placeName } from "#app/routes/desk/offices/choices.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import type { Decision } from "#models/decision.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { listOffices } from "#models/office.server.ts";

import { inOrder, queryOf, readWanted, wantedOf, yearsIn } from "./register.server.ts";

const PAGE = 25;
const GATHERINGS = 200;

/** The register of decisions, or the part of it that is asked for. */
export async function loadRegister({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const query = new URL(request.url).searchParams;
  const wanted = readWanted(query);
  const page = query.get("page") ?? "1";
  if (!/^[1-9]\d{0,3}$/.test(page)) throw redirect(paths.decisions(lang, queryOf(wanted)));
  const nth = Number(page);
  const [tools, decisions, offices, gatherings] = await Promise.all([pageTools(lang), listDecisions(), listOffices(), listPublished({ actor, types: ["event"], gathering: true, limit: GATHERINGS })]);
  const { t } = tools;
  const found = inOrder(wantedOf(decisions, wanted, tools));
  const shown = found.slice((nth - 1) * PAGE, nth * PAGE);
  if (shown.length === 0 && nth > 1) throw redirect(paths.decisions(lang, queryOf(wanted)));
  const texts = t("offices:register", { returnObjects: true });
  const used = (get: (decision: Decision) => string | null | undefined) => new Set(decisions.flatMap((decision) => get(decision) ?? []));
  const [kinds, places, elected] = [used(({ kind }) => kind), used(({ gathering }) => gathering), used(({ election }) => election?.office)];
  const lead = await pagePart(tools, "decisions/lead");
  const isFiltered = Object.values(wanted).some(Boolean);
  return {
    lead,
    meta: tools.meta(texts.title, lead.plain, {
      page: "CollectionPage",
      unlisted: isFiltered || nth > 1,
      trail: [{ name: t("network:title"), path: paths.network(lang) }],
    }),
    texts,
    wanted,
    isFiltered,
    count: t("offices:register.count", { count: found.length }),
    filters: [
      { name: "kind" as const, label: texts.kind, options: sortByName([...kinds].map((value) => ({ value, label: tools.term(value) })), lang, ({ label }) => label) },
      { name: "year" as const, label: texts.year, options: yearsIn(decisions).map((value) => ({ value, label: value })) },
      { name: "gathering" as const, label: texts.gathering, options: gatherings.filter(({ id }) => places.has(id)).map((item) => ({ value: item.id, label: titleOf(tools, item).text })) },
      { name: "office" as const, label: texts.office, options: offices.filter(({ id }) => elected.has(id)).map(({ id, name }) => ({ value: id, label: localize(name, lang)?.text ?? id })) },
    ],
    rows: shown.map((decision) => rowOf(tools, decision, gatherings)),
    previous: nth > 1 ? paths.decisions(lang, queryOf(wanted, nth - 1)) : null,
    next: nth * PAGE < found.length ? paths.decisions(lang, queryOf(wanted, nth + 1)) : null,
    urls: { all: paths.decisions(lang), network: paths.network(lang), csv: paths.decisionsAs(lang, "csv", queryOf(wanted)), json: paths.decisionsAs(lang, "json", queryOf(wanted)) },
  };
}

export function titleOf({ lang }: PageTools, item: ListedItem) {
  const version = versionFor(item, lang);
  return { text: version.content.title, lang: version.lang, url: paths.item(lang, { ...item, title: version.content.title }) };
}

function rowOf(tools: PageTools, decision: Decision, gatherings: ListedItem[]) {
  const gathering = gatherings.find(({ id }) => id === decision.gathering);
  const { election } = decision;
  return {
    id: decision.id,
    url: paths.decision(tools.lang, decision.id),
    number: decision.number,
    title: localize(decision.title, tools.lang),
    kind: tools.term(decision.kind),
    date: tools.date(decision.date),
    gathering: gathering ? titleOf(tools, gathering) : null,
    elected: election ? election.elected.flatMap((index) => election.candidates[index] ?? []).map((one) => placeName(tools, one)) : [],
  };
}
