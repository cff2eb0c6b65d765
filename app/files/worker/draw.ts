import { createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy } from "pdfjs-dist/types/src/display/api.d.ts";

import { openPdf } from "./pdf.ts";

/** Pages that are drawn far higher than wide are cut: a picture of them is a help and no replacement. */
const MOST_HEIGHT = 4;

/** Pages of a PDF as WebP, this wide; those that cannot be drawn are left out. @throws Refused `malformed`, `encrypted`. */
export async function* drawPages(bytes: Buffer, { first, last, width }: { first: number; last: number; width: number }): AsyncGenerator<{ page: number; picture: Buffer }> {
  const pdf = await openPdf(bytes);
  for (let page = first; page <= Math.min(last, pdf.numPages); page += 1) {
    const picture = await drawPage(pdf, page, width).catch(() => null);
    if (picture) yield { page, picture };
  }
}

async function drawPage(pdf: PDFDocumentProxy, number: number, width: number): Promise<Buffer> {
  const page = await pdf.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: width / whole.width });
  const canvas = createCanvas(width, Math.min(Math.ceil(viewport.height), width * MOST_HEIGHT));
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  page.cleanup();
  return canvas.encode("webp", 80);
}
