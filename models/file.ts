/** What files the hub takes, and what it calls them; forms and the database share it. */

/** Documents and pictures of pages, by what their first bytes say that they are, with the ending of their names. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.oasis.opendocument.text": "odt",
  "image/png": "png",
  "image/jpeg": "jpg",
};

export type StoredFile = { id: string; name: string; type: string; size: number };

const NAME_LENGTH = 100;

/**
 * The name of a file as it may stand in a header and on any disk: no path, no signs that systems read in a way of their own or
 * that cannot be seen, and the ending of what the file is.
 */
export function safeFileName(name: string, ending: string): string {
  const stem = (name.normalize("NFC").split(/[/\\]/).at(-1) ?? "")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*;%]/gu, "")
    .replace(/\.[^.]{1,10}$/u, "")
    .replace(/\s+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  return `${[...stem].slice(0, NAME_LENGTH).join("") || "file"}.${ending}`;
}
