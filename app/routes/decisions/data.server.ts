import type { LoaderFunctionArgs } from "@remix-run/node";

import type { Language } from "#app/i18n/languages.ts";
import { csvOf } from "#app/lib/csv.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { placeName } from "#app/routes/desk/offices/choices.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";

import { changesOf, type Changed, readChangeable } from "./changes.server.ts";
import { inOrder, readWanted, wantedOf } from "./register.server.ts";

/** What an export has of a decision: all of it, dates and ids as they are kept. */
function recordOf(tools: PageTools, decision: Decision, changes: Changed[]) {
  const { id, number, kind, title, summary, text, date, gathering, election, sources } = decision;
  return {
    id,
    number,
    kind: { id: kind, label: tools.term(kind) },
    title,
    summary,
    text,
    date,
    gathering: gathering ? { id: gathering, url: absolute(paths.item(tools.lang, { type: "event", id: gathering })) } : null,
    election: election && { ...election, elected: election.elected.flatMap((index) => election.candidates[index] ?? []).map(({ state, mechanism }) => ({ state, mechanism })) },
    changes: changes.map(({ kind: what, text: of, detail, url }) => ({ kind: what, what: of, detail, url: url && absolute(url) })),
    sources: sources.map((source) => ({ title: source.title, language: source.language, asOf: source.asOf })),
    url: absolute(paths.decision(tools.lang, id)),
  };
}

/** The whole of what is asked for, not one page of it, in one answer: a register has some hundreds of entries. */
async function asked(request: Request, lang: Language) {
  const [tools, decisions, changeable] = await Promise.all([pageTools(lang), listDecisions(), readChangeable()]);
  const found = inOrder(wantedOf(decisions, readWanted(new URL(request.url).searchParams), tools));
  return { tools, rows: found.map((decision) => ({ decision, changes: changesOf(tools, decision.id, changeable) })), offices: changeable.offices };
}

export async function registerAsJson({ request }: LoaderFunctionArgs, lang: Language): Promise<Response> {
  const { tools, rows } = await asked(request, lang);
  const body = JSON.stringify({ total: rows.length, decisions: rows.map(({ decision, changes }) => recordOf(tools, decision, changes)) });
  return withValidators(request, { body, contentType: "application/json; charset=utf-8" });
}

const COLUMNS = ["number", "date", "kind", "title", "gathering", "office", "candidates", "elected", "present", "votesCast", "changes", "summary", "url"] as const;

export async function registerAsCsv({ request }: LoaderFunctionArgs, lang: Language): Promise<Response> {
  const { tools, rows, offices } = await asked(request, lang);
  const names = tools.t("offices:columns", { returnObjects: true });
  const list = (texts: string[]): string => texts.join("; ");
  const body = csvOf([
    COLUMNS.map((column) => names[column]),
    ...rows.map(({ decision, changes }) => {
      const { election } = decision;
      const office = offices.find(({ id }) => id === election?.office);
      return [
        decision.number,
        decision.date.to ? `${decision.date.from ?? ""}/${decision.date.to}` : decision.date.from,
        tools.term(decision.kind),
        localize(decision.title, lang)?.text ?? decision.id,
        decision.gathering ? absolute(paths.item(lang, { type: "event", id: decision.gathering })) : null,
        office ? (localize(office.name, lang)?.text ?? office.id) : null,
        list(election?.candidates.map((one) => `${placeName(tools, one)}${one.votes === null ? "" : ` (${one.votes})`}`) ?? []),
        list(election?.elected.flatMap((index) => election.candidates[index] ?? []).map((one) => placeName(tools, one)) ?? []),
        election?.present ?? null,
        election?.votesCast ?? null,
        list(changes.map(({ text, detail }) => `${text} (${detail})`)),
        localize(decision.summary, lang)?.text ?? null,
        absolute(paths.decision(lang, decision.id)),
      ];
    }),
  ]);
  return withValidators(request, { body, contentType: "text/csv; charset=utf-8", headers: { "Content-Disposition": 'attachment; filename="decisions.csv"', "Content-Language": lang } });
}
