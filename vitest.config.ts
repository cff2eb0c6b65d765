import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "engines",
          sequence: { groupOrder: 1 },
          include: ["tests/engines/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "hub",
          sequence: { groupOrder: 2 },
          include: ["tests/*.test.{ts,tsx}", "tests/{accounts,http,i18n,import,mail,models,review,rich-text,search,seed,start,writing}/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          sequence: { groupOrder: 3 },
          globalSetup: "tests/e2e/global-setup.ts",
          include: ["tests/e2e/**/*.test.ts"],
          // A browser keeps a core busy: one more than the default of a machine with two.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
