import { createRequire } from "node:module";
import path from "node:path";

import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy, TextItem } from "pdfjs-dist/types/src/display/api.d.ts";

import { MOST_PAGES } from "#models/file.ts";

import type { FileText } from "../job.ts";
import { Refused } from "./refused.ts";
import { tidy } from "./sections.ts";

const ROOT = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** What is read of one file, and of one page. */
const MOST = { characters: 2_000_000, page: 30_000, pixels: 40_000_000 };

/** Where a file says that it is whole; programs put little after it. */
const END = { mark: "%%EOF", within: 8_192 };

/** Opens a PDF. @throws Refused `malformed`, `encrypted`. */
export async function openPdf(bytes: Buffer): Promise<PDFDocumentProxy> {
  if (!bytes.subarray(-END.within).includes(END.mark)) throw new Refused("malformed");
  try {
    return await getDocument({
      // It takes the bytes away from whoever gives them.
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      useSystemFonts: false,
      enableXfa: false,
      maxImageSize: MOST.pixels,
      cMapUrl: path.join(ROOT, "cmaps/"),
      standardFontDataUrl: path.join(ROOT, "standard_fonts/"),
      wasmUrl: path.join(ROOT, "wasm/"),
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    throw new Refused(error instanceof Error && error.name === "PasswordException" ? "encrypted" : "malformed");
  }
}

/** The text of each page of a PDF. @throws Refused `malformed`, `encrypted`. */
export async function readPdf(bytes: Buffer): Promise<FileText[]> {
  const pdf = await openPdf(bytes);
  try {
    return await textOfPages(pdf);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** A page that cannot be read is empty: pictures of pages have none, either. */
async function textOfPages(pdf: PDFDocumentProxy): Promise<FileText[]> {
  const pages: FileText[] = [];
  let left = MOST.characters;
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number += 1) {
    const text = left > 0 ? (await textOfPage(pdf, number)).slice(0, Math.min(left, MOST.page)) : "";
    left -= text.length;
    pages.push({ label: null, text });
  }
  return pages;
}

async function textOfPage(pdf: PDFDocumentProxy, number: number): Promise<string> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return linesOf(items.filter((item): item is TextItem => "str" in item)).join("\n");
  } catch {
    // A broken page is no reason to refuse the others.
    return "";
  }
}

type Run = { text: string; start: number; end: number; height: number };

function linesOf(items: TextItem[]): string[] {
  const lines: Run[][] = [[]];
  for (const { str, transform, width, height, hasEOL } of items) {
    const start = Number(transform[4]);
    if (str) lines.at(-1)?.push({ text: str, start, end: start + width, height });
    if (hasEOL) lines.push([]);
  }
  return lines.map((line) => tidy(isArabic(line) ? fromTheRight(line) : line.map(({ text }) => text).join(""))).filter(Boolean);
}

const ARABIC = /\p{Script=Arabic}/u;

function isArabic(line: Run[]): boolean {
  const words = line.filter(({ text }) => text.trim());
  return words.filter(({ text }) => ARABIC.test(text)).length * 2 > words.length;
}

/** What is wider than this part of a letter's height parts words; programs often set each letter by itself. */
const GAP = 0.18;

/** A line of Arabic is read from the right, in whatever order its runs were drawn. */
function fromTheRight(line: Run[]): string {
  let [text, edge] = ["", Infinity];
  for (const run of line.toSorted((a, b) => b.end - a.end)) {
    if (edge - run.end > GAP * run.height && run.height > 0) text += " ";
    text += run.text;
    edge = Math.min(edge, run.start);
  }
  return mended(text);
}

const MIRRORED: Record<string, string> = { "(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«" };

/**
 * Signs for two letters come out of many files with the two exchanged, and brackets as they look and not as they are read. Mended
 * is only what no word is written with.
 */
function mended(text: string): string {
  const letters = text.normalize("NFKC").replace(/ا([أإآا])ل/g, "ال$1").replace(/(?<!\p{L})يف(?!\p{L})/gu, "في");
  return /^[^([«]*[)\]»]/.test(letters) ? letters.replace(/[()[\]«»]/g, (sign) => MIRRORED[sign] ?? sign) : letters;
}
