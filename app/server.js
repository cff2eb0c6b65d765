/**
 * The hub as `npm start` built it. Plain JavaScript, so that the process has no compiler beside it: it starts in half the
 * time. `dev.ts` is its counterpart for development.
 */
import { fileURLToPath } from "node:url";

const build = await import("../build/server/index.js");
build.entry.module.serve({ build, files: fileURLToPath(new URL("../build/client", import.meta.url)) });
