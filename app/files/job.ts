import type { FileRefusal } from "#models/file.ts";

/** What a child process is asked to do with one file: paths are those of a folder of its own. */
export type Job =
  /** Check it, read its text, and write it to `out` without hidden data, where a library can. */
  | { task: "read"; path: string; type: string; out: string }
  /** Draw pages of it, from the first to the last, or the whole of a picture as page 1: each as WebP at `out`, a dot and its number. */
  | { task: "draw"; path: string; type: string; out: string; first: number; last: number; width: number };

export type FileText = { label: string | null; text: string };

/** What comes of it. `changed`: whether `out` was written, and is to take the place of the file; `drawn`: which pages were. */
export type Outcome = { done: { pages: FileText[]; changed: boolean; drawn: number[] } } | { refused: FileRefusal };
