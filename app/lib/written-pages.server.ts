import type { EntryContext } from "@remix-run/node";

type Context = EntryContext["staticHandlerContext"];
/** What stands between the nonces of a page; null until the same data come a second time. */
type Written = { key: string; parts: string[] | null };

/**
 * Pages as they were written, by the data of their last route, where its loader gives the very same object again
 * because nothing has changed. With the object they go.
 */
const pages = new WeakMap<object, Written>();

/** A page that may stand as it was written, with another nonce. */
export type WrittenPage = {
  /** The page with this nonce; null where it is to be rendered. */
  read: (nonce: string) => string | null;
  /** Keeps what was rendered with this nonce. */
  keep: (html: string, nonce: string) => void;
};

/**
 * The place for this page, by all that a page depends on: its address and the data of each of its routes.
 * Undefined where it cannot be shown twice: an error, an answer to a form, a page without data of its own.
 */
export function writtenPage({ matches, loaderData, actionData, errors, statusCode }: Context, url: string): WrittenPage | undefined {
  const leaf = matches.at(-1)?.route.id ?? "";
  const own: unknown = loaderData[leaf];
  if (errors || actionData || statusCode !== 200 || typeof own !== "object" || own === null) return undefined;
  // Pages of members have their names on them; they would also push out what all readers share.
  if ((loaderData["routes/site/layout"] as { member?: unknown } | undefined)?.member) return undefined;
  const key = JSON.stringify([url, { ...loaderData, [leaf]: null }]);
  const known = pages.get(own);
  const isKnown = known?.key === key;
  if (!isKnown) pages.set(own, { key, parts: null });
  return {
    read: (nonce) => (isKnown ? (known.parts?.join(nonce) ?? null) : null),
    keep: (html, nonce) => {
      if (isKnown) known.parts = html.split(nonce);
    },
  };
}
