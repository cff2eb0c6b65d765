/** Far above what any form of the hub takes, so that whoever writes too much gets it back with the reason. */
const MAX_BYTES = 1_000_000;
/** A form that carries another through signing in, whose signs are escaped a second time. */
export const WITH_KEPT_FORM = 3 * MAX_BYTES;

/**
 * The fields of a form, as a browser sends them without JavaScript and with it.
 * @throws a 415 response for another type of content, 413 where it is larger than any form of the hub.
 */
export async function readForm(request: Request, most = MAX_BYTES): Promise<URLSearchParams> {
  if (!isPlainForm(request)) throw new Response(null, { status: 415 });
  const text = await readBody(request, most);
  if (text === null) throw new Response(null, { status: 413 });
  return new URLSearchParams(text);
}

/** Whether a request brings a form as browsers send it, and not something else. */
export const isPlainForm = (request: Request): boolean => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get("Content-Type") ?? "");

/** What is sent with a request; null where that is more than `most` bytes, none of which are kept then. */
export async function readBody(request: Request, most: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    size += part.value.byteLength;
    // What is too much is read to its end and forgotten: a sender who is cut off never sees the answer.
    if (size > most) text = "";
    else text += decoder.decode(part.value, { stream: true });
  }
  return size > most ? null : text + decoder.decode();
}

/** What a reader typed, without what cannot be seen: one kind of line end, no control characters, no rim. */
export function cleanText(value: string | null): string {
  return (value ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

/** The version of a thing that a form was made from; where it names none, one that no thing has. */
export const versionIn = (form: URLSearchParams): number => (/^\d{1,9}$/.test(form.get("version") ?? "") ? Number(form.get("version")) : -1);
