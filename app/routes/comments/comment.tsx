import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

import type { CommentView, Said } from "./view.server.ts";

/** One comment: by whom, for whom he speaks, when, and what he says in its own direction; then the answer. */
export function Comment({ comment, answerLabel, why, children }: { comment: CommentView; answerLabel: string; why: string; children?: ReactNode }) {
  return (
    <article id={`comment-${comment.id}`} className="grid scroll-mt-4 gap-2">
      <Byline said={comment} />
      {comment.state ? <p className="w-fit border-s-4 border-accent bg-accent-soft px-3 py-1 text-sm">{comment.state}</p> : null}
      {comment.reason ? (
        <p className="text-sm">
          <span className="text-muted">{why}:</span> <bdi className="whitespace-pre-line">{comment.reason}</bdi>
        </p>
      ) : null}
      <Words said={comment} />
      {comment.answer ? (
        <div className="grid gap-2 border-s-4 border-line ps-4">
          <p className="text-sm font-semibold">{answerLabel}</p>
          <Byline said={comment.answer} />
          <Words said={comment.answer} />
        </div>
      ) : null}
      {comment.links.length > 0 ? (
        <p className="no-print flex flex-wrap gap-x-5 text-sm">
          {comment.links.map(({ url, label, name }) => (
            <Link key={url} to={url} rel="nofollow" aria-label={name} className="link inline-block py-1">
              {label}
            </Link>
          ))}
        </p>
      ) : null}
      {children}
    </article>
  );
}

function Byline({ said: { name, of, at } }: { said: Said }) {
  return (
    <p className="text-sm text-muted">
      <bdi className="font-semibold text-ink">{name}</bdi>
      {of ? (
        <>
          {" · "}
          <bdi>{of}</bdi>
        </>
      ) : null}
      {` · ${at}`}
    </p>
  );
}

function Words({ said: { lang, dir, text } }: { said: Said }) {
  return (
    <p lang={lang} dir={dir} className="break-words whitespace-pre-line">
      {text}
    </p>
  );
}
