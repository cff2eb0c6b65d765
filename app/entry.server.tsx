import { PassThrough } from "node:stream";

import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";

import type { LoadContext } from "./hub.server.ts";
import { i18nFor } from "./i18n/i18n.server.ts";
import { FALLBACK_LANGUAGE, isLanguage } from "./i18n/languages.ts";
import { logger } from "./lib/logger.server.ts";
import { NonceContext } from "./lib/nonce.ts";
import { structuredDataOf } from "./lib/structured-data.server.ts";
import { StructuredDataContext } from "./lib/structured-data.tsx";

export * as hub from "./hub.server.ts";

const STREAM_TIMEOUT_MS = 10_000;
export const streamTimeout = STREAM_TIMEOUT_MS;

/** Renders a page; robots get it whole, browsers as it comes. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: LoadContext,
): Promise<Response> {
  const lang = context.staticHandlerContext.matches[0]?.params.lang;
  const language = isLanguage(lang) ? lang : FALLBACK_LANGUAGE;
  const i18n = await i18nFor(language);
  const structured = structuredDataOf(context.staticHandlerContext, { lang: language, t: i18n.t });
  const whole = isbot(request.headers.get("user-agent"));
  return new Promise((resolve, reject) => {
    let responseStatus = status;
    let shellRendered = false;
    const reply = () => {
      shellRendered = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      // Each page carries a nonce of its own, so that a stored copy would not work.
      headers.set("Cache-Control", "no-store");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={loadContext.nonce}>
        <StructuredDataContext.Provider value={structured}>
          <I18nextProvider i18n={i18n}>
            <RemixServer context={context} url={request.url} nonce={loadContext.nonce} />
          </I18nextProvider>
        </StructuredDataContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: loadContext.nonce,
        onShellReady: () => whole || reply(),
        onAllReady: () => whole && reply(),
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          if (shellRendered) logger.error({ err: error }, "a page broke off while it was sent");
        },
      },
    );
    setTimeout(abort, STREAM_TIMEOUT_MS + 1_000).unref();
  });
}

/** A request that no page answers (a POST to a page without a form, say) is the visitor's matter. */
function isClientError(error: unknown): boolean {
  return isRouteErrorResponse(error) && error.status < 500;
}

/** The path of a request without the secret that a one-time link ends with. */
function pathForLog(url: string): string {
  return new URL(url).pathname.replace(/(\/set-up\/).*/, "$1…");
}

/** An error that no boundary expected. A visitor who left is none. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isClientError(error)) return;
  logger.error({ err: error, path: pathForLog(request.url) }, "a request failed");
}
