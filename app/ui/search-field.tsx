import { useNavigate, useParams } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { MAX_QUERY, SHORTEST_TYPED } from "#app/lib/query-limits.ts";
import { paths } from "#app/paths.ts";

import { Marked } from "./marked.tsx";

/** What the hub answers while someone types: items found, and pages; how many items there are in all. A title may have marks (see lib/marked-text). */
export type Suggestions = {
  total: number;
  items: Array<{ url: string; title: string; lang: string; dir: "ltr" | "rtl"; about: string }>;
};

/** How long the hands must rest before the hub is asked. */
const REST_MS = 180;

const neverChanges = () => () => {};

/**
 * The field of the search box: a combobox with a list, after the ARIA Authoring Practices. The arrow
 * keys choose from the list, Enter opens what is chosen or else searches, Escape closes the list.
 * Without JavaScript it is a plain field.
 */
export function SearchField({ id, query, large }: { id: string; query: string | undefined; large: boolean }) {
  const { t } = useTranslation(["site", "search"]);
  const { lang = "" } = useParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // Without scripts it must not call itself what it cannot be.
  const scripted = useSyncExternalStore(neverChanges, () => true, () => false);
  const found = useSuggestions(lang, typed);
  // The last row leads to all hits, where there are any beside pages of the hub.
  const all = found && found.total > 0 ? paths.search(lang, { q: typed ?? "" }) : null;
  const rows = found ? [...found.items.map(({ url }) => url), ...(all ? [all] : [])] : [];
  const shown = open && found !== null && found.items.length > 0;
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const go = (url: string) => {
    close();
    navigate(url);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and the arrows belong to an input method while it composes.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && shown) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found?.items.length) {
      event.preventDefault();
      setOpen(true);
      // Past either end stands the field itself.
      const places = rows.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(shown ? ((active + 1 + step + places) % places) - 1 : step === 1 ? 0 : rows.length - 1);
    } else if (event.key === "Enter") {
      const url = shown ? rows[active] : undefined;
      if (url === undefined) return close();
      event.preventDefault();
      go(url);
    }
  };

  return (
    <div className="relative flex min-w-0 grow basis-64">
      <input
        id={id}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        name="q"
        // What is typed gives the direction. An empty field has the page's, as its placeholder needs.
        dir={(typed ?? query) ? "auto" : undefined}
        defaultValue={query}
        maxLength={MAX_QUERY}
        autoComplete="off"
        placeholder={t("site:search.placeholder")}
        {...(scripted
          ? {
              role: "combobox",
              "aria-autocomplete": "list" as const,
              "aria-expanded": shown,
              "aria-controls": `${id}-list`,
              "aria-activedescendant": shown && active >= 0 ? `${id}-${active}` : undefined,
            }
          : {})}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        className={`min-w-0 grow rounded-md border border-edge bg-surface px-4 text-ink placeholder:text-muted ${large ? "h-14 text-lg" : "h-12"}`}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("search:suggest.label")}
        hidden={!shown}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-96 overflow-y-auto rounded-md border border-edge bg-surface text-start text-ink shadow-lg"
      >
        {(found?.items ?? []).map(({ url, title, lang: itsLang, dir, about }, index) => (
          <Row key={url} id={`${id}-${index}`} active={index === active} onChoose={() => go(url)}>
            <span className="block text-sm text-muted">{about}</span>
            <span lang={itsLang} dir={dir} className="block">
              <Marked text={title} />
            </span>
          </Row>
        ))}
        {found && all ? (
          <Row id={`${id}-${found.items.length}`} active={active === found.items.length} onChoose={() => go(all)}>
            <span className="font-semibold text-brand">{t("search:suggest.all", { count: found.total })}</span>
          </Row>
        ) : null}
      </div>
      <span role="status" className="sr-only">
        {typed && found && open ? t("search:suggest.count", { count: found.items.length }) : ""}
      </span>
    </div>
  );
}

/** One row of the list. A press must not take the focus from the field. */
function Row({ id, active, onChoose, children }: { id: string; active: boolean; onChoose: () => void; children: React.ReactNode }) {
  useEffect(() => {
    if (active) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);
  return (
    <button
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className="block w-full cursor-pointer border-s-4 border-transparent px-3 py-2 text-start hover:bg-brand-soft aria-selected:border-accent aria-selected:bg-brand-soft"
    >
      {children}
    </button>
  );
}

/**
 * What the hub answers to what is typed, once the hands rest. While more is typed, the answer to its beginning
 * stays, or the list would flicker; to anything else, an answer to what was typed before is none.
 */
function useSuggestions(lang: string, typed: string | null): Suggestions | null {
  const [answer, setAnswer] = useState<{ to: string; found: Suggestions | null }>({ to: "", found: null });
  const q = typed?.trim() ?? "";
  const asks = q.length >= SHORTEST_TYPED;
  useEffect(() => {
    if (!asks) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      fetch(paths.suggest(lang, q), { signal: asking.signal })
        .then((response) => (response.ok ? (response.json() as Promise<Suggestions>) : null))
        .then((found) => setAnswer({ to: q, found }))
        // Aborted, or without a network: the field still searches.
        .catch(() => {});
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [lang, q, asks]);
  return asks && q.startsWith(answer.to) ? answer.found : null;
}
