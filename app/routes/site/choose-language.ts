import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { detectLanguage } from "#app/i18n/i18n.server.ts";
import { paths } from "#app/paths.ts";

/** The bare address leads to the reader's language. */
export async function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  return redirect(paths.home(await detectLanguage(request)), { headers: { Vary: "Cookie, Accept-Language" } });
}
