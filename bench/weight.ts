import type { Browser } from "playwright-core";

/** Bytes of a first visit as they are sent, by kind. */
export type Weight = { html: number; script: number; stylesheet: number; font: number };

/** Opens a page in a browser that has nothing yet, and adds up what was sent for it. */
export async function weigh(browser: Browser, url: string): Promise<Weight> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const weight: Weight = { html: 0, script: 0, stylesheet: 0, font: 0 };
    const sizes: Array<Promise<void>> = [];
    page.on("requestfinished", (request) => {
      const type = request.resourceType();
      const kind = type === "document" ? "html" : type;
      if (!(kind in weight)) return;
      sizes.push(request.sizes().then(({ responseBodySize }) => void (weight[kind as keyof Weight] += responseBodySize)));
    });
    await page.goto(url, { waitUntil: "networkidle" });
    await Promise.all(sizes);
    return weight;
  } finally {
    await context.close();
  }
}
