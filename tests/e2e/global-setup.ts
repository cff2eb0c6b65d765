import { rmSync } from "node:fs";

import type { TestProject } from "vitest/node";

import { startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { openBrowser } from "./browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    hubUrl: string;
    setUpLink: string;
  }
}

/** One hub for the suites that only read: built and started as its users do, with the founding network. */
export default async function setup(project: TestProject) {
  // Unpacked before the suites run beside each other: one would start what another is still writing.
  await (await openBrowser()).close();
  const dataDir = temporaryFolder();
  const hub = await startHub({ dataDir });
  project.provide("hubUrl", hub.url);
  project.provide("setUpLink", hub.setUpLink ?? "");
  return async () => {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
