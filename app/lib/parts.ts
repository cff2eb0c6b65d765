/** A part of a file: `end` is the place after its last byte. */
export type Part = { start: number; end: number };

/**
 * The part that a `Range` header asks for (RFC 9110, 14.2): null where the whole is to be sent, since none is asked for, or several,
 * or in other units; "none" where the file does not reach so far.
 */
export function partAsked(header: string | null, size: number): Part | null | "none" {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (!from && !to) return null;
  if (!from) return Number(to) === 0 || size === 0 ? "none" : { start: Math.max(0, size - Number(to)), end: size };
  const start = Number(from);
  if (to && Number(to) < start) return null;
  return start >= size ? "none" : { start, end: to ? Math.min(size, Number(to) + 1) : size };
}

/** The header that gives a file its name, in any script (RFC 6266, 8187); programs from before take the plain one. */
export function disposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\x20-\x7E]/g, "").replace(/["\\%]/g, "").trim();
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${/^\.?\w*$/.test(plain) && plain.startsWith(".") ? `file${plain}` : plain || "file"}"; filename*=UTF-8''${encoded}`;
}
