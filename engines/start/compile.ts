import { existsSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./settings.ts";

/** Where `buildIfNeeded` puts the engines, from the project's folder. */
export const COMPILED = "build/engines";

/**
 * Compiles the embedded engines, each into one file `NAME/main.js` of `folder`, which must be within the project: a
 * compiler beside each of them would take most of the time of its start. An engine that was taken out is left out.
 */
export async function compileEngines(folder: string): Promise<void> {
  const names = ["mongo", "search"].filter((name) => existsSync(path.join(ROOT, "engines", name)));
  if (names.length === 0) return;
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/main`, `engines/${name}/main.ts`])),
    outdir: folder,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
}
