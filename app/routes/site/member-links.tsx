import { Form, Link, useLocation, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

/** Who is signed in; null for a reader, and where the frame's own loader has failed. */
export function useMember(): { name: string } | null {
  const frame = useRouteLoaderData("routes/site/layout") as { member: { name: string } | null } | undefined;
  return frame?.member ?? null;
}

const ENTRY = "no-print inline-block py-1.5 text-sm leading-6 text-on-brand-muted hover:text-on-brand";

/** The way in, quiet: most who come are readers. On a phone, where each word of the head takes a line, it is a sign. */
export function SignInLink({ lang, asSign = false }: { lang: string; asSign?: boolean }) {
  const { t } = useTranslation("site");
  return asSign ? (
    <Link to={paths.signIn(lang)} rel="nofollow" aria-label={t("nav.signIn")} className={`${ENTRY} shrink-0 p-2.5 sm:hidden`}>
      <svg viewBox="0 0 24 24" className="size-6" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
        <circle cx="12" cy="8" r="3.8" />
        <path d="M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6" />
      </svg>
    </Link>
  ) : (
    <Link to={paths.signIn(lang)} rel="nofollow" className={`${ENTRY} shrink-0 px-1.5 underline-offset-4 hover:underline max-sm:hidden`}>
      {t("nav.signIn")}
    </Link>
  );
}

/** What a member has at hand on every page. */
export function MemberLinks({ lang, name }: { lang: string; name: string }) {
  const { t } = useTranslation("site");
  const { pathname } = useLocation();
  const pages = [
    { to: paths.desk(lang), label: t("nav.desk"), title: undefined },
    { to: paths.account(lang), label: t("nav.account"), title: name },
  ];
  return (
    <nav aria-label={t("nav.member")} className="flex max-w-full shrink-0 flex-wrap items-baseline justify-end gap-x-4">
      {pages.map(({ to, label, title }) => (
        <Link
          key={to}
          to={to}
          title={title}
          aria-current={pathname === to ? "page" : pathname.startsWith(`${to}/`) ? "true" : undefined}
          className={`${ENTRY} aria-[current]:font-semibold aria-[current]:text-on-brand`}
        >
          {label}
        </Link>
      ))}
      <Form method="post" action={paths.signOut(lang)}>
        <button type="submit" className={`${ENTRY} cursor-pointer`}>
          {t("nav.signOut")}
        </button>
      </Form>
    </nav>
  );
}
