import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useParams } from "@remix-run/react";
import type { ReactNode } from "react";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { languageCookie } from "#app/i18n/i18n.server.ts";
import { directionOf, FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { useNonce } from "#app/lib/nonce.ts";
import { StructuredData } from "#app/lib/structured-data.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";

import latinFace from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import arabicFace from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url";

import styles from "./styles/app.css?url";

export const meta: MetaFunction = () => [{ title: "NMIRF Hub" }];

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Remembers the language of the page for the next visit to the bare address. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  allowAnyone();
  const { lang } = params;
  if (!isLanguage(lang)) return null;
  const known = await languageCookie.parse(request.headers.get("Cookie"));
  return known === lang ? null : data(null, { headers: { "Set-Cookie": await languageCookie.serialize(lang) } });
}

export function Layout({ children }: { children: ReactNode }) {
  const { lang } = useParams();
  const language = isLanguage(lang) ? lang : FALLBACK_LANGUAGE;
  const nonce = useNonce();
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {/* The face of the running text, wanted as early as the style that asks for it. */}
        <link rel="preload" as="font" type="font/woff2" href={language === "ar" ? arabicFace : latinFace} crossOrigin="anonymous" />
        <Links />
        <StructuredData />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
