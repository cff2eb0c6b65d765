import { readFileSync } from "node:fs";

import { z } from "zod";

import { env } from "#app/env.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { givenFile } from "#app/lib/given-file.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { stateOperator } from "#models/operator.server.ts";

/** `npm run operator -- FILE.json`: states who runs this installation, for the imprint and the licence page. */

const text = z.string().trim().min(1).max(500).nullable().default(null);
const operator = z
  .object({
    name: z.record(z.enum(LANGUAGE_CODES as [string, ...string[]]), z.string().trim().min(1).max(500)).nullable().default(null),
    address: text,
    email: z.string().email().nullable().default(null),
    telephone: text,
    sourceCode: z
      .string()
      .url()
      .regex(/^https?:/, "must begin with https:// or http://")
      .nullable()
      .default(null),
  })
  .strict();

try {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('name a JSON file: { "name": { "en": "…" }, "address": "…", "email": "…", "telephone": "…", "sourceCode": "https://…" }');
  const parsed = operator.safeParse(JSON.parse(readFileSync(givenFile(file), "utf8")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${file}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
  }
  await connect(env().MONGODB_URL);
  await stateOperator({ operator: parsed.data, entry: auditEntry({ by: null, address: null }, "settings:operator", { kind: "settings", id: "operator" }) });
  process.stdout.write("The imprint now states who runs this hub\n");
  await disconnect();
} catch (error) {
  process.stderr.write(`operator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
