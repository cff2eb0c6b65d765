import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Sources } from "#app/ui/sources.tsx";
import { Locator } from "#app/ui/world-map.tsx";

import { useMinistry } from "./life.tsx";
import type { loadMechanism } from "./page.server.ts";

/** Where it is, and what it is in brief: above the profile, or beside it. */
export function InBrief() {
  const { spot, type, standing, groups } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  const ministry = useMinistry();
  return (
    <aside aria-label={t("mechanism.facts")} className="grid content-start gap-8 lg:col-start-2">
      {spot ? (
        <div className="mx-auto hidden w-full max-w-sm sm:block lg:max-w-none">
          <Locator spot={spot} />
        </div>
      ) : null}
      <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
        <Fact term={t("mechanism.type")}>{type ?? <NotStated />}</Fact>
        <Fact term={t("mechanism.standing")}>{standing ?? <NotStated />}</Fact>
        {ministry ? (
          <Fact term={ministry.term}>
            <span lang={ministry.lang}>{ministry.text}</span>
          </Fact>
        ) : null}
        <Fact term={t("mechanism.groups")}>
          <ul className="font-normal">
            {groups.map(({ name, url }) => (
              <li key={url}>
                <Link to={url} className="link inline-block py-0.5">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Fact>
      </dl>
    </aside>
  );
}

/** What it is to the network: after the profile, or beside it. */
export function Record() {
  return (
    <div className="grid content-start gap-8 lg:col-start-2 lg:row-span-2">
      <Membership />
      <Offices />
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

function NotStated() {
  const { t } = useTranslation("network");
  return <span className="font-normal text-muted">{t("notStated")}</span>;
}

type Linked = { text: string; lang: string; url: string } | null;

function Decision({ decision }: { decision: Linked }) {
  return decision ? (
    <p lang={decision.lang} className="text-sm">
      <Link to={decision.url} className="link">
        {decision.text}
      </Link>
    </p>
  ) : null;
}

const SECTION = "grid gap-4 border-t border-line pt-5";

function Membership() {
  const { membership } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="membership" className={SECTION}>
      <h2 id="membership" className="text-xl">
        {t("membership.title")}
      </h2>
      {membership.length === 0 ? <p className="text-muted">{t("membership.notStated")}</p> : null}
      <ol className="grid gap-4">
        {membership.map((step, index) => (
          <li key={index} className="grid gap-1">
            <p className="font-semibold">
              {step.status} {step.of ? <span className="font-normal text-muted">({step.of})</span> : null}
            </p>
            <p className="text-sm text-muted">{step.date}</p>
            <Decision decision={step.decision} />
            {step.note ? <p lang={step.note.lang}>{step.note.text}</p> : null}
            <Sources sources={step.sources} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The seats that its State holds or held in the network, with the persons in turn, the present one first. */
function Offices() {
  const { offices } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  if (offices.length === 0) return null;
  return (
    <section aria-labelledby="offices" className={SECTION}>
      <h2 id="offices" className="text-xl">
        {t("mechanism.offices")}
      </h2>
      <ul className="grid gap-5">
        {offices.map((office) => (
          <li key={office.id} className="grid gap-1">
            <p lang={office.name?.lang} className="font-semibold">
              {office.name?.text}
            </p>
            <p className="text-sm text-muted">{office.term}</p>
            {office.holders.map((holder, index) => (
              <p key={index}>
                <span lang={holder.name?.lang}>{holder.name?.text}</span>{" "}
                <span className="text-sm text-muted">({t("offices.asOf", { date: holder.asOf })})</span>
              </p>
            ))}
            <Decision decision={office.decision} />
          </li>
        ))}
      </ul>
    </section>
  );
}
