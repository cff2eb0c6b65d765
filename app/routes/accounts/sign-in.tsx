import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { PageHead } from "#app/ui/page-head.tsx";

export const meta = pageMeta;

export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const tools = await pageTools(lang);
  return { meta: tools.meta(tools.t("site:signIn.title"), undefined, { unlisted: true }) };
}

/** Says plainly that this version of the hub is for reading. */
export default function SignIn() {
  const { t } = useTranslation("site");
  const { lang = "" } = useParams();
  return (
    <>
      <PageHead title={t("signIn.title")}>{t("signIn.notYet")}</PageHead>
      <p className="wrap py-8">
        <Link to={paths.search(lang)} className="button">
          {t("error.search")}
        </Link>
      </p>
    </>
  );
}
