import { SourceProblem } from "./reading.ts";

/** Encodings in which a source may be, by the names that a manifest may use. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["utf-16", "utf-16"],
  ["utf-16le", "utf-16le"],
  ["utf-16be", "utf-16be"],
  ["windows-1256", "windows-1256"],
  ["cp1256", "windows-1256"],
  ["windows-1252", "windows-1252"],
  ["cp1252", "windows-1252"],
  // What calls itself Latin-1 has the quotes and dashes of windows-1252 where Latin-1 has nothing.
  ["iso-8859-1", "windows-1252"],
  ["latin1", "windows-1252"],
  ["iso-8859-6", "iso-8859-6"],
  ["iso-8859-15", "iso-8859-15"],
]);

/** The encodings that a manifest may name. */
export const ENCODING_NAMES = [...ENCODINGS.keys()];

export type SourceText = { text: string; encoding: string; bytes: number };

/**
 * Reads the bytes of a source as text.
 * @throws SourceProblem where there are none, they are not of its encoding, or no text.
 */
export function readSource(data: Buffer, encoding = "utf-8"): SourceText {
  if (data.length === 0) throw new SourceProblem("is empty");
  const named = ENCODINGS.get(encoding.toLowerCase());
  if (!named) throw new SourceProblem(`"${encoding}" is no encoding known here: ${ENCODING_NAMES.join(", ")}`);
  const exact = named === "utf-16" ? utf16Of(data) : named;
  const text = decode(data, exact);
  refuseOtherThanText(text);
  return { text, encoding: exact, bytes: data.length };
}

/** UTF-16 names its order of bytes by its first two; without them it must be said. */
function utf16Of(data: Buffer): string {
  if (data[0] === 0xff && data[1] === 0xfe) return "utf-16le";
  if (data[0] === 0xfe && data[1] === 0xff) return "utf-16be";
  throw new SourceProblem("does not begin with a byte order mark: say utf-16le or utf-16be");
}

function decode(data: Buffer, encoding: string): string {
  try {
    const text = encoding === "windows-1252" ? windows1252(data) : new TextDecoder(encoding, { fatal: true }).decode(data);
    if (!encoding.startsWith("utf")) refuseDisguisedUtf8(data, encoding);
    return text;
  } catch (error) {
    if (error instanceof SourceProblem) throw error;
    const at = firstWrongByte(data, encoding);
    const byte = data[at]?.toString(16).toUpperCase().padStart(2, "0") ?? "end";
    const isUtf16 = encoding === "utf-8" && ((data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff));
    const advice = isUtf16 ? "; it begins as UTF-16 does: say so by `encoding: utf-16`" : encoding === "utf-8" ? "; name its encoding in the manifest" : "";
    throw new SourceProblem(`is not ${encoding}: wrong byte ${byte} at byte ${at + 1}${advice}`, lineAt(data, at, encoding));
  }
}

/** What windows-1252 has where Latin-1 has control characters. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** By hand, since Node takes windows-1252 for Latin-1. */
function windows1252(data: Buffer): string {
  return data.toString("latin1").replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** Text of one byte per letter has no sequences of UTF-8 but by intent; read as such it would be garbled. */
function refuseDisguisedUtf8(data: Buffer, encoding: string): void {
  if (data.every((byte) => byte < 0x80)) return;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return;
  }
  throw new SourceProblem(`is UTF-8, not ${encoding} as the manifest says`);
}

/** The place where the first letter begins that the encoding does not have. */
function firstWrongByte(data: Buffer, encoding: string): number {
  let [good, bad] = [0, data.length + 1];
  // Half a letter at the end of a part is no fault of the part.
  const isGood = (length: number, stream = true) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(data.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (middle <= data.length && isGood(middle)) good = middle;
    else bad = middle;
  }
  while (good > 0 && !isGood(good, false)) good -= 1;
  return good;
}

function lineAt(data: Buffer, at: number, encoding: string): number {
  const before = new TextDecoder(encoding).decode(data.subarray(0, at));
  return before.split(/\r\n|\n|\r/).length;
}

/** A text has no signs that steer a machine, and is not the page around it. */
function refuseOtherThanText(text: string): void {
  // oxlint-disable-next-line no-control-regex -- it is these that are looked for
  const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.exec(text);
  if (control) {
    const line = text.slice(0, control.index).split(/\r\n|\n|\r/).length;
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const advice = code === "0000" ? " (UTF-16 without its `encoding`?)" : "";
    throw new SourceProblem(`is no text: control character U+${code}${advice}`, line);
  }
  if (/^\s*(?:<!doctype|<html|<\?xml)/i.test(text)) throw new SourceProblem("is a page with its markup, not its text", 1);
  if (text.startsWith("%PDF-")) throw new SourceProblem("is a PDF, not a text", 1);
  if (text.trim() === "") throw new SourceProblem("has nothing but blank lines");
}
