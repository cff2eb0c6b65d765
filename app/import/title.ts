import type { FileReport } from "#models/import-report.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { firstWords } from "./text.ts";

/**
 * The title of a text: the manifest's, else the text's own, else its first words. Where the manifest
 * has the say, the text's own title line becomes the summary, so that it is not lost.
 */
export function titleOf({
  given,
  line,
  text,
}: {
  given: string | null;
  line: string | null;
  text: string;
}): { title: FileReport["title"]; summary: string } {
  if (given) return { title: { text: given, from: "manifest" }, summary: line && line !== given ? line : "" };
  if (line) {
    return line.length > LIMITS.title
      ? { title: { text: firstWords(line), from: "first-words" }, summary: line }
      : { title: { text: line, from: "text" }, summary: "" };
  }
  return { title: { text: firstWords(text.split("\n", 1)[0] ?? ""), from: "first-words" }, summary: "" };
}
