import { writeFile } from "node:fs/promises";

import { ATTACHED_TYPES } from "#models/file.ts";

import type { FileText, Job, Outcome } from "../job.ts";
import { signatureCheck } from "./eicar.ts";

type Done = Extract<Outcome, { done: unknown }>["done"];

/** What reads a file of this kind, loaded: where that fails, nothing is said of the file. */
export async function readerFor(job: Job): Promise<(bytes: Buffer) => Promise<Done>> {
  return job.task === "read" ? textReader(job) : drawer(job);
}

async function drawer(job: Extract<Job, { task: "draw" }>): Promise<(bytes: Buffer) => Promise<Done>> {
  const isPicture = job.type.startsWith("image/");
  const [{ small }, { drawPages }] = await Promise.all([import("./picture.ts"), import("./draw.ts")]);
  return async (bytes) => {
    const drawn: number[] = [];
    const keep = async (page: number, picture: Buffer) => {
      await writeFile(`${job.out}.${page}`, picture);
      drawn.push(page);
    };
    if (isPicture) await keep(1, await small(bytes, job.width));
    else for await (const { page, picture } of drawPages(bytes, job)) await keep(page, picture);
    return { pages: [], changed: false, drawn };
  };
}

async function textReader(job: Extract<Job, { task: "read" }>): Promise<(bytes: Buffer) => Promise<Done>> {
  const done = async (pages: FileText[], made: Buffer | null): Promise<Done> => {
    if (made) await writeFile(job.out, made);
    return { pages, changed: made !== null, drawn: [] };
  };
  if (job.type.startsWith("image/")) {
    const { bare } = await import("./picture.ts");
    return async (bytes) => {
      signatureCheck()(bytes);
      return done([], await bare(bytes));
    };
  }
  if (job.type === "application/pdf") {
    const [{ readPdf }, { withoutMetadata }] = await Promise.all([import("./pdf.ts"), import("./nameless-pdf.ts")]);
    return async (bytes) => {
      signatureCheck()(bytes);
      const pages = await readPdf(bytes);
      const made = await withoutMetadata(bytes);
      // What was written anew has to be the same to its reader, or the file stays as it came.
      const again = made && (await readPdf(made).catch(() => null));
      return done(pages, JSON.stringify(again) === JSON.stringify(pages) ? made : null);
    };
  }
  const [{ unpack }, { readOffice }, { withoutNames }] = await Promise.all([import("./archive.ts"), import("./office.ts"), import("./nameless.ts")]);
  return async (bytes) => {
    signatureCheck()(bytes);
    const archive = await unpack(bytes);
    return done(readOffice(archive, ATTACHED_TYPES[job.type] ?? ""), withoutNames(archive));
  };
}
