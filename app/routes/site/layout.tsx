import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useRouteError } from "@remix-run/react";

import { allowReader } from "#app/auth/guards.server.ts";
import { readSession } from "#app/auth/sessions.server.ts";
import { env } from "#app/env.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { ErrorPage, kindOf } from "#app/ui/error-page.tsx";

import { Frame } from "./frame.tsx";
import { isAgain, SignInAgain } from "./sign-in-again.tsx";

/** What stands around every page; a browser without a session's cookie costs no look into the database. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const [t, session] = await Promise.all([translator(lang), readSession(request, context)]);
  const titled = (title: string) => `${title} · ${t("site:shortName")}`;
  const frame = {
    // For the head of an error page, which has no loader of its own.
    errors: {
      missing: titled(t("site:error.missing")),
      broken: titled(t("site:error.broken")),
      unavailable: titled(t("site:error.unavailable")),
      forbidden: titled(t("site:error.forbidden")),
      refused: titled(t("site:error.refused")),
      ended: titled(t("accounts:again.title")),
    },
    member: session?.step === "open" ? { name: session.user.name } : null,
    origin: env().HUB_ORIGIN,
    name: t("site:name"),
    shortName: t("site:shortName"),
  };
  return session?.cookie ? data(frame, { headers: { "Set-Cookie": session.cookie } }) : frame;
}

/** The head of an error page, and of a page that says nothing of itself. */
export const meta: MetaFunction<typeof loader> = ({ data, error, ...page }) => {
  // In no language of the hub there is no loader's word either.
  if (!data) return [{ title: `${isRouteErrorResponse(error) ? error.status : 500} · NMIRF Hub` }];
  if (!error) return pageMeta({ ...page, data: {} });
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return [{ title: status === 401 ? data.errors.ended : data.errors[kindOf(status)] }];
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
  const error = useRouteError();
  return (
    <Frame>
      {isRouteErrorResponse(error) && isAgain(error.data) ? <SignInAgain {...error.data} /> : <ErrorPage />}
    </Frame>
  );
}
