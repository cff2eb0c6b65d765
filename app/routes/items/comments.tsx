import { Link } from "@remix-run/react";

import { Comment } from "#app/routes/comments/comment.tsx";
import { CommentForm } from "#app/routes/comments/comment-form.tsx";

import type { CommentsView } from "./comments.server.ts";
import { HEADING } from "./part.ts";

/** What readers have said of the item, and the way to say something. */
export function Comments({ comments }: { comments: CommentsView }) {
  const { texts, count, list, answerLabel, newer, older, join, form, mine, isOpen, done } = comments;
  return (
    <section id="comments" aria-labelledby="comments-title" className={`grid min-w-0 scroll-mt-4 gap-5 ${list.length === 0 ? "no-print" : ""}`}>
      <h2 id="comments-title" className={HEADING}>
        {texts.title} {count ? <span className="ms-2 font-sans text-sm font-normal text-muted">{count}</span> : null}
      </h2>
      {done ? (
        <p role="status" className="note">
          {done}
        </p>
      ) : null}
      {list.length === 0 && isOpen ? <p className="text-muted">{texts.none}</p> : null}
      {list.length > 0 ? (
        <ul className="divide-y divide-line">
          {list.map((comment) => (
            <li key={comment.id} className="py-5 first:pt-0">
              <Comment comment={comment} answerLabel={answerLabel} why={texts.why} />
            </li>
          ))}
        </ul>
      ) : null}
      {newer || older ? (
        <nav aria-label={texts.pages} className="no-print flex flex-wrap gap-x-6">
          {newer ? (
            <Link to={newer} className="link py-1">
              {texts.newer}
            </Link>
          ) : null}
          {older ? (
            <Link to={older} className="link py-1">
              {texts.older}
            </Link>
          ) : null}
        </nav>
      ) : null}
      {isOpen ? null : <p className="text-muted">{texts.closed}</p>}
      {join ? (
        <p className="no-print text-muted">
          {join.text}{" "}
          <Link to={join.url} rel="nofollow" className="link inline-block py-1">
            {join.label}
          </Link>
        </p>
      ) : null}
      {form ? (
        <section aria-labelledby="write-comment" className="grid gap-3">
          <h3 id="write-comment" className="text-lg">
            {form.title}
          </h3>
          <CommentForm form={form} action={form.action} />
        </section>
      ) : null}
      {mine ? (
        <p className="no-print">
          <Link to={mine.url} className="link inline-block py-1">
            {mine.label}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
