import { existsSync } from "node:fs";

import { type Browser, chromium } from "playwright-core";

/** Where distributions put Chromium; the first that is there is used. */
const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium: the installed one, else the one that a package brings with the libraries it needs. */
export async function openBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((candidate) => existsSync(candidate));
  if (installed) return chromium.launch({ executablePath: installed, args: ARGS });
  const packaged = await import("@sparticuz/chromium");
  const executablePath = await packaged.default.executablePath();
  try {
    return await chromium.launch({ executablePath, args: ARGS });
  } catch {
    // A system without NSS: under this name the package unpacks its own libraries and points to them.
    process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";
    const again: string = "@sparticuz/chromium?with-libraries";
    const withLibraries = ((await import(again)) as typeof packaged).default;
    return chromium.launch({ executablePath: await withLibraries.executablePath(), args: ARGS });
  }
}
