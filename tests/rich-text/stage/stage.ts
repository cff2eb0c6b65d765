import tailwindcss from "@tailwindcss/vite";
import type { Browser, Page } from "playwright-core";
import { build, type Rollup } from "vite";

import { directionOf, type Language } from "#app/i18n/languages.ts";
import type { RichTextTexts } from "#app/rich-text/texts.server.ts";

const ORIGIN = "https://stage.example";
const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** The headers that the built hub sends with its pages. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'";

export type Stage = (browser: Browser, given: { text?: string; lang?: Language; error?: string; width?: number; scripts?: (path: string) => boolean }) => Promise<{ page: Page; faults: string[] }>;

/** Builds the field once, as the hub is built; each call opens a page of its own with it. */
export async function makeStage(): Promise<Stage> {
  const output = (await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    plugins: [tailwindcss()],
    esbuild: { jsx: "automatic" },
    build: { write: false, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })) as Rollup.RollupOutput;
  const files = new Map(output.output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]));

  return async (browser, { text = "", lang = "en", error, width = 1280, scripts = () => true }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
    });
    const play = { text, lang, dir: directionOf(lang), texts: await textsOf(lang), ...(error ? { error } : {}) };
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/play.js") return route.fulfill({ contentType: "text/javascript", body: `window.play = ${JSON.stringify(play)};` });
      const body = files.get(path === "/" ? "/index.html" : path);
      if (body === undefined || !scripts(path)) return route.abort();
      const page = path === "/" ? String(body).replace('lang="en" dir="ltr"', `lang="${lang}" dir="${directionOf(lang)}"`) : null;
      const type = TYPES[path === "/" ? "html" : (path.split(".").at(-1) ?? "")] ?? "application/octet-stream";
      return route.fulfill({ body: page ?? Buffer.from(body), headers: { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": POLICY } });
    });
    await page.goto(ORIGIN);
    return { page, faults };
  };
}

/** The words as the server would send them. */
async function textsOf(lang: Language): Promise<RichTextTexts> {
  const { default: words } = (await import(`../../../app/i18n/locales/${lang}/rich-text.json`)) as { default: Record<"help" | "editor", unknown> };
  const filled = JSON.parse(JSON.stringify(words).replaceAll("{{lang}}", lang)) as Pick<RichTextTexts, "help" | "editor">;
  return { ...filled, lang, dir: directionOf(lang) };
}
