import type { Drained } from "./drain.ts";

/**
 * An answer that is made while it is sent: a part is made when the one before it has been taken, so that no more than
 * these two are held, and none for who has gone away.
 */
export function streamed(request: Request, parts: AsyncGenerator<string | Uint8Array>, { headers, drained }: { headers: Record<string, string>; drained: Drained }): Response {
  if (request.method === "HEAD") return new Response(null, { headers });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = (await drained()) ? await parts.next() : { value: undefined, done: true };
      if (done || value === undefined) {
        await parts.return(undefined);
        controller.close();
      } else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    cancel: async () => void (await parts.return(undefined)),
  });
  return new Response(body, { headers });
}
