import { importArchive, isZip } from "#app/archive/import-command.server.ts";
import { env, SettingError } from "#app/env.server.ts";
import { givenFile } from "#app/lib/given-file.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";

import { summaryLines } from "./print.ts";
import { runImport } from "./run.server.ts";

/**
 * `npm run import -- MANIFEST`: takes the documents that a manifest names into the hub, and reports on each. A file that is a zip is
 * the archive of a mechanism.
 */
process.stdout.on("error", () => {});
try {
  const [given, ...more] = process.argv.slice(2);
  if (given === undefined || given.startsWith("-") || more.length > 0) throw new Error("name one manifest: npm run import -- MANIFEST");
  await connect(env().MONGODB_URL);
  const print = (text: string) => void process.stdout.write(text);
  const file = givenFile(given);
  if (await isZip(file)) {
    await importArchive({ file, print });
    await disconnect();
  } else {
    const summary = await runImport({ file, print });
    await disconnect();
    const { told, wrong } = summaryLines(summary);
    process.stdout.write(told);
    process.stderr.write(wrong);
    process.exitCode = summary.problems.length > 0 ? 1 : 0;
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof SettingError ? `${message}\n` : `import: ${message}\n`);
  process.exit(1);
}
