import { useState } from "react";

import type { ItemView } from "#app/routes/items/article.server.ts";
import { HEADING } from "#app/routes/items/part.ts";
import { RichText } from "#app/rich-text/rich-text.tsx";

import type { Refused } from "../steps.server.ts";
import { CommentCard, CommentForm, type ConversationTexts } from "./conversation.tsx";
import type { CommentView } from "./page.server.ts";
import { type Marked, PassageButton } from "./passage.tsx";

type Props = {
  article: ItemView;
  comments: CommentView[];
  token: string;
  mayComment: boolean;
  texts: ConversationTexts & { titleAndSummary: string };
  refused: (Refused & { quote?: string }) | undefined;
};

/** The text as it was handed in; below each part what was said of it, and the form to say more. */
export function ReviewedText({ article, ...rest }: Props) {
  const { texts, mayComment } = rest;
  const [picked, setPicked] = useState<Marked | null>(null);
  const pick = (marked: Marked) => {
    setPicked(marked);
    const details = document.getElementById(`comment-${marked.section}`);
    if (details instanceof HTMLDetailsElement) details.open = true;
    document.getElementById(`text-${marked.section}`)?.focus();
  };
  const summary = article.summary ? <p>{article.summary}</p> : null;
  return (
    <div className="grid gap-10">
      <Part id="summary" heading={null} article={article} picked={picked} {...rest}>
        {summary}
      </Part>
      {article.groups.map((group) => (
        <section key={group.group} className="grid min-w-0 gap-3">
          {group.heading ? <h3 className={HEADING}>{group.heading}</h3> : null}
          {group.sections.map((section) => (
            <Part key={section.id} id={section.id} heading={section.heading} article={article} picked={picked} {...rest}>
              <RichText html={section.html} />
            </Part>
          ))}
        </section>
      ))}
      {mayComment ? <PassageButton label={texts.passage} onPick={pick} /> : null}
    </div>
  );
}

function Part({ id, heading, article, comments, token, mayComment, texts, refused, picked, children }: Omit<Props, "article"> & { id: string; heading: string | null; article: ItemView; picked: Marked | null; children: React.ReactNode }) {
  const own = comments.filter(({ passage }) => passage?.section === id || (id === "summary" && passage?.section === "title"));
  const isRefused = refused?.intent === "comment" && refused.version === id;
  return (
    <div className="grid min-w-0 gap-3">
      <div data-part={id} lang={article.lang} dir={article.dir} className="max-w-prose min-w-0">
        {heading ? <h4 className="mb-2 text-lg">{heading}</h4> : null}
        {children}
      </div>
      {own.map((comment) => (
        <CommentCard key={comment.id} comment={comment} texts={texts} />
      ))}
      {mayComment ? (
        <details id={`comment-${id}`} open={isRefused || undefined} className="no-print">
          <summary className="link inline-block min-h-8 cursor-pointer text-sm">{texts.onPart}</summary>
          <div className="mt-3 rounded-md border border-line bg-surface p-4">
            <CommentForm section={id} token={token} texts={texts} refused={refused} quoted={picked?.section === id ? picked.quote : undefined} />
          </div>
        </details>
      ) : null}
    </div>
  );
}
