import { Link, useLoaderData, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

import type { loadSearch } from "./page.server.ts";

type Found = ReturnType<typeof useLoaderData<typeof loadSearch>>;
type Concept = NonNullable<Found["reading"]>["concepts"][number];
type Proposal = Found["proposals"][number];

/** Pages of the hub that the query leads to: what the network says of itself, and the profiles of mechanisms. */
export function HubPages() {
  const { hubPages } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  if (hubPages.length === 0) return null;
  return (
    <nav aria-labelledby="hub-pages" className="mt-4 grid gap-1 rounded bg-accent-soft px-4 py-3">
      <h3 id="hub-pages" className="font-sans text-sm font-semibold">
        {t("hubPages")}
      </h3>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {hubPages.map(({ url, title, lang, dir, of }) => (
          <li key={url}>
            <Link to={url} lang={lang} dir={dir} className="link inline-block py-1">
              {title}
            </Link>
            {of ? <span className="ms-2 text-sm text-muted">{of}</span> : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How the query was understood, and the searches that undo it. */
export function Reading() {
  const { reading } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  if (!reading) return null;
  const { concepts, taken, literally, freely, subject } = reading;
  if (concepts.length === 0 && taken.length === 0 && !freely && !subject) return null;
  return (
    <div className="mt-4 grid gap-2 border-s-4 border-brand ps-4 text-sm">
      {taken.map(({ written, meant }) => (
        <p key={written}>{t("widened.taken", { written, meant })}</p>
      ))}
      {subject ? <p>{t("widened.subject", { words: subject })}</p> : null}
      {concepts.length > 0 ? (
        <>
          <h3 className="font-sans text-sm font-semibold">{t("widened.title")}</h3>
          <ul className="grid gap-1">
            {concepts.map((concept) => (
              <ConceptNames key={concept.written} concept={concept} />
            ))}
          </ul>
        </>
      ) : null}
      {freely ? <p>{t("widened.quoted")}</p> : null}
      {literally && concepts.length + taken.length > 0 ? (
        <Link to={literally} className="link justify-self-start py-1">
          {t("widened.literally")}
        </Link>
      ) : null}
      {freely ? (
        <Link to={freely} className="link justify-self-start py-1">
          {t("widened.freely")}
        </Link>
      ) : null}
    </div>
  );
}

function ConceptNames({ concept: { written, labels, others } }: { concept: Concept }) {
  const { t } = useTranslation("search");
  return (
    <li>
      <span className="text-muted">{t("widened.written", { words: written })}</span> <Names names={labels.length > 0 ? labels : others} />
      {labels.length > 0 && others.length > 0 ? (
        <details className="inline-block">
          <summary className="link inline-block cursor-pointer ps-2">{t("widened.other", { count: others.length })}</summary>
          <Names names={others} />
        </details>
      ) : null}
    </li>
  );
}

function Names({ names }: { names: Concept["labels"] }) {
  return names.map(({ name, lang, dir }, index) => (
    <span key={`${lang}${name}`}>
      {index > 0 ? " · " : ""}
      <bdi lang={lang} dir={dir}>
        {name}
      </bdi>
    </span>
  ));
}

const KINDS = ["nearest", "freely", "without", "in"] as const;

/** Other searches that find something, grouped by how they differ from this one. */
export function Proposals() {
  const { proposals } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  if (proposals.length === 0) return null;
  return (
    <ul className="mt-4 grid gap-2">
      {KINDS.flatMap((kind) => {
        const of = proposals.filter((proposal) => proposal.kind === kind);
        if (of.length === 0) return [];
        if (kind === "without") {
          return of.map((proposal) => (
            <li key={proposal.url}>
              {t("nothing.without", { name: proposal.name })} <ProposalLink proposal={proposal} name={t("total", { count: proposal.count })} />
            </li>
          ));
        }
        return [
          <li key={kind} className="flex flex-wrap gap-x-3">
            {t(`nothing.${kind}`)}
            {of.map((proposal) => (
              <span key={proposal.url}>
                <ProposalLink proposal={proposal} name={proposal.name} /> <span className="text-muted">({t("total", { count: proposal.count })})</span>
              </span>
            ))}
          </li>,
        ];
      })}
    </ul>
  );
}

function ProposalLink({ proposal, name }: { proposal: Proposal; name: string }) {
  return (
    <Link to={proposal.url} className="link inline-block py-0.5">
      <bdi>{name}</bdi>
    </Link>
  );
}

/** What to do where nothing was found. */
export function Nothing() {
  const { q, chips, bare } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const { lang = "" } = useParams();
  return (
    <div className="grid gap-3 py-8">
      <p className="text-lg">{t("nothing.title")}</p>
      <Proposals />
      <ul className="list-disc space-y-1 ps-6 text-muted">
        {q ? (
          <>
            <li>{t("nothing.spelling")}</li>
            <li>{t("nothing.language")}</li>
          </>
        ) : null}
        {chips.length > 0 ? (
          <li>
            <Link to={bare} className="link">
              {t("nothing.filters")}
            </Link>
          </li>
        ) : null}
        <li>
          <Link to={paths.search(lang)} className="link">
            {t("nothing.all")}
          </Link>
        </li>
      </ul>
    </div>
  );
}
