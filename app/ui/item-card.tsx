import { Link } from "@remix-run/react";

import { Marked } from "./marked.tsx";

/** What a card shows; the loader has put every word into the reader's language, the text in its own. */
export type Card = {
  id: string;
  url: string;
  type: string;
  /** Title and excerpt may have marks (see lib/marked-text). */
  title: string;
  excerpt: string;
  lang: string;
  dir: "ltr" | "rtl";
  /** All languages of the item, that of the text first. */
  languageLabel: string;
  /** False where the text is in a language other than the reader's. */
  ownLanguage: boolean;
  country: string | null;
  date: string | null;
  themes: string[];
  /** By what it was found, where its text does not show it. */
  reason?: string | null;
  /** The file, and its page, in which it was found. */
  within?: { url: string; text: string } | null;
  /** The mechanism that answers for it, where the list is not its own. */
  mechanism?: string | null;
  /** When it was published, where the list is in this order. */
  published?: string;
};

/**
 * One item in a list. The title is the only link; the text keeps its own language and direction. Nothing is
 * fetched before it is asked for: a hand that passes over a list would load a thin connection with all of it.
 */
export function ItemCard({ card, heading: Heading = "h3" }: { card: Card; heading?: "h2" | "h3" | "h4" }) {
  // In the reader's language, also where the text is not.
  const gloss = [card.mechanism, ...card.themes].filter(Boolean).join(" · ");
  return (
    <article className="grid gap-2 py-6">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        {card.type ? <span className="font-semibold text-accent">{card.type}</span> : null}
        {card.country ? <span>{card.country}</span> : null}
        {card.date ? <span>{card.date}</span> : null}
        <span className={card.ownLanguage ? "" : "font-semibold"}>{card.languageLabel}</span>
        {card.published ? <span>{card.published}</span> : null}
      </p>
      <Heading lang={card.lang} dir={card.dir} className="text-xl">
        <Link to={card.url} className="decoration-1 underline-offset-4 hover:underline">
          <Marked text={card.title} />
        </Link>
      </Heading>
      {gloss ? <p className="text-sm text-muted">{gloss}</p> : null}
      {card.excerpt ? (
        <p lang={card.lang} dir={card.dir} className="text-ink">
          <Marked text={card.excerpt} />
        </p>
      ) : null}
      {card.within ? (
        // The browser's own viewer opens it: no page of the hub.
        <p className="text-sm">
          <a href={card.within.url} target="_self" className="link inline-block py-1 break-words">
            {card.within.text}
          </a>
        </p>
      ) : null}
      {card.reason ? <p className="text-sm text-muted">{card.reason}</p> : null}
    </article>
  );
}
