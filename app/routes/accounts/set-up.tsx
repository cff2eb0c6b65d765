import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { findLink } from "#models/invitation.server.ts";

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** Where the link of the first start leads. Opening it uses nothing up; a wrong one is not found. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  if (!params.token || !(await findLink({ kinds: ["set-up"], token: params.token }))) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  return { meta: tools.meta(tools.t("site:setUp.title"), undefined, { unlisted: true }) };
}

export default function SetUp() {
  const { t } = useTranslation("site");
  const { lang = "" } = useParams();
  return (
    <>
      <PageHead title={t("setUp.title")}>{t("setUp.lead")}</PageHead>
      <div className="wrap grid max-w-3xl gap-4 py-8">
        <p>{t("setUp.next")}</p>
        <p>{t("setUp.keep")}</p>
        <p className="pt-2">
          <Link to={paths.home(lang)} className="button">
            {t("error.home")}
          </Link>
        </p>
      </div>
    </>
  );
}
