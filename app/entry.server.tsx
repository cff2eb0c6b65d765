import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";

import type { EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";

import type { LoadContext } from "./hub.server.ts";
import { i18nFor } from "./i18n/i18n.server.ts";
import { FALLBACK_LANGUAGE, isLanguage } from "./i18n/languages.ts";
import { RETRY_AFTER_S } from "./lib/guarded-build.server.ts";
import { logger } from "./lib/logger.server.ts";
import { NonceContext } from "./lib/nonce.ts";
import { structuredDataOf } from "./lib/structured-data.server.ts";
import { StructuredDataContext } from "./lib/structured-data.tsx";
import { writtenPage } from "./lib/written-pages.server.ts";
import { withoutToken } from "./paths.ts";

export { serve } from "./front.server.ts";

const STREAM_TIMEOUT_MS = 10_000;
export const streamTimeout = STREAM_TIMEOUT_MS;

/**
 * Renders a page. It is sent in one piece: no loader defers anything, so the whole is there as soon as
 * its first byte, and one write is cheaper than the renderer's many small ones.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce }: LoadContext,
): Promise<Response> {
  const written = writtenPage(context.staticHandlerContext, request.url);
  const ready = written?.read(nonce) ?? null;
  const { html, failed } = ready === null ? await render(request, context, nonce) : { html: ready, failed: false };
  if (ready === null && !failed) written?.keep(html, nonce);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // Each page carries a nonce of its own, so that a stored copy would not work.
  headers.set("Cache-Control", "no-store");
  if (status === 503 && !headers.has("Retry-After")) headers.set("Retry-After", RETRY_AFTER_S);
  return new Response(html, { headers, status: failed ? 500 : status });
}

/** The data of a page are no less its reader's own than the page: nobody keeps them on the way, and no robot lists them. */
export function handleDataRequest(response: Response): Response {
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}

async function render(
  request: Request,
  context: EntryContext,
  nonce: string,
): Promise<{ html: string; failed: boolean }> {
  const lang = context.staticHandlerContext.matches[0]?.params.lang;
  const language = isLanguage(lang) ? lang : FALLBACK_LANGUAGE;
  const i18n = await i18nFor(language);
  const structured = structuredDataOf(context.staticHandlerContext, { lang: language, t: i18n.t });
  let failed = false;
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <StructuredDataContext.Provider value={structured}>
          <I18nextProvider i18n={i18n}>
            <RemixServer context={context} url={request.url} nonce={nonce} />
          </I18nextProvider>
        </StructuredDataContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady: () => {
          clearTimeout(late);
          text(pipe(new PassThrough())).then((html) => resolve({ html: withoutGaps(html), failed }), reject);
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          logger.error({ err: error, path: pathForLog(request.url) }, "a page could not be rendered whole");
        },
      },
    );
    const late = setTimeout(abort, STREAM_TIMEOUT_MS + 1_000);
  });
}

/**
 * The renderer fills blocks of bytes, and where the last bytes of one are too few for a letter, it sends them as zeros: in
 * Arabic several on each page. Browsers leave them out of texts, show them in attributes, and others do not find the word.
 */
const withoutGaps = (html: string): string => html.replaceAll("\0", "");

/** A request that no page answers (a POST to a page without a form, say) is the visitor's matter. */
function isClientError(error: unknown): boolean {
  return isRouteErrorResponse(error) && error.status < 500;
}

/** The path of a request without the secret that a one-time link ends with. */
function pathForLog(url: string): string {
  return withoutToken(new URL(url).pathname);
}

/** An error that no boundary expected. A visitor who left is none. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isClientError(error)) return;
  logger.error({ err: error, path: pathForLog(request.url) }, "a request failed");
}
