import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { CSV_MARK, csvLine } from "#app/lib/csv.ts";
import { today } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { streamed } from "#app/lib/streamed.server.ts";
import { type AuditPlace, listAudit } from "#models/audit.server.ts";

import { detailOf, namesOf } from "./audit-names.server.ts";
import { actionName, readFilter } from "./audit-query.server.ts";

/** Entries that are read at a time. */
const BATCH = 500;

/** The log as it was filtered, to its end, as a table; sent while it is read, since a log has no end. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, lang, user } = await requireMay(args, "audit:read");
  const tools = await pageTools(lang);
  const { query } = await readFilter(new URL(args.request.url).searchParams, { actor, timeZone: user.timeZone, tools });
  const words = tools.t("admin:audit", { returnObjects: true });
  async function* lines(): AsyncGenerator<string> {
    yield CSV_MARK + csvLine([words.when, words.who, words.what, words.code, words.kind, words.on, words.id, words.detail, words.from]);
    for (let after: AuditPlace | undefined; ; ) {
      const entries = await listAudit({ ...query, limit: BATCH, ...(after ? { after } : {}) });
      const names = await namesOf(entries, tools, actor);
      yield entries
        .map((entry) => {
          const on = names.thing(entry.subject);
          return csvLine([entry.at.toISOString(), entry.by === null ? words.program : names.person(entry.by).name, actionName(tools, entry.action), entry.action, on.kind, on.name, entry.subject.id, detailOf(entry, tools, actor), entry.address]);
        })
        .join("");
      after = entries.at(-1);
      if (entries.length < BATCH) return;
    }
  }
  const headers = { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="log-${today()}.csv"`, "Content-Language": lang, "Cache-Control": "no-store" };
  return streamed(args.request, lines(), { headers, drained: args.context.drained });
}
