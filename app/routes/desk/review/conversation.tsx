import { Form } from "@remix-run/react";

import { Field } from "#app/ui/field.tsx";

import type { Refused } from "../steps.server.ts";
import type { CommentView } from "./page.server.ts";

export type ConversationTexts = Record<
  "title" | "none" | "onPart" | "text" | "quote" | "quoteHelp" | "send" | "done" | "open" | "isDone" | "you" | "passage",
  string
>;

/** One comment, with the words that it is on, and whether it is done. */
export function CommentCard({ comment, texts, part }: { comment: CommentView; texts: ConversationTexts; part?: string | null }) {
  const { passage, done } = comment;
  return (
    <article className={`grid gap-2 rounded-md border p-4 ${done === null ? "border-edge bg-surface" : "border-line bg-paper"}`}>
      <p className="flex flex-wrap gap-x-2 text-sm text-muted">
        <bdi className="font-semibold text-ink">{comment.by}</bdi>
        {comment.own ? <span>({texts.you})</span> : null}
        <span>{comment.at}</span>
        {part ? <span>{part}</span> : null}
      </p>
      {passage?.quote ? (
        <blockquote dir="auto" className="border-s-4 border-accent ps-3 text-sm whitespace-pre-line text-muted">
          {passage.quote}
        </blockquote>
      ) : null}
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {comment.text}
      </p>
      <Form method="post" className="flex flex-wrap items-center gap-3 text-sm">
        <input type="hidden" name="intent" value={done === null ? "done" : "open"} />
        <input type="hidden" name="comment" value={comment.id} />
        {done === null ? null : (
          <span>
            ✓ {texts.isDone} <span className="text-muted">{done}</span>
          </span>
        )}
        <button type="submit" className="link min-h-8 cursor-pointer">
          {done === null ? texts.done : texts.open}
        </button>
      </Form>
    </article>
  );
}

type Answer = (Refused & { quote?: string }) | undefined;

/** The form for a comment on a part, or in general where `section` is empty. `quoted`: words that were marked. */
export function CommentForm({ section, token, texts, refused, quoted }: { section: string; token: string; texts: ConversationTexts; refused: Answer; quoted?: string | undefined }) {
  const own = refused?.intent === "comment" && refused.version === section ? refused : undefined;
  const field = `text-${section}`;
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="comment" />
      <input type="hidden" name="section" value={section} />
      <input type="hidden" name="token" value={token} />
      {section ? (
        <Field name={`quote-${section}`} label={texts.quote} help={texts.quoteHelp}>
          {(control) => <textarea key={quoted} {...control} dir="auto" rows={2} defaultValue={quoted ?? own?.quote} className="field" />}
        </Field>
      ) : null}
      <Field name={field} label={texts.text} error={own?.errors.find((error) => error.field === field)?.text}>
        {(control) => <textarea {...control} key={token} dir="auto" rows={4} defaultValue={own?.kept} className="field" />}
      </Field>
      <button type="submit" className="button justify-self-start">
        {texts.send}
      </button>
    </Form>
  );
}
