import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { inOrder, queryOf, readWanted, wantedOf } from "#app/routes/decisions/register.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { ELECTION } from "#models/decision.ts";
import { localize } from "#models/localized.ts";

import { deskNavigation } from "../navigation.server.ts";

const PAGE = 50;

/** What is recorded, the newest first, for those who record it. */
export async function loadDecisions(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const query = new URL(args.request.url).searchParams;
  const wanted = { ...readWanted(new URLSearchParams()), q: readWanted(query).q };
  const nth = Math.max(1, Number(/^\d{1,4}$/.exec(query.get("page") ?? "1")?.[0] ?? 1));
  const [tools, decisions, navigation] = await Promise.all([pageTools(lang), listDecisions(), deskNavigation(proved)]);
  const found = inOrder(wantedOf(decisions, wanted, tools));
  const shown = found.slice((nth - 1) * PAGE, nth * PAGE);
  if (shown.length === 0 && nth > 1) throw redirect(paths.register(lang, queryOf(wanted)));
  const { t } = tools;
  const texts = t("offices:record", { returnObjects: true });
  return {
    meta: tools.meta(texts.decisions, undefined, { unlisted: true }),
    navigation,
    texts: { ...texts, register: t("offices:register", { returnObjects: true }) },
    q: wanted.q,
    count: t("offices:register.count", { count: found.length }),
    rows: shown.map((decision) => ({
      id: decision.id,
      url: paths.editDecision(lang, decision.id),
      number: decision.number,
      title: localize(decision.title, lang),
      facts: [tools.term(decision.kind), tools.date(decision.date)].join(" · "),
    })),
    previous: nth > 1 ? paths.register(lang, queryOf(wanted, nth - 1)) : null,
    next: nth * PAGE < found.length ? paths.register(lang, queryOf(wanted, nth + 1)) : null,
    urls: { new: paths.newDecision(lang), election: paths.newDecision(lang, { kind: ELECTION }), public: paths.decisions(lang) },
  };
}
