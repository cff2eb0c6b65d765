import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { loadNetwork } from "./page.server.ts";

/** Who belongs to the network, today or on the day that was asked for. */
export function Members() {
  const { members, named, asOf, map } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="text-2xl sm:text-3xl">
        {t("parts.members")}
      </h2>
      {named ? <p className="mt-3 max-w-prose text-muted">{named}</p> : null}
      {asOf.shown ? <p className="note mt-3 max-w-prose">{asOf.shown.members}</p> : null}
      <p className="no-print mt-3 flex flex-wrap gap-x-6">
        <Link to={map.url} className="link inline-block py-1">
          {map.name}
        </Link>
        <a href="#as-of" className="link inline-block py-1">
          {asOf.choose}
        </a>
      </p>
      {members.map((group) => (
        <div key={group.id} className="mt-6">
          <h3 className="font-sans text-base font-semibold text-accent">{group.name}</h3>
          <ul className="mt-2 grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
            {group.rows.map((member) => (
              <li key={member.id} className="border-t border-line py-3">
                <p className="text-lg">
                  {member.url ? (
                    <Link to={member.url} className="link">
                      {member.country}
                    </Link>
                  ) : (
                    member.country
                  )}
                </p>
                {member.since ? <p className="text-sm text-muted">{member.since}</p> : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {members.length === 0 ? <p className="mt-3 text-muted">{asOf.none ?? t("members.none")}</p> : null}
    </section>
  );
}
