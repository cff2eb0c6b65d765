import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, type FileHandle } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Document } from "./document.ts";
import { ApiError } from "./errors.ts";

const INLINE_BYTES = 128 * 1024;
/** Levels of arrays and objects in each other, as on the real server. */
export const MAX_DEPTH = 127;
const WRITE_BYTES = 64 * 1024;
/** Of documents, which are read as a stream; other bodies are parsed at once. */
export const MAX_PAYLOAD_BYTES = 100 * 1024 * 1024;
export const MAX_JSON_BYTES = 16 * 1024 * 1024;

/** Documents as received, one JSON text a line: a short payload in the task, a long one in a file. */
export interface Payload {
  text?: string;
  file?: string;
  count: number;
}

/** Keeps the documents of a request until its task has been carried out. */
export class PayloadStore {
  private readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, "payloads");
  }

  /** Reads, checks and keeps a body as it arrives, never holding the whole; a file is on the disk when this returns. */
  async receive(body: IncomingMessage): Promise<Payload> {
    let lines = "";
    let count = 0;
    let bytes = 0;
    let name: string | undefined;
    let file: FileHandle | undefined;
    const splitter = new ArraySplitter();
    const keep = (text: string) => {
      lines += `${JSON.stringify(parseDocument(text))}\n`;
      count++;
    };
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > MAX_PAYLOAD_BYTES) throw tooLarge(MAX_PAYLOAD_BYTES);
        splitter.push(chunk, keep);
        if (lines.length > (file ? WRITE_BYTES : INLINE_BYTES)) {
          if (!file) {
            await mkdir(this.folder, { recursive: true, mode: 0o700 });
            name = `${randomUUID()}.ndjson`;
            file = await open(join(this.folder, name), "wx", 0o600);
          }
          await file.write(lines);
          lines = "";
        }
      }
      if (bytes === 0) throw new ApiError("missing_payload", "A json payload is missing.");
      splitter.end();
      if (!file) return { text: lines, count };
      await file.write(lines);
      await file.sync();
      const folder = await open(this.folder);
      await folder.sync().finally(() => folder.close());
      return { file: name!, count };
    } catch (error) {
      if (name) await this.discard(name);
      throw error;
    } finally {
      await file?.close();
    }
  }

  async *documents(payload: { text: string | null; file: string | null }): AsyncGenerator<Document> {
    if (payload.file === null) {
      for (const line of (payload.text ?? "").split("\n")) if (line !== "") yield JSON.parse(line) as Document;
      return;
    }
    const file = await open(join(this.folder, payload.file));
    try {
      for await (const line of file.readLines({ autoClose: false })) if (line !== "") yield JSON.parse(line) as Document;
    } finally {
      await file.close();
    }
  }

  async discard(file: string): Promise<void> {
    await rm(join(this.folder, file), { force: true });
  }

  /** Removes files that no task refers to: left by a process that died before it acknowledged. */
  async sweep(inUse: ReadonlySet<string>): Promise<void> {
    const files = await readdir(this.folder).catch(() => [] as string[]);
    for (const file of files) if (!inUse.has(file)) await this.discard(file);
  }
}

export function tooLarge(limit: number): ApiError {
  return new ApiError("payload_too_large", `The provided payload reached the size limit. The maximum accepted payload size is ${limit / 1048576} MiB.`);
}

function malformed(reason: string): ApiError {
  return new ApiError("malformed_payload", `The \`json\` payload provided is malformed: \`${reason}\`.`);
}

function parseDocument(text: string): Document {
  try {
    return JSON.parse(text) as Document;
  } catch (error) {
    throw malformed((error as Error).message);
  }
}

/** Cuts a JSON array (or one object) into the texts of its elements, byte by byte as chunks arrive. */
class ArraySplitter {
  private pending: Buffer[] = [];
  private depth = 0;
  private inString = false;
  private escaped = false;
  private state: "before" | "array" | "single" | "after" = "before";
  private comma = false;

  push(chunk: Buffer, emit: (text: string) => void): void {
    let from = this.depth > 0 ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === 0x5c) this.escaped = true;
        else if (byte === 0x22) this.inString = false;
        continue;
      }
      if (this.depth > 0) {
        if (byte === 0x22) this.inString = true;
        else if (byte === 0x7b || byte === 0x5b) {
          if (++this.depth > MAX_DEPTH) throw malformed("recursion limit exceeded");
        }
        else if ((byte === 0x7d || byte === 0x5d) && --this.depth === 0) {
          this.pending.push(chunk.subarray(from, i + 1));
          emit(Buffer.concat(this.pending).toString("utf8"));
          this.pending = [];
          from = -1;
          this.comma = true;
          if (this.state === "single") this.state = "after";
        }
      } else if (this.between(byte)) {
        this.depth = 1;
        from = i;
      }
    }
    if (from >= 0) this.pending.push(chunk.subarray(from));
  }

  end(): void {
    if (this.state !== "after") throw malformed("the payload ends too early");
  }

  /** Handles a byte outside an element; true where an element begins. */
  private between(byte: number): boolean {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return false;
    if (this.state === "before" && byte === 0x5b) this.state = "array";
    else if (this.state === "before" && byte === 0x7b) {
      this.state = "single";
      return true;
    } else if (this.state === "array" && byte === 0x7b && !this.comma) return true;
    else if (this.state === "array" && byte === 0x2c && this.comma) this.comma = false;
    else if (this.state === "array" && byte === 0x5d) this.state = "after";
    else throw malformed(`unexpected character \`${String.fromCharCode(byte)}\`, documents must be an object or an array of objects`);
    return false;
  }
}
