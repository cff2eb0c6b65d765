import { createReadStream, createWriteStream } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { type CheckedFile, keepMade, openContent, openMade } from "#models/file-work.server.ts";

import { CHILD_LIMITS, runJob } from "./child.server.ts";
import { inOwnFolder } from "./own-folder.server.ts";

/** In pixels, for a screen on which a page is some 400 wide. */
const WIDTH = 800;
/** Pages that are drawn at once: a process begins once for all of them. */
const AT_ONCE = 8;
const LIMITS = { ...CHILD_LIMITS, ms: 30_000 };
/** Readers who wait for pictures of other files; who comes after them is told to come again. */
const MOST_WAITING = 20;

/** Pictures that could not be drawn, until the hub starts again: nobody has it try them over and over. */
const failed = new Set<string>();
const MOST_FAILED = 10_000;
const drawing = new Map<string, Promise<void>>();
/** The end of what is being drawn: one process at a time. */
let last: Promise<unknown> = Promise.resolve();

/** Kinds of which there are pictures. */
export const hasPreviews = ({ type }: Pick<CheckedFile, "type">): boolean => type === "application/pdf" || type.startsWith("image/");

/** The picture of a page, drawn when it is first asked for and kept; null where there is none; "busy" where many wait. */
export async function previewOf(file: CheckedFile, page: number): Promise<{ size: number; content: Readable } | null | "busy"> {
  const most = file.type === "application/pdf" ? file.check.pages : 1;
  if (!hasPreviews(file) || page < 1 || page > most) return null;
  const name = `page-${page}`;
  const kept = await openMade({ id: file.id, name });
  if (kept) return kept;
  const first = page - ((page - 1) % AT_ONCE);
  const key = `${file.id}/${first}`;
  if (failed.has(`${file.id}/${page}`)) return null;
  let under = drawing.get(key);
  if (!under) {
    if (drawing.size >= MOST_WAITING) return "busy";
    under = last.then(() => draw(file, first, Math.min(most, first + AT_ONCE - 1))).finally(() => drawing.delete(key));
    last = under.catch(() => {});
    drawing.set(key, under);
  }
  await under;
  return openMade({ id: file.id, name });
}

async function draw(file: CheckedFile, first: number, end: number): Promise<void> {
  await inOwnFolder(async (folder) => {
    const [given, out] = [path.join(folder, "in"), path.join(folder, "out")];
    await pipeline(openContent(file), createWriteStream(given, { mode: 0o600 }));
    const ending = await runJob({ task: "draw", path: given, type: file.type, out, first, last: end, width: WIDTH }, NEVER, LIMITS);
    const drawn = "done" in ending ? ending.done.drawn : [];
    for (let page = first; page <= end; page += 1) {
      if (drawn.includes(page)) await keepMade({ id: file.id, name: `page-${page}`, content: createReadStream(`${out}.${page}`) });
      else if (failed.size < MOST_FAILED) failed.add(`${file.id}/${page}`);
    }
  });
}

const NEVER = new AbortController().signal;
