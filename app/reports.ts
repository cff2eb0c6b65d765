import { parseArgs } from "node:util";

import { env } from "#app/env.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { closeReport, listReports } from "#models/report.server.ts";
import type { Report } from "#models/report.ts";

/**
 * `npm run reports`: prints what readers reported or wrote to the coordinators and nobody has answered, newest first; `-- --all` prints
 * the answered ones, too; `-- --answered NUMBER` marks one as answered and removes its e-mail address.
 */

/** What a stranger typed, for a terminal: no character that could steer it, each line indented. */
const plain = (text: string): string => text.replace(/[^\P{C}\n\t\u200c\u200d]/gu, "�").replace(/^/gm, "    ");

function print({ id, kind, at, state, lang, page, email, text }: Report): string {
  const head = [`${id}  ${at.slice(0, 16).replace("T", " ")} UTC  ${kind}  ${state}  (${lang})`];
  if (page) head.push(`  page: ${plain(page).trim()}`);
  if (email) head.push(`  answer to: ${plain(email).trim()}`);
  return `${[...head, plain(text)].join("\n")}\n`;
}

try {
  const { values } = parseArgs({ options: { all: { type: "boolean" }, answered: { type: "string" } } });
  await connect(env().MONGODB_URL);
  if (values.answered === undefined) {
    const reports = await listReports(values.all ? {} : { state: "open" });
    for (const report of reports) process.stdout.write(`${print(report)}\n`);
    process.stdout.write(`${reports.length} ${values.all ? "in all" : "open"}\n`);
  } else {
    const id = values.answered.replace(/[\s-]/g, "");
    if (!(await closeReport({ id, entry: auditEntry({ by: null, address: null }, "report:closed", { kind: "report", id }) }))) throw new Error(`there is no report ${values.answered}`);
    process.stdout.write(`${id} is answered\n`);
  }
  await disconnect();
} catch (error) {
  process.stderr.write(`reports: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
