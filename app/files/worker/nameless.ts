import { zipSync, type Zippable } from "fflate";

import type { Archive } from "./archive.ts";

/** Elements whose text names a person or a machine, in the parts that office programs write about a document. */
const NAMES: Record<string, RegExp> = {
  "docProps/core.xml": element("creator", "lastModifiedBy"),
  "docProps/app.xml": element("Manager", "Company"),
  "meta.xml": element("initial-creator", "creator", "printed-by"),
};

/** Marks of who wrote a comment or a tracked change, in the text itself. */
const MARKS = /(\s(?:w:author|w:initials|w15:author|w15:userId)=")[^"]*(")/g;
const OPEN_MARKS = /(<dc:creator>)[^<]*(<\/dc:creator>)/g;

function element(...names: string[]): RegExp {
  return new RegExp(`(<((?:[\\w-]+:)?(?:${names.join("|")}))(?:\\s[^>]*)?>)[^<]*(</\\2>)`, "g");
}

/** A document without the names of those who wrote it; null where it has none. */
export function withoutNames(archive: Archive): Buffer | null {
  let changed = false;
  const files: Zippable = {};
  for (const [name, bytes] of archive) {
    const cleaned = cleanPart(name, bytes);
    changed ||= cleaned !== bytes;
    // The first part of an open document says what it is, and is stored as it is.
    files[name] = name === "mimetype" ? [cleaned, { level: 0 }] : cleaned;
  }
  if (!changed) return null;
  // A moment of its own would say when it was sent; archives know none before 1980.
  return Buffer.from(zipSync(files, { level: 6, mtime: new Date("2000-01-01T00:00:00") }));
}

function cleanPart(name: string, bytes: Buffer): Buffer {
  const names = NAMES[name];
  const marks = /^word\/.*\.xml$/.test(name) ? MARKS : name === "content.xml" ? OPEN_MARKS : null;
  if (!names && !marks) return bytes;
  const text = bytes.toString("utf8");
  const cleaned = names ? text.replace(names, "$1$3") : text.replace(marks ?? /$^/, "$1$2");
  return cleaned === text ? bytes : Buffer.from(cleaned, "utf8");
}
