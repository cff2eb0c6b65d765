import type { Localized } from "./localized.ts";
import type { Source } from "./source.ts";

/** What kind of organisation a partner is. */
export const PARTNER_KINDS = ["united-nations", "intergovernmental", "public-body", "civil-society", "academic", "other"] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const PARTNER_LIMITS = { name: 200, shortName: 40, url: 500, description: 2_000, sources: 10 } as const;

/** An organisation that the network works with. What no source states is null, and is shown as not stated. */
export type Partner = {
  id: string;
  name: Localized;
  shortName: Localized | null;
  kind: PartnerKind;
  /** Its own pages; https alone. */
  url: string | null;
  description: Localized | null;
  sources: Source[];
  /** No longer offered where partners are chosen; its page stays, and says so. */
  retired: boolean;
};

/** Whether a text is an address that the hub leads to: https, a host with a name, and nobody's password in it. */
export function isPartnerUrl(text: string): boolean {
  if (text.length > PARTNER_LIMITS.url || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return protocol === "https:" && /^[^.]+(\.[^.]+)+$/.test(hostname) && !/^[\d.]+$/.test(hostname) && !username && !password;
}
