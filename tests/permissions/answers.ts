import type { Player } from "./cast.ts";

/** What became of a request, as the table calls it. */
export const OUTCOMES = [
  /** A page, or a file, with what it is for. */
  "page",
  /** Led to where one signs in; for a form, the answer 401, which keeps what was in it. */
  "sign-in",
  /** Led to the code of the second factor, or to where one is set up. */
  "code",
  "enrol",
  /** Led elsewhere by a GET. */
  "onward",
  "forbidden",
  "missing",
  "gone",
  /** Allowed so far, but the form is not as it has to be: 400. */
  "refused",
  /** Allowed, but the text is not in the state for it (any more): 409. */
  "late",
  /** The form did what it is for: it led on, or answered 200. */
  "done",
  /** No such thing at this address: 405. */
  "none",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Answer = { outcome: Outcome | `status ${number}`; status: number; location: string | null; body: string; headers: Headers };

export type Asking = { path: string; player: Pick<Player, "cookie">; /** As the hub's pages ask when they are loaded already. */ data?: boolean; form?: Array<[string, string]> | undefined };

/** Asks the hub and does not follow where it leads. */
export async function ask(hub: { url: string }, { path, player: { cookie }, data = false, form }: Asking): Promise<Answer> {
  const answer = await fetch(hub.url + (data ? dataAddress(path) : path), {
    redirect: "manual",
    // Packing an answer would cost both sides more than sending it.
    headers: { "Accept-Encoding": "identity", ...(cookie ? { Cookie: cookie } : {}), ...(form ? { Origin: hub.url } : {}) },
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  const body = await answer.text();
  const location = answer.status === 202 ? (/"redirect","([^"]*)"/.exec(body)?.[1] ?? null) : answer.headers.get("Location");
  return { outcome: outcomeOf(answer.status, location, form !== undefined), status: answer.status, location, body, headers: answer.headers };
}

/** Where a page's data are asked for, without its document. */
export function dataAddress(path: string): string {
  const [address = "", query] = path.split("?");
  return `${address === "/" ? "/_root" : address}.data${query === undefined ? "" : `?${query}`}`;
}

function outcomeOf(status: number, location: string | null, isForm: boolean): Answer["outcome"] {
  if (location !== null) {
    if (/^\/[a-z]{2}\/sign-in\/second-factor\b/.test(location)) return "code";
    if (/^\/[a-z]{2}\/sign-in\b/.test(location)) return "sign-in";
    if (/^\/[a-z]{2}\/account\/second-factor\b/.test(location)) return "enrol";
    return isForm ? "done" : "onward";
  }
  const named: Partial<Record<number, Outcome>> = { 200: isForm ? "done" : "page", 400: "refused", 401: "sign-in", 403: "forbidden", 404: "missing", 405: "none", 409: "late", 410: "gone" };
  return named[status] ?? `status ${status}`;
}
