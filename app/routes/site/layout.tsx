import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet } from "@remix-run/react";

import { allowReader } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { ErrorPage, kindOf } from "#app/ui/error-page.tsx";

import { Frame } from "./frame.tsx";

export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const t = await translator(lang);
  const titled = (title: string) => `${title} · ${t("site:shortName")}`;
  return {
    // For the head of an error page, which has no loader of its own.
    errors: {
      missing: titled(t("site:error.missing")),
      broken: titled(t("site:error.broken")),
      unavailable: titled(t("site:error.unavailable")),
      refused: titled(t("site:error.refused")),
    },
    origin: env().HUB_ORIGIN,
    name: t("site:name"),
    shortName: t("site:shortName"),
  };
}

/** The head of an error page, and of a page that says nothing of itself. */
export const meta: MetaFunction<typeof loader> = ({ data, error, ...page }) => {
  // In no language of the hub there is no loader's word either.
  if (!data) return [{ title: `${isRouteErrorResponse(error) ? error.status : 500} · NMIRF Hub` }];
  if (!error) return pageMeta({ ...page, data: {} });
  return [{ title: data.errors[kindOf(isRouteErrorResponse(error) ? error.status : 500)] }];
};

/** Header, page and footer of every page in a language. */
export default function SiteLayout() {
  return (
    <Frame>
      <main id="content" tabIndex={-1} className="grow outline-none">
        <Outlet />
      </main>
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame>
      <ErrorPage />
    </Frame>
  );
}
