import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { AS_OF } from "#app/lib/as-of.ts";

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
      <p className="no-print mt-3">
        <Link to={map.url} className="link inline-block py-1">
          {map.name}
        </Link>
      </p>
      <Form method="get" action="#members" className="no-print mt-4 flex flex-wrap items-end gap-3">
        <label className="grid gap-1 text-sm">
          {asOf.label}
          <input key={asOf.value} type="date" name={AS_OF} defaultValue={asOf.value} aria-invalid={asOf.error ? true : undefined} aria-describedby={asOf.error ? "members-on-error" : undefined} className="field max-w-48" />
        </label>
        <button type="submit" className="button">
          {asOf.submit}
        </button>
        {asOf.error ? (
          <p id="members-on-error" className="basis-full font-semibold text-alert">
            {asOf.error}
          </p>
        ) : null}
      </Form>
      {asOf.shown ? (
        <div className="mt-4 grid max-w-prose gap-1">
          <p className="note">
            {asOf.shown.text}{" "}
            <Link to={asOf.shown.url} className="link no-print">
              {asOf.shown.today}
            </Link>
          </p>
          <p className="text-sm text-muted">{asOf.shown.exact}</p>
        </div>
      ) : null}
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
