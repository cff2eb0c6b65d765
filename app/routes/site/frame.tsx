import { useLocation, useNavigation, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { usePageAddress } from "#app/ui/page-address.ts";

import { SiteFooter } from "./footer.tsx";
import { SiteHeader } from "./header.tsx";

/** What stands around every page. */
export function Frame({ children }: { children: ReactNode }) {
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
      <PageAnnouncer />
      <SiteHeader />
      {/* Not for the blink of an eye that most pages take. */}
      <div
        aria-hidden
        className={`no-print fixed inset-x-0 top-0 z-10 h-1 bg-accent transition-opacity ${busy ? "opacity-100 delay-200 motion-safe:animate-pulse" : "opacity-0"}`}
      />
      {children}
      <SiteFooter />
      <PrintedAddress />
    </div>
  );
}

/**
 * After a link has been followed without loading a new document, does what the browser would have
 * done: the new title is read aloud, and the focus stands at the beginning of the page. A change of
 * the query alone (a filter, say) leaves the focus where it is.
 */
function PageAnnouncer() {
  const { pathname, hash } = useLocation();
  const shown = useRef(pathname);
  const [title, setTitle] = useState("");
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    setTitle(document.title);
    if (!hash) document.getElementById("content")?.focus({ preventScroll: true });
  }, [pathname, hash]);
  return (
    <p id="page-announced" role="status" className="sr-only">
      {title}
    </p>
  );
}

/** On paper, where the page stands in the hub. */
function PrintedAddress() {
  const address = usePageAddress();
  const frame = useRouteLoaderData("routes/site/layout") as { origin: string } | undefined;
  return frame ? (
    <p dir="ltr" className="mt-8 hidden text-sm print:block">
      {frame.origin + address}
    </p>
  ) : null;
}
