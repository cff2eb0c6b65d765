import { Fragment } from "react";

import type { Difference } from "./differences.server.ts";

/** The words around differences, in the reader's language: the namespace `review`, `diff`. */
export type DifferencesTexts = { added: string; removed: string; end: string; leftOut: string; none: string };

/**
 * What is different, field by field. What came is underlined, what went is struck through; both have a sign before them
 * and are named to those who hear the page.
 */
export function Differences({ differences, texts, level: Heading = "h3" }: { differences: Difference[]; texts: DifferencesTexts; level?: "h3" | "h4" }) {
  if (differences.length === 0) return <p className="text-muted">{texts.none}</p>;
  return (
    <div className="grid gap-5">
      {differences.map(({ id, name, pieces, lang, dir }) => (
        <section key={id} className="min-w-0 rounded-lg border border-line bg-surface p-4">
          <Heading className="mb-2 font-sans text-sm font-semibold text-muted">{name}</Heading>
          <p lang={lang} dir={dir} className="wrap-anywhere whitespace-pre-wrap">
            {pieces.map(({ kind, text }, index) => (
              <Fragment key={index}>{kind === "same" ? (lang ? text : `${text}\n`) : kind === "left-out" ? <LeftOut texts={texts} /> : <Changed kind={kind} text={text} texts={texts} isList={!lang} />}</Fragment>
            ))}
          </p>
        </section>
      ))}
    </div>
  );
}

function Changed({ kind, text, texts, isList }: { kind: "added" | "removed"; text: string; texts: DifferencesTexts; isList: boolean }) {
  const [Mark, sign, look] =
    kind === "added" ? (["ins", "+", "bg-brand-soft decoration-brand decoration-2 underline underline-offset-4"] as const) : (["del", "−", "bg-accent-soft decoration-alert decoration-2 line-through"] as const);
  return (
    <>
      <Mark className={`box-decoration-clone rounded-sm px-0.5 text-ink ${look}`}>
        <span className="sr-only">{` [${texts[kind]}] `}</span>
        <span aria-hidden className="me-0.5 inline-block font-semibold no-underline">
          {sign}
        </span>
        {text}
        <span className="sr-only">{` [${texts.end}] `}</span>
      </Mark>
      {isList ? "\n" : null}
    </>
  );
}

function LeftOut({ texts }: { texts: DifferencesTexts }) {
  return (
    <span className="text-muted">
      {" "}
      <span aria-hidden>[…]</span>
      <span className="sr-only">{texts.leftOut}</span>{" "}
    </span>
  );
}
