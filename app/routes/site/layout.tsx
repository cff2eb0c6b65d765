import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useLocation, useNavigation, useParams, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { ErrorPage } from "#app/ui/error-page.tsx";

import { SiteFooter } from "./footer.tsx";
import { SiteHeader } from "./header.tsx";

export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const t = await translator(lang);
  const titled = (title: string) => `${title} · ${t("site:shortName")}`;
  return {
    // For the head of an error page, which has no loader of its own.
    missing: titled(t("site:error.missing")),
    broken: titled(t("site:error.broken")),
    origin: env().HUB_ORIGIN,
    name: t("site:name"),
    shortName: t("site:shortName"),
  };
}

/** The head of an error page, and of a page that says nothing of itself. */
export const meta: MetaFunction<typeof loader> = ({ data, error, ...page }) => {
  if (!data) return [];
  if (!error) return pageMeta({ ...page, data: {} });
  return [{ title: isRouteErrorResponse(error) && error.status === 404 ? data.missing : data.broken }];
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

function Frame({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation("site");
  const busy = useNavigation().state !== "idle";
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="no-print sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-4 focus:z-10 focus:rounded focus:bg-surface focus:px-4 focus:py-2 focus:text-ink"
      >
        {t("skip")}
      </a>
      <SiteHeader />
      <div
        aria-hidden
        className={`no-print fixed inset-x-0 top-0 h-1 bg-accent transition-opacity ${busy ? "opacity-100 motion-safe:animate-pulse" : "opacity-0"}`}
      />
      {children}
      <SiteFooter />
      <PrintedAddress />
    </div>
  );
}

/** On paper, where the page stands in the hub. */
function PrintedAddress() {
  const { pathname, search } = useLocation();
  // The id leads to the page, too, and can be typed.
  const path = useParams().slug ? pathname.slice(0, pathname.lastIndexOf("/")) : pathname;
  const frame = useRouteLoaderData<typeof loader>("routes/site/layout");
  return frame ? (
    <p dir="ltr" className="mt-8 hidden text-sm print:block">
      {frame.origin + path + search}
    </p>
  ) : null;
}
