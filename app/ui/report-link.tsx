import { Link, useMatches, useParams } from "@remix-run/react";
import type { ReactNode } from "react";

import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";

import { usePageAddress } from "./page-address.ts";

/** What a route exports as `handle` where its address holds a secret, or would mean nothing in a report. */
export type ReportHandle = { unreported: true };

/** The way to the form for errors, with the address of the present page filled in. */
export function ReportLink({ className, children }: { className: string; children: ReactNode }) {
  const { lang } = useParams();
  const address = usePageAddress();
  const unreported = useMatches().some(({ handle }) => (handle as Partial<ReportHandle> | undefined)?.unreported);
  return (
    <Link to={paths.report(isLanguage(lang) ? lang : FALLBACK_LANGUAGE, unreported ? undefined : address)} rel="nofollow" className={className}>
      {children}
    </Link>
  );
}
