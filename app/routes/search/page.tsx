import type { HeadersFunction } from "@remix-run/node";
import { Link, useLoaderData, useParams } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { ItemCard } from "#app/ui/item-card.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";

import { Facets } from "./facets.tsx";
import { HubPages, Nothing, Proposals, Reading } from "./guidance.tsx";
import { loadSearch } from "./page.server.ts";

export const meta = pageMeta;
export { loadSearch as loader };

/** When to come back, where the search server is down. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function SearchPage() {
  const found = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const { lang = "" } = useParams();
  const results = useRef<HTMLElement>(null);
  useWayBack(results);
  return (
    <>
      <header className="border-b border-line bg-surface">
        <div className="wrap grid gap-4 py-8">
          <h1 className="text-3xl">{t("title")}</h1>
          {found.lead.html ? (
            <div className="max-w-3xl text-lg text-muted">
              <PagePart part={found.lead} />
            </div>
          ) : null}
          <SearchBox action={paths.search(lang)} query={found.q} />
          <Chips />
        </div>
      </header>
      <div className={`wrap grid gap-x-12 gap-y-6 py-8 ${found.facets.length > 0 ? "lg:grid-cols-[16rem_minmax(0,1fr)]" : ""}`}>
        {found.facets.length > 0 ? <Filters /> : null}
        <section ref={results} aria-labelledby="results" className="min-w-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-b border-line pb-3">
            <h2 id="results" aria-live="polite" className="font-sans text-base font-semibold">
              {found.down ? t("down.title") : found.asked ? t("totalFor", { count: found.total, query: found.asked }) : t("total", { count: found.total })}
            </h2>
            <Sorts />
          </div>
          <HubPages />
          <Reading />
          {found.down ? <Down /> : null}
          {found.loosened ? (
            <div className="mt-4 grid gap-1 rounded bg-brand-soft px-4 py-2">
              <p>{t("loosened.title")}</p>
              {found.loosened.always ? <p>{t("loosened.always", { word: found.loosened.always })}</p> : null}
              {found.loosened.missing.length > 0 ? <p>{t("loosened.missing", { words: found.loosened.missing.join(" · ") })}</p> : null}
              <Proposals />
            </div>
          ) : null}
          {!found.down && found.total === 0 ? <Nothing /> : null}
          <ul className="divide-y divide-line">
            {found.cards.map((card) => (
              <li key={card.id}>
                <ItemCard card={card} />
              </li>
            ))}
          </ul>
          <Pages />
        </section>
      </div>
    </>
  );
}

/** Why there is no search, and what the database offers in its place. */
function Down() {
  const { cards, asked, chips } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const isNarrowed = asked !== "" || chips.length > 0;
  return (
    <div className="mt-4 grid gap-2 rounded border-s-4 border-accent bg-accent-soft px-4 py-3">
      <p>{t("down.help")}</p>
      <p>{cards.length === 0 ? t("down.nothing") : isNarrowed ? t("down.found") : t("down.newest")}</p>
    </div>
  );
}

/**
 * "/" leads from the results back to the search box. Only from there: a key without a modifier may
 * work in no wider a place, for those who dictate and those who use a screen reader (WCAG 2.1.4).
 */
function useWayBack(results: RefObject<HTMLElement>): void {
  useEffect(() => {
    const region = results.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      document.querySelector<HTMLInputElement>('[role="search"] input[name="q"]')?.focus();
    };
    region?.addEventListener("keydown", onKeyDown);
    return () => region?.removeEventListener("keydown", onKeyDown);
  }, [results]);
}

/**
 * The filters beside the hits on a wide screen. On a narrow one they stand above the hits, folded behind
 * `details` that hold nothing but their summary: only so can a style sheet keep the filters open where
 * there is room, and the toggle works and says its state without JavaScript.
 */
function Filters() {
  const { t } = useTranslation("search");
  const { kept, total } = useLoaderData<typeof loadSearch>();
  return (
    <div className="no-print relative min-w-0">
      <details open={"show" in kept} className="peer group lg:hidden">
        <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between rounded-md border border-edge bg-surface px-4 font-semibold after:size-2 after:-translate-y-0.5 after:rotate-45 after:border-e-2 after:border-b-2 after:content-[''] group-open:after:translate-y-0.5 group-open:after:rotate-225 hover:border-brand rtl:after:-rotate-45 rtl:group-open:after:rotate-135 [&::-webkit-details-marker]:hidden">
          {t("showFilters")}
        </summary>
      </details>
      <div className="hidden pt-6 peer-open:block lg:block lg:pt-0">
        <Facets />
        <a href="#results" className="button mt-6 w-full lg:hidden">
          {t("showItems", { count: total })}
        </a>
      </div>
    </div>
  );
}

/** The orders of the hits, as links: the order is in the URL. */
function Sorts() {
  const { sorts } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  if (sorts.length === 0) return null;
  return (
    <nav aria-label={t("sort.label")}>
      <ul className="flex flex-wrap gap-x-4 text-sm">
        {sorts.map(({ sort, url, current }) => (
          <li key={sort}>
            <Link to={url} aria-current={current ? "true" : undefined} className="inline-block py-1 text-brand underline underline-offset-4 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline">
              {t(`sort.${sort}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Chips() {
  const { chips, bare } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t("chosen")} className="flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <li key={chip.without}>
          <Link to={chip.without} className="tag min-h-8 gap-2 border border-brand hover:bg-accent-soft">
            <span>
              <span className="text-muted">{chip.facet}</span> <bdi>{chip.label}</bdi>
            </span>
            <span aria-hidden>×</span>
            <span className="sr-only">{t("remove")}</span>
          </Link>
        </li>
      ))}
      <li>
        <Link to={bare} className="link inline-block py-1 text-sm">
          {t("removeAll")}
        </Link>
      </li>
    </ul>
  );
}

function Pages() {
  const { previous, next, page, pages } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  if (!previous && !next) return null;
  return (
    <nav aria-label={t("pages.label")} className="flex flex-wrap items-center justify-between gap-4 border-t border-line py-6">
      {previous ? (
        <Link to={previous} rel="prev" className="link">
          {t("pages.previous")}
        </Link>
      ) : (
        <span />
      )}
      <span className="text-muted">{t("pages.of", { page, pages })}</span>
      {next ? (
        <Link to={next} rel="next" className="link">
          {t("pages.next")}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
