import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useMember } from "../site/member-links.tsx";
import type { loadSearch } from "./page.server.ts";

/** The ways to follow what was found, and to take all of it along. */
export function Take() {
  const { take, save } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const member = useMember();
  if (take.length === 0) return null;
  return (
    <nav aria-label={t("take.label")} className="no-print border-t border-line py-6">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <li>
          <Link to={save} rel="nofollow" className="link inline-block py-1">
            {t(member ? "take.save" : "take.saveSignedIn")}
          </Link>
        </li>
        {take.map(({ form, url }) => (
          <li key={form}>
            <a href={url} className="link inline-block py-1">
              {t(`take.${form}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
