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

/**
 * The hosts that are the hub's own: that of its origin, and the one under which it was asked, where that is a bare
 * address or the machine itself. A name that is none of these could be made to lead here by whoever owns it.
 */
export function ownHosts(asked: string, origin: string): string[] {
  const { hostname, host } = new URL(`http://${asked || "0"}`);
  const isAddress = hostname === "localhost" || /^[\d.]+$/.test(hostname) || hostname.startsWith("[");
  return [...new Set([new URL(origin).host, ...(isAddress ? [host] : [])])];
}
