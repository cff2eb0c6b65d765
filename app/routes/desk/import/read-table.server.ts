import { readCsv } from "./read-csv.server.ts";
import { readJson } from "./read-json.server.ts";
import { type Table, Unreadable } from "./table.ts";

/** The signs of a file, as they come. @throws Unreadable `encoding` for anything but Unicode with its mark, or UTF-8. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let first = Buffer.alloc(0);
  const decode = (part?: Uint8Array): string => {
    try {
      const text = part ? decoder?.decode(part, { stream: true }) : decoder?.decode();
      // UTF-16 without its mark is valid UTF-8, full of these.
      if (text?.includes("\0")) throw new Unreadable("encoding");
      return text ?? "";
    } catch {
      throw new Unreadable("encoding");
    }
  };
  for await (const part of bytes) {
    if (decoder) {
      yield decode(part);
      continue;
    }
    first = Buffer.concat([first, part]);
    if (first.length < 3) continue;
    decoder = new TextDecoder(encodingOf(first), { fatal: true });
    yield decode(first);
  }
  if (!decoder) {
    decoder = new TextDecoder("utf-8", { fatal: true });
    yield decode(first);
  }
  yield decode();
}

const encodingOf = (first: Buffer): string => (first[0] === 0xff && first[1] === 0xfe ? "utf-16le" : first[0] === 0xfe && first[1] === 0xff ? "utf-16be" : "utf-8");

/**
 * Reads a file as a table: CSV with any of the usual separators, or a list of JSON.
 * @throws Unreadable; what reading its bytes throws.
 */
export async function readTable(bytes: AsyncIterable<Uint8Array>): Promise<Table> {
  const signs = decoded(bytes);
  let begin = "";
  for (let next = await signs.next(); !next.done; next = await signs.next()) {
    begin += next.value;
    if (begin.trim() !== "" && begin.length > 1_000) break;
  }
  if (begin.trim() === "") throw new Unreadable("empty");
  async function* whole(): AsyncGenerator<string> {
    yield begin;
    yield* signs;
  }
  return /^\s*[[{]/.test(begin) ? readJson(whole()) : readCsv(whole(), begin);
}
