import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Sources } from "#app/ui/sources.tsx";

import type { loadNetwork } from "./page.server.ts";
import { Person } from "./person.tsx";
import { TermsOfOffice } from "./terms.tsx";

type Page = ReturnType<typeof useLoaderData<typeof loadNetwork>>["leadership"];
type Words = Page["words"];
type Seat = Page["offices"][number]["seats"][number];

/** Who leads the network, today or on the day that is asked for: the coordinator first, then the committee. */
export function Leadership() {
  const { leadership } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  const { words, before, offices, history } = leadership;
  return (
    <section aria-labelledby="offices">
      <h2 id="offices" className="scroll-mt-4 text-2xl sm:text-3xl">
        {t("parts.offices")}
      </h2>
      {before ? <p className="mt-4 max-w-prose">{before}</p> : null}
      {history.length === 0 ? <p className="mt-3 text-muted">{words.none}</p> : null}
      <div className="mt-6 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        {offices.map((office, index) => (
          <div key={office.id} className={`grid content-start gap-4 border-t-4 pt-5 ${index === 0 ? "border-brand" : "border-line"}`}>
            <h3 lang={office.name?.lang} className="font-sans text-base font-semibold text-accent">
              {office.name?.text}
            </h3>
            {office.seats.length === 0 && office.notes.length === 0 ? <p className="text-muted">{words.nobody}</p> : null}
            <ul className={index === 0 ? "grid gap-6" : "grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3"}>
              {office.seats.map((seat) => (
                <li key={seat.id}>
                  <SeatView seat={seat} words={words} large={index === 0} />
                </li>
              ))}
            </ul>
            {office.notes.map((note) => (
              <p key={note} className="border-s-4 border-line ps-3">
                {note}
              </p>
            ))}
            <Sources sources={office.shared} />
          </div>
        ))}
      </div>
      <TermsOfOffice history={history} words={words} />
    </section>
  );
}

const COUNTRY = "font-serif text-2xl font-medium";

function SeatView({ seat, words, large }: { seat: Seat; words: Words; large: boolean }) {
  if (seat.by) {
    return (
      <div className="grid gap-2">
        <h4 className={COUNTRY}>{seat.country}</h4>
        <p lang={seat.by.lang} className="text-sm text-muted">
          {seat.by.text}
        </p>
      </div>
    );
  }
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
          <dt className="text-muted">{words.holder}</dt>
          <dd>{seat.holder?.name ? <Person person={seat.holder} /> : <span className="text-muted">{words.none}</span>}</dd>
        </div>
        {seat.substitutes.length > 0 ? (
          <div>
            <dt className="text-muted">{words.substitute}</dt>
            {seat.substitutes.map((person, index) => (
              <dd key={index}>
                <Person person={person} />
              </dd>
            ))}
          </div>
        ) : null}
        <div>
          <dt className="text-muted">{words.term}</dt>
          <dd>{seat.term}</dd>
        </div>
      </dl>
      <Sources sources={seat.sources} />
    </div>
  );
}
