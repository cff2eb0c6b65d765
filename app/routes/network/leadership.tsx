import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Sources } from "#app/ui/sources.tsx";

import type { loadNetwork } from "./page.server.ts";

type Seat = ReturnType<typeof useLoaderData<typeof loadNetwork>>["coordinator"]["seats"][number];

/** Who leads the network: the coordinator first, then the committee with the coordinator's seat in brief. */
export function Leadership() {
  const { coordinator, committee } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  const isVacant = coordinator.seats.length === 0 && committee.seats.length === 0;
  return (
    <section aria-labelledby="offices">
      <h2 id="offices" className="text-2xl sm:text-3xl">
        {t("parts.offices")}
      </h2>
      {isVacant ? <p className="mt-3 text-muted">{t("notStated")}</p> : null}
      <div className="mt-6 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        {coordinator.seats.length > 0 ? (
          <div className="grid content-start gap-4 border-t-4 border-brand pt-5">
            <h3 className={LABEL}>{t("offices.coordinator")}</h3>
            {coordinator.seats.map((seat) => (
              <SeatView key={seat.id} seat={seat} large />
            ))}
            <Sources sources={coordinator.shared} />
          </div>
        ) : null}
        {committee.seats.length > 0 ? (
          <div className="grid content-start gap-4 border-t-4 border-line pt-5">
            <h3 className={LABEL}>{t("offices.committee")}</h3>
            <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
              {committee.seats.map((seat) => (
                <li key={seat.id}>
                  {seat.asCoordinator ? (
                    <div className="grid gap-2">
                      <h4 className={COUNTRY}>{seat.country}</h4>
                      <p className="text-sm text-muted">{t("offices.coordinator")}</p>
                    </div>
                  ) : (
                    <SeatView seat={seat} />
                  )}
                </li>
              ))}
            </ul>
            <Sources sources={committee.shared} />
          </div>
        ) : null}
      </div>
    </section>
  );
}

const LABEL = "font-sans text-base font-semibold text-accent";
const COUNTRY = "font-serif text-2xl font-medium";

function SeatView({ seat, large = false }: { seat: Seat; large?: boolean }) {
  const { t } = useTranslation("network");
  return (
    <div className="grid gap-3">
      <h4 className={large ? "font-serif text-3xl font-medium sm:text-4xl" : COUNTRY}>{seat.country}</h4>
      {seat.mechanism ? (
        <p lang={seat.mechanism.lang}>
          <Link to={seat.mechanism.url} className="link">
            {seat.mechanism.text}
          </Link>
        </p>
      ) : null}
      <dl className="grid gap-2 text-sm">
        <div>
          <dt className="text-muted">{t("offices.holder")}</dt>
          <dd>
            {seat.holder?.name ? (
              <>
                <span lang={seat.holder.name.lang} className="text-base font-semibold">
                  {seat.holder.name.text}
                </span>
                {seat.holder.position ? (
                  <span lang={seat.holder.position.lang} className="block">
                    {seat.holder.position.text}
                  </span>
                ) : null}{" "}
                <span className="text-muted">({t("offices.asOf", { date: seat.holder.asOf })})</span>
              </>
            ) : (
              <span className="text-muted">{t("notStated")}</span>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-muted">{t("offices.term")}</dt>
          <dd>{seat.term}</dd>
        </div>
      </dl>
      <Sources sources={seat.sources} />
    </div>
  );
}
