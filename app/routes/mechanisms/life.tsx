import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { RuledSection } from "#app/ui/ruled-section.tsx";
import { Sources } from "#app/ui/sources.tsx";

import type { loadMechanism } from "./page.server.ts";

/** Whether it is still there, the names it had, and whether it has said that all this is right. */
export function Standing() {
  const { formerNames, confirmation, ended, edit, words } = useLoaderData<typeof loadMechanism>();
  return (
    <>
      {ended ? <p className="font-semibold">{ended}</p> : null}
      {formerNames.length > 0 ? (
        <ul aria-label={words.former} className="text-base">
          {formerNames.map(({ text, lang, until }) => (
            <li key={`${text} ${until}`}>
              {until}: <bdi lang={lang}>{text}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="flex flex-wrap gap-x-6 text-sm">
        {confirmation}
        {edit ? (
          <Link to={edit} className="link">
            {words.edit}
          </Link>
        ) : null}
      </p>
    </>
  );
}

/** What happened to it, the last first. */
export function History() {
  const { history, words } = useLoaderData<typeof loadMechanism>();
  if (history.length === 0) return null;
  return (
    <RuledSection id="history" title={words.history}>
      <ol className="grid gap-4">
        {history.map((event) => (
          <li key={event.id} className="grid gap-0.5">
            <p className="font-semibold">{event.what}</p>
            <p className="text-sm text-muted">{event.date}</p>
            {event.former ? (
              <p>
                {words.formerName} <bdi lang={event.former.lang}>{event.former.text}</bdi>
              </p>
            ) : null}
            {[event.ministry, event.legalBasis, event.note].map((text, index) => (text ? <p key={index} lang={text.lang} className="whitespace-pre-wrap">{text.text}</p> : null))}
            {event.decision ? (
              <p>
                <span className="text-muted">{words.decision}</span>{" "}
                <Link to={event.decision.url} lang={event.decision.lang} className="link">
                  {event.decision.text}
                </Link>
              </p>
            ) : null}
            <Sources sources={event.sources} />
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}

/** How the institution is reached; what is an address can be followed. */
export function Contact() {
  const { contact, words } = useLoaderData<typeof loadMechanism>();
  if (!contact) return null;
  const { address, telephone, email, website } = contact;
  return (
    <RuledSection id="contact" title={words.contact}>
      <dl className="grid gap-3">
        {address ? <Line term={words.address}><bdi className="whitespace-pre-line">{address}</bdi></Line> : null}
        {telephone ? <Line term={words.telephone}><a href={`tel:${telephone.replace(/[^\d+]/g, "")}`} className="link"><bdi dir="ltr">{telephone}</bdi></a></Line> : null}
        {email ? <Line term={words.email}><Mail address={email} /></Line> : null}
        {website ? <Line term={words.website}><a href={website} rel="noopener noreferrer nofollow" className="link wrap-anywhere"><bdi dir="ltr">{website}</bdi></a></Line> : null}
      </dl>
    </RuledSection>
  );
}

/** With whom others work: names where the mechanism publishes them; addresses for members alone. */
export function Persons() {
  const { persons, seesAddresses, words } = useLoaderData<typeof loadMechanism>();
  const { focalPoints, validator } = persons;
  if (focalPoints.length === 0 && !validator) return null;
  return (
    <RuledSection id="persons" title={words.persons}>
      <div className="grid gap-4">
        {seesAddresses ? <p className="text-sm text-muted">{words.membersOnly}</p> : null}
        <ul className="grid gap-4 empty:hidden">
          {focalPoints.map(({ id, name, position, department, email, alternate }) => (
            <li key={id} className="grid gap-0.5">
              <p className="font-semibold"><bdi>{name}</bdi></p>
              {[position, department].map((text, index) => (text ? <p key={index}><bdi>{text}</bdi></p> : null))}
              {email ? <p><Mail address={email} /></p> : null}
              {alternate ? (
                <p>
                  {words.alternate} <bdi>{alternate.name}</bdi> {alternate.email ? <Mail address={alternate.email} /> : null}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
        {validator ? (
          <div className="grid gap-0.5">
            <p className="text-sm text-muted">{words.validator}</p>
            <p className="font-semibold"><bdi>{validator.name}</bdi></p>
            {validator.position ? <p><bdi>{validator.position}</bdi></p> : null}
          </div>
        ) : null}
      </div>
    </RuledSection>
  );
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Mail({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`} className="link wrap-anywhere">
      <bdi dir="ltr">{address}</bdi>
    </a>
  );
}

/** Where it belongs, among what is told in brief. */
export function useMinistry(): { term: string; text: string; lang: string } | null {
  const { ministry, words } = useLoaderData<typeof loadMechanism>();
  return ministry && { term: words.ministry, ...ministry };
}

/** What shows a capacity, where somebody says. */
export function Evidence({ evidence }: { evidence: { text: string; lang: string } | null }) {
  const { t } = useTranslation("network");
  return evidence ? <dd lang={evidence.lang} className="w-full whitespace-pre-line">{evidence.text}</dd> : <dd className="text-sm text-muted">{t("mechanism.shown")}</dd>;
}
