import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { loadNetwork } from "./page.server.ts";

export const meta = pageMeta;
export { loadNetwork as loader };

const HEADING = "mb-4 border-b border-line pb-3 text-2xl";

export default function Network() {
  const network = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <div className="wrap grid gap-12 py-8">
        <Offices />
        <section aria-labelledby="objectives" className="max-w-prose">
          <h2 id="objectives" className={HEADING}>
            {t("objectives")}
          </h2>
          <ul className="list-disc space-y-1 ps-6">
            {network.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </section>
        <Members />
        <section aria-labelledby="gatherings">
          <h2 id="gatherings" className={HEADING}>
            {t("gatherings")}
          </h2>
          <ol className="border-s-2 border-brand ps-6">
            {network.gatherings.map((gathering) => (
              <li key={gathering.url} className="relative pb-6 before:absolute before:-start-[1.95rem] before:top-2 before:size-3 before:rounded-full before:bg-brand">
                <p className="text-sm text-muted">
                  {gathering.date}
                  {gathering.place ? ` · ${gathering.place}` : ""}
                </p>
                <p lang={gathering.lang} className="text-lg">
                  <Link to={gathering.url} className="link">
                    {gathering.title}
                  </Link>
                </p>
              </li>
            ))}
          </ol>
        </section>
        <Decisions />
      </div>
    </>
  );
}

type Network = ReturnType<typeof useLoaderData<typeof loadNetwork>>;
type SeatView = Network["coordinator"]["seats"][number];

/** Who leads the network: the coordinator first, then the committee with the coordinator's seat in brief. */
function Offices() {
  const { coordinator, committee } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="offices" className="grid gap-4">
      <h2 id="offices" className="border-b border-line pb-3 text-2xl">
        {t("offices.title")}
      </h2>
      <h3 className="font-sans text-base font-semibold text-accent">{t("offices.coordinator")}</h3>
      {coordinator.seats.map((seat) => (
        <Seat key={seat.id} seat={seat} large />
      ))}
      <Sources sources={coordinator.shared} />
      <h3 className="mt-4 font-sans text-base font-semibold text-accent">{t("offices.committee")}</h3>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {committee.seats.map((seat) => (
          <li key={seat.id} className="grid">
            {seat.asCoordinator ? (
              <article className={SEAT}>
                <h4 className="font-serif text-2xl font-medium">{seat.country}</h4>
                <p className="tag justify-self-start">{t("offices.coordinator")}</p>
              </article>
            ) : (
              <Seat seat={seat} />
            )}
          </li>
        ))}
      </ul>
      <Sources sources={committee.shared} />
    </section>
  );
}

const SEAT = "grid content-start gap-3 rounded-lg border border-line bg-surface p-5";

function Seat({ seat, large = false }: { seat: SeatView; large?: boolean }) {
  const { t } = useTranslation("network");
  const holder = (
    <div className={large ? "text-base sm:col-span-2" : ""}>
      <dt className="text-sm text-muted">{t("offices.holder")}</dt>
      <dd>
        {seat.holder?.name ? (
          <>
            <span lang={seat.holder.name.lang} className="font-semibold">
              {seat.holder.name.text}
            </span>
            {seat.holder.position ? <span lang={seat.holder.position.lang}> · {seat.holder.position.text}</span> : null}{" "}
            <span className="text-muted">({t("offices.asOf", { date: seat.holder.asOf })})</span>
          </>
        ) : (
          t("notStated")
        )}
      </dd>
    </div>
  );
  return (
    <article className={large ? `${SEAT} border-s-4 border-s-brand sm:p-8` : SEAT}>
      <h4 className={`font-serif font-medium ${large ? "text-3xl" : "text-2xl"}`}>{seat.country}</h4>
      {seat.mechanism ? (
        <p lang={seat.mechanism.lang}>
          <Link to={seat.mechanism.url} className="link">
            {seat.mechanism.text}
          </Link>
        </p>
      ) : null}
      <dl className={large ? "grid max-w-3xl gap-3 text-sm sm:grid-cols-2" : "grid gap-2 text-sm"}>
        {holder}
        <div>
          <dt className="text-muted">{t("offices.since")}</dt>
          <dd>{seat.from}</dd>
        </div>
        <div>
          <dt className="text-muted">{t("offices.until")}</dt>
          <dd>{seat.to}</dd>
        </div>
      </dl>
      <Sources sources={seat.sources} />
    </article>
  );
}

function Members() {
  const { members } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="members">
      <h2 id="members" className={HEADING}>
        {t("members.title")}
      </h2>
      <p className="mb-4 max-w-prose text-muted">{t("members.note")}</p>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {members.map((member) => (
          <li key={member.country} className="rounded-lg border border-line bg-surface p-4">
            <p className="text-lg">
              {member.url ? (
                <Link to={member.url} className="link">
                  {member.country}
                </Link>
              ) : (
                member.country
              )}
            </p>
            <p className="text-sm text-muted">
              {member.status} · {t("members.since", { date: member.since })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions() {
  const { decisions } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions" className={HEADING}>
        {t("decisions")}
      </h2>
      <ul className="divide-y divide-line">
        {decisions.map((decision) => (
          <li key={decision.id} id={decision.id} className="grid gap-2 py-5">
            <p className="flex flex-wrap gap-x-3 text-sm text-muted">
              <span className="font-semibold text-accent">{decision.kind}</span>
              <span>{decision.date}</span>
            </p>
            <h3 lang={decision.title?.lang} className="text-xl">
              {decision.title?.text}
            </h3>
            {decision.summary ? (
              <p lang={decision.summary.lang} className="max-w-prose">
                {decision.summary.text}
              </p>
            ) : null}
            <ul className="space-y-1">
              {[...(decision.gathering ? [decision.gathering] : []), ...decision.documents].map((link) => (
                <li key={link.url} lang={link.lang}>
                  <Link to={link.url} className="link">
                    {link.title}
                  </Link>
                </li>
              ))}
            </ul>
            <Sources sources={decision.sources} />
          </li>
        ))}
      </ul>
    </section>
  );
}
