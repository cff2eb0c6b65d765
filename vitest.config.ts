import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

import { LongestFirst } from "./tests/helpers/longest-first.ts";

/** Suites that wait for processes more than they reckon: two more than there are cores, where the default is one less. */
const WORKERS = availableParallelism() + 2;

/** Suites that kill hubs and engines at many moments: for `npm run test:thorough`. */
const KILLING = process.env.EVERY_KILL === "1" ? [] : ["tests/{review,membership,files}/killed.test.ts", "tests/mail/hub.test.ts", "tests/engines/*/durability.test.ts"];

/** Suites that set what the hub's modules read once, and so have modules and an environment of their own. */
const SETTING = ["tests/mail/**/*.test.ts", "tests/accounts/moments.test.ts", "tests/offices/reminders.test.ts", "tests/import/{importing,real-documents}.test.ts", "tests/archives/mutants.test.ts"];

/** Suites that only ask a hub with the founding network, and share the one of the browser suites. */
const READERS = ["tests/http/door.test.ts", "tests/search/five-languages.test.ts"];

const HUB = { globalSetup: "tests/helpers/founded.ts", maxWorkers: WORKERS, testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "e2e",
          globalSetup: "tests/e2e/global-setup.ts",
          include: ["tests/e2e/**/*.test.ts", ...READERS],
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "hub",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/{engines,e2e}/**", ...READERS, ...SETTING, ...KILLING],
          ...HUB,
          isolate: false,
        },
      },
      {
        test: {
          name: "settings",
          include: SETTING,
          exclude: KILLING,
          ...HUB,
        },
      },
      {
        test: {
          name: "engines",
          include: ["tests/engines/**/*.test.ts"],
          exclude: KILLING,
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
