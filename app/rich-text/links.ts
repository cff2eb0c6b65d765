import { LANGUAGE_CODES } from "#app/i18n/languages.ts";

/** A page of the hub itself: a path that begins with one of its languages and goes neither up nor elsewhere. */
const OWN_PAGE = new RegExp(`^/(?:${LANGUAGE_CODES.join("|")})(?:[/?#]|$)`);
const OTHER_SITE = /^https?:\/\/[^\s/?#\\@]+(?:[/?#]|$)/i;
const MAIL = /^mailto:[^\s@<>"\\]+@[^\s@<>"\\]+$/i;

/** What no address of a link has: control characters, spaces, and a stroke that browsers read as another. */
// oxlint-disable-next-line no-control-regex
const NEVER = /[\u0000-\u0020\u007f-\u009f\\<>"`\u2028\u2029]/;

/** Longest address of a link. */
export const LONGEST_LINK = 2_000;

export const isOwnPage = (address: string): boolean => OWN_PAGE.test(address) && !/\/\/|\/\.\.?(?:[/?#]|$)/.test(address.split(/[?#]/)[0] ?? "");

export const isOtherSite = (address: string): boolean => OTHER_SITE.test(address);

/** True for the links that a text may have: to other sites, to an e-mail address, and to pages of the hub. */
export function isAllowedLink(address: string): boolean {
  if (address.length > LONGEST_LINK || NEVER.test(address)) return false;
  return isOtherSite(address) || isOwnPage(address) || MAIL.test(address);
}
