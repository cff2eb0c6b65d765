import { Readable } from "node:stream";

import busboy from "@fastify/busboy";

import { isDomainError } from "#models/errors.ts";
import type { StoredFile } from "#models/file.ts";
import { removeFile, storeFile } from "#models/file.server.ts";

import { isPlainForm, readForm } from "./form.server.ts";

/** Far above what any form of the hub takes beside its file. */
const FIELDS = { fieldNameSize: 100, fieldSize: 200_000, headerPairs: 50 };
const MOST_FIELDS = 100;

/** Of all fields together. */
const MOST_CHARACTERS = 1_000_000;

export type UploadForm = {
  fields: URLSearchParams;
  /** The file of the form, kept and yet to be claimed; null where none was chosen, or it was refused. */
  file: StoredFile | null;
  /** Why the file was refused. */
  refused: UploadRefusal | null;
};

const REFUSALS = ["file-large", "file-type", "file-encrypted"] as const;
export type UploadRefusal = (typeof REFUSALS)[number];

type Rules = { /** How many fields the form may have beside the file. */ mostFields?: number; /** The field in which a file may be. */ field: string; types: Readonly<Record<string, string>>; /** Null where no file is taken at all: it is read and forgotten. */ maxBytes: number | null };

/**
 * Reads a form that may have one file in it, which is kept as it comes in and never held in memory. What is too large is read to
 * its end and forgotten: a sender who is cut off never sees the answer.
 * @throws a 415 response for another type of content; 400 for a form that breaks off; 413 where its fields are too many or too long.
 */
export async function readUploadForm(request: Request, rules: Rules): Promise<UploadForm> {
  if (isPlainForm(request)) return { fields: await readForm(request), file: null, refused: null };
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) throw new Response(null, { status: 415 });
  const form = await parse(request.body, type, rules);
  if (!form.failed) return form;
  if (form.file) await removeFile(form.file);
  throw new Response(null, { status: form.failed });
}

async function parse(body: NonNullable<Request["body"]>, type: string, { field, types, maxBytes, mostFields = MOST_FIELDS }: Rules): Promise<UploadForm & { failed: 400 | 413 | null }> {
  const form: UploadForm & { failed: 400 | 413 | null } = { fields: new URLSearchParams(), file: null, refused: null, failed: null };
  let storing: Promise<void> | null = null;
  let size = 0;
  let open: Readable | null = null;
  const parser = parserFor(type, mostFields);
  if (!parser) return { ...form, failed: 400 };
  parser.on("field", (name, value, nameCut, valueCut) => {
    size += value.length;
    if (nameCut || valueCut || size > MOST_CHARACTERS) form.failed = 413;
    else form.fields.append(name, value);
  });
  parser.on("file", (name, content, filename) => {
    // What is wrong with it is wrong with the form, which says so itself.
    content.on("error", () => {});
    if (name !== field || storing || !filename || maxBytes === null) return void content.resume();
    open = content;
    // Left early, it must not be closed: the rest of the form comes after it.
    storing = storeFile({ content: content.iterator({ destroyOnReturn: false }), name: filename, types, maxBytes }).then(
      (file) => void (form.file = file),
      (error: unknown) => {
        content.resume();
        // Of a form that broke off no more is said than that.
        if (form.failed) return;
        if (!isDomainError(error, ...REFUSALS)) throw error;
        form.refused = error.code as UploadRefusal;
      },
    );
    // It is awaited below; until then a failure must not count as one that nobody sees.
    storing.catch(() => {});
  });
  for (const limit of ["fieldsLimit", "partsLimit"] as const) parser.on(limit, () => void (form.failed = 413));
  const ended = new Promise<void>((resolve) => {
    parser.on("finish", resolve);
    parser.on("error", () => {
      form.failed = 400;
      open?.destroy(new Error("the form broke off"));
      resolve();
    });
  });
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  source.on("error", () => parser.destroy(new Error("the form broke off")));
  source.pipe(parser);
  await ended;
  source.resume();
  await storing;
  return form;
}

function parserFor(type: string, fields: number) {
  try {
    return busboy({ headers: { "content-type": type }, limits: { ...FIELDS, fields, parts: fields + 10, files: 2 } });
  } catch {
    // No boundary, or none that can be.
    return null;
  }
}
