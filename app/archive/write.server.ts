import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";

import { ZipFile } from "yazl";

import { SCHEMA_VERSION } from "#models/migrations.server.ts";

import { canonical } from "./canonical.ts";
import { entriesOf, type NewEntry } from "./export.server.ts";
import { type Contents, CONTENTS, FORMAT, FORMAT_VERSION } from "./format.ts";

/**
 * The archive of a mechanism, made while it is taken: no more than what is on its way is in memory, and nothing on a disk. The list
 * of what is in it comes last; one that breaks off has neither it nor an end that programs find.
 * @throws Error where there is no such mechanism, or the database fails.
 */
export async function* archiveOf(mechanism: string): AsyncGenerator<Uint8Array> {
  const zip = new Zip();
  const begun = new Date();
  const entries = entriesOf(mechanism);
  const listed: Contents["entries"] = [];
  const fill = async () => {
    for await (const entry of entries) listed.push(await zip.add(entry, begun));
    const contents: Contents = { format: FORMAT, version: FORMAT_VERSION, schema: SCHEMA_VERSION, mechanism, begun: begun.toISOString(), ended: new Date().toISOString(), entries: listed };
    await zip.add({ name: CONTENTS, text: canonical(contents) }, begun);
    zip.end();
  };
  const filling = fill().catch((error: unknown) => zip.fail(error));
  try {
    for await (const part of zip.output) yield part as Uint8Array;
  } finally {
    // Whoever took it may have gone.
    zip.fail(new Error("the archive is taken no further"));
    await filling;
  }
}

class Zip {
  readonly output: Readable;
  readonly #zip = new ZipFile();
  /** Entries that are written, apart from yazl's own list: that is searched from its beginning for each part. */
  readonly #written: unknown[] = [];
  #abort: (error: unknown) => void = () => {};
  #failed: unknown = null;

  constructor() {
    this.output = this.#zip.outputStream as Readable;
    this.#zip.on("error", (error) => this.fail(error));
  }

  /** Adds an entry and returns what the list says of it, once all of it has been taken. */
  async add(entry: NewEntry, mtime: Date): Promise<Contents["entries"][number]> {
    const source = "text" in entry ? Readable.from([Buffer.from(entry.text)]) : entry.open();
    const hash = createHash("sha256");
    let size = 0;
    const through = new PassThrough();
    try {
      await new Promise<void>((resolve, reject) => {
        this.#abort = reject;
        if (this.#failed) return reject(this.#failed);
        source.on("error", reject);
        source.on("data", (part: Buffer) => {
          size += part.length;
          hash.update(part);
        });
        through.on("end", resolve);
        source.pipe(through);
        this.#zip.addReadStreamLazy(entry.name, { mtime, compress: "text" in entry }, (give) => {
          this.#setWrittenAside();
          give(null, through);
        });
      });
    } finally {
      source.destroy();
      this.#abort = () => {};
    }
    return { name: entry.name, size, sha256: hash.digest("hex") };
  }

  get #listed(): { entries: unknown[] } {
    return this.#zip as unknown as { entries: unknown[] };
  }

  /** An entry is asked for when all before it are written. */
  #setWrittenAside(): void {
    this.#written.push(...this.#listed.entries.splice(0, this.#listed.entries.length - 1));
  }

  end(): void {
    this.#listed.entries.unshift(...this.#written);
    this.#zip.end();
  }

  fail(error: unknown): void {
    this.#failed ??= error;
    this.#abort(error);
    if (!this.output.readableEnded) this.output.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
