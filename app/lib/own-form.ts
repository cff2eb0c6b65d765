/**
 * True where a form was sent from a page of this hub, which answers under any of `hosts`. Browsers say from
 * where: by the page's origin or, where a reader keeps that to himself, by its relation to the
 * hub. A program that says nothing is turned away, too.
 */
export function isOwnForm(headers: { origin?: string | undefined; "sec-fetch-site"?: unknown }, hosts: string[]): boolean {
  const { origin } = headers;
  if (origin === undefined || origin === "null") return headers["sec-fetch-site"] === "same-origin";
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
