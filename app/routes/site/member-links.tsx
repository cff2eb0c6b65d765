import { Form, Link, useLocation, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

/** Who is signed in; null for a reader, and where the frame's own loader has failed. */
export function useMember(): { name: string } | null {
  const frame = useRouteLoaderData("routes/site/layout") as { member: { name: string } | null } | undefined;
  return frame?.member ?? null;
}

const ENTRY = "no-print inline-block py-1.5 text-sm leading-6 text-on-brand-muted hover:text-on-brand";

/** The way in, quiet: most who come are readers. */
export function SignInLink({ lang, className }: { lang: string; className: string }) {
  const { t } = useTranslation("site");
  return (
    <Link to={paths.signIn(lang)} rel="nofollow" className={`${ENTRY} ${className} shrink-0 px-1.5 underline-offset-4 hover:underline`}>
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
