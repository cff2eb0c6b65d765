import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import { listMemberships, membershipOf, presentStep } from "#models/membership.server.ts";

import { mechanismUrl } from "./view.server.ts";

export const meta = pageMeta;

/** Every mechanism the hub knows, by the United Nations' regional groups. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const [tools, memberships] = await Promise.all([pageTools(lang), listMemberships()]);
  const { reference, t } = tools;
  const rows = [...reference.mechanisms.values()].map((mechanism) => {
    const membership = membershipOf(memberships, mechanism);
    const status = membership && presentStep(membership)?.status;
    return {
      id: mechanism.id,
      url: mechanismUrl(tools, mechanism),
      name: tools.mechanism(mechanism),
      country: tools.country(mechanism.state),
      groups: reference.states.get(mechanism.state)?.groups ?? [],
      status: status ? tools.term(status) : t("network:membership.notStated"),
      member: Boolean(status),
    };
  });
  const regions = [...reference.terms.values()]
    .filter((term) => term.scheme === "countryGroup" && term.id.startsWith("countryGroup:un-"))
    .map((term) => ({
      id: term.id,
      name: tools.term(term.id),
      mechanisms: sortByName(
        rows.filter((row) => row.groups.includes(term.id.replace("countryGroup:", ""))),
        lang,
        (row) => row.country,
      ),
    }))
    .filter((region) => region.mechanisms.length > 0);
  return { meta: tools.meta(t("network:mechanisms.title"), t("network:mechanisms.lead"), { page: "CollectionPage" }), regions };
}

export default function Mechanisms() {
  const { regions } = useLoaderData<typeof loader>();
  const { t } = useTranslation("network");
  return (
    <>
      <PageHead title={t("mechanisms.title")}>{t("mechanisms.lead")}</PageHead>
      <div className="wrap grid gap-10 py-8">
        {regions.length === 0 ? <p className="text-muted">{t("mechanisms.none")}</p> : null}
        {regions.map((region) => (
          <section key={region.id} aria-labelledby={region.id}>
            <h2 id={region.id} className="mb-4 border-b border-line pb-3 text-2xl">
              {region.name}
            </h2>
            <ul className="grid gap-4 sm:grid-cols-2">
              {region.mechanisms.map((mechanism) => (
                <li key={mechanism.id} className="relative grid content-start gap-2 rounded-lg border border-line bg-surface p-5 hover:border-brand">
                  <p className="font-semibold text-accent">{mechanism.country}</p>
                  <h3 lang={mechanism.name.lang} className="text-xl">
                    <Link to={mechanism.url} className="after:absolute after:inset-0">
                      {mechanism.name.text}
                    </Link>
                  </h3>
                  {mechanism.name.named ? null : <p className="text-sm text-muted">{t("mechanism.nameNotStated")}</p>}
                  <p className={mechanism.member ? "tag justify-self-start" : "text-sm text-muted"}>{mechanism.status}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
