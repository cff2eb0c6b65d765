import type { ShouldRevalidateFunction } from "@remix-run/react";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Facts, Terms } from "#app/routes/items/beside.tsx";
import { Files } from "#app/routes/items/files.tsx";
import { Figures } from "#app/routes/items/figures.tsx";
import { Absent } from "#app/routes/items/text.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { Differences } from "../differences.tsx";
import { DeskNav } from "../navigation.tsx";
import { KeptReason, StepForm } from "../step-form.tsx";
import type { Refused } from "../steps.server.ts";
import { takeReviewStep } from "./actions.server.ts";
import { CommentCard, CommentForm } from "./conversation.tsx";
import { loadReview } from "./page.server.ts";
import { ReviewedText } from "./text.tsx";

export { loadReview as loader, takeReviewStep as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
/** After a step that was refused, too: another has been quicker, and the page shows what is now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) => defaultShouldRevalidate || actionStatus !== undefined;

type View = ReturnType<typeof useLoaderData<typeof loadReview>>;
type Answer = (Refused & { quote?: string }) | undefined;

export default function ReviewPage() {
  const view = useLoaderData<typeof loadReview>();
  const refused = useActionData<typeof takeReviewStep>() as Answer;
  const { t } = useTranslation(["items", "site"]);
  const { texts, title, article, comments } = view;
  const conversation = { ...texts.conversation, titleAndSummary: texts.diff.summary };
  const parts = new Set(["title", "summary", ...(article?.groups.flatMap(({ sections }) => sections.map(({ id }) => id)) ?? [])]);
  // Of a part that is no longer there, what was said is with the rest.
  const others = comments.filter(({ passage }) => !passage || !parts.has(passage.section));
  const isOffered = view.decisions.some(({ kind }) => kind === refused?.intent) || refused?.intent === "comment";
  return (
    <>
      <PageHead over={texts.over} title={<span lang={title.lang} dir={title.dir}>{title.text}</span>}>
        {view.about}
      </PageHead>
      <DeskNav navigation={view.navigation} />
      <div className="wrap grid gap-x-12 gap-y-10 py-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-6 lg:col-span-2">
          <ErrorSummary title={texts.errors} errors={refused?.errors ?? []} />
          <KeptReason refused={refused} offered={isOffered} label={texts.kept} />
          <Standing view={view} />
        </div>
        <div className="grid min-w-0 content-start gap-10">
          {article ? (
            <section aria-labelledby="text" className="grid min-w-0 gap-6">
              <h2 id="text" className="text-2xl">
                {texts.text}
              </h2>
              <ReviewedText article={article} comments={comments} token={view.token} mayComment={view.mayComment} texts={conversation} refused={refused} />
              <Figures item={article} t={t} />
              <Files files={article.files} />
              <Absent item={article} />
            </section>
          ) : (
            <p className="note">{texts.neverHandedIn}</p>
          )}
          {view.differences ? <Changes differences={view.differences} texts={texts} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          {view.ownWork ? <p className="note">{view.ownWork}</p> : null}
          {view.decisions.length > 0 ? (
            <section aria-labelledby="decide" className="no-print grid gap-3">
              <h2 id="decide" className="scroll-mt-4 text-2xl">
                {texts.decide}
              </h2>
              {view.decisions.map((step) => (
                <StepForm key={step.kind} step={step} version={view.version} refused={refused} />
              ))}
            </section>
          ) : null}
          {view.criteria ? <Criteria criteria={view.criteria} /> : null}
          <section aria-labelledby="conversation" className="grid gap-4">
            <h2 id="conversation" className="scroll-mt-4 text-2xl">
              {texts.conversation.title}
            </h2>
            {others.length === 0 ? <p className="text-muted">{comments.length === 0 ? texts.conversation.none : texts.besideParts}</p> : null}
            {others.map((comment) => (
              <CommentCard key={comment.id} comment={comment} texts={conversation} />
            ))}
            {view.mayComment ? <CommentForm section="" token={view.token} texts={conversation} refused={refused} /> : null}
          </section>
          {article ? (
            <>
              <Facts item={article} t={t} />
              <Terms item={article} lang={view.lang} />
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** How it stands with the text: its state, who has it, what became of it. */
function Standing({ view }: { view: View }) {
  const { texts, state, outcome, assigned } = view;
  return (
    <section aria-label={texts.standing} className="grid gap-3 rounded-lg border border-line bg-surface p-5">
      <p className="flex flex-wrap items-center gap-3">
        <span className="tag font-semibold">{state.name}</span>
        {view.handedIn ? (
          <span className="text-sm text-muted">
            {texts.handedIn} {view.handedIn}
          </span>
        ) : null}
      </p>
      {outcome ? (
        <div role="status" className="note grid gap-1">
          <p className="font-semibold">{outcome.text}</p>
          {outcome.told ? <p className="text-sm">{outcome.told}</p> : null}
          {outcome.reason ? (
            <p dir="auto" className="whitespace-pre-line">
              {outcome.reason}
            </p>
          ) : null}
        </div>
      ) : null}
      {state.meanwhile ? <p className="text-muted">{state.meanwhile}</p> : null}
      {view.public ? (
        <p>
          <a href={view.public} className="link">
            {texts.public}
          </a>
        </p>
      ) : null}
      {assigned ? (
        <Form method="post" className="flex flex-wrap items-center gap-4">
          <input type="hidden" name="seen" value={assigned.seen} />
          <input type="hidden" name="was" value={assigned.was} />
          <span>{assigned.text}</span>
          {assigned.step ? (
            <button type="submit" name="intent" value={assigned.step.intent} className="link min-h-8 cursor-pointer">
              {assigned.step.label}
            </button>
          ) : null}
        </Form>
      ) : null}
      {/* On a narrow screen these stand far below the text. */}
      <ul className="no-print flex flex-wrap gap-x-5 gap-y-1 lg:hidden">
        {[
          { id: "decide", label: texts.decide, isThere: view.decisions.length > 0 },
          { id: "changes", label: texts.changes, isThere: view.differences !== null },
          { id: "conversation", label: texts.conversation.title, isThere: true },
        ].map(({ id, label, isThere }) =>
          isThere ? (
            <li key={id}>
              <a href={`#${id}`} className="link inline-block py-1">
                ↓ {label}
              </a>
            </li>
          ) : null,
        )}
      </ul>
      <ul className="no-print flex flex-wrap gap-x-5 gap-y-1">
        {view.links.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} className="link inline-block py-1">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The published criteria, and which of them the text meets. */
function Criteria({ criteria: { title, list } }: { criteria: NonNullable<View["criteria"]> }) {
  return (
    <section aria-labelledby="criteria" className="grid gap-2 rounded-lg border border-line bg-surface p-5 text-sm">
      <h2 id="criteria" className="font-sans text-base font-semibold">
        {title}
      </h2>
      <ul className="grid gap-1.5">
        {list.map(({ id, met, text, state }) => (
          <li key={id} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-1">
            <span aria-hidden className={met ? "text-brand" : "text-accent"}>
              {met ? "✓" : "○"}
            </span>
            <span>
              {text} <span className="text-muted">({state})</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ differences, texts }: { differences: NonNullable<View["differences"]>; texts: View["texts"] }) {
  return (
    <section aria-labelledby="changes" className="grid gap-4">
      <h2 id="changes" className="scroll-mt-4 text-2xl">
        {texts.changes}
      </h2>
      <Form method="get" action="#changes" className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1.5">
          <span className="font-semibold">{texts.against}</span>
          <select name="against" defaultValue={differences.chosen} className="field">
            {differences.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button">
          {texts.compare}
        </button>
      </Form>
      <Differences differences={differences.list} texts={texts.diff} />
    </section>
  );
}
