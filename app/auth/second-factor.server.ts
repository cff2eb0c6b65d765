import { createHash } from "node:crypto";

import { Secret, TOTP } from "otpauth";
import { encode } from "uqr";

import { newId } from "#models/ids.server.ts";

/** As every authenticator program knows it: RFC 6238 with SHA-1, six digits, thirty seconds. */
const PERIOD_S = 30;
/** How many steps of time a clock may be ahead or behind. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

const totpOf = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: PERIOD_S });

/** A new secret in base32, of the length that the RFC recommends. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What a person types as a code, without the spaces with which programs show it. */
export const plainCode = (typed: string): string => typed.normalize("NFKC").replace(/[\s-]/g, "").toLowerCase();

/** The step of time to which a code of this secret belongs; null where it belongs to none near the present one. */
export function stepOfCode(secret: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Date.now();
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_S) + delta;
}

/** A QR code: how many squares it is wide, with the rim that cameras need, and its dark ones as the path of an SVG. */
export type Picture = { size: number; path: string };

/** How a secret comes into an authenticator program: the picture for its camera, and the text for whoever types. */
export function enrolment(secret: string, { issuer, label }: { issuer: string; label: string }): { picture: Picture; groups: string; url: string } {
  const url = totpOf(secret, { issuer, label }).toString();
  return { url, picture: draw(url), groups: secret.match(/.{1,4}/g)?.join(" ") ?? secret };
}

/** Runs of dark squares, row by row: a tenth of a path that draws each square for itself. */
function draw(text: string): Picture {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const rows = data.map((row, y) => {
    const line = row.map((isDark) => (isDark ? "1" : "0")).join("");
    return [...line.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`).join("");
  });
  return { size, path: rows.join("") };
}

/** Codes for the day on which the device is lost, as they are shown once; what is kept of them are the hashes. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const plain = Array.from({ length: RECOVERY_CODES }, newId);
  return { codes: plain.map((code) => code.match(/.{4}/g)?.join("-") ?? code), hashes: plain.map(hashOfRecoveryCode) };
}

/** A code has 57 bits and is tried a few times an hour: a plain hash is enough. */
export const hashOfRecoveryCode = (code: string): string => createHash("sha256").update(code).digest("base64url");
