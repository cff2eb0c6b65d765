type Message = { id: string; text: string; lang: string; isApplicant: boolean; who: string };

/** What the coordinators and an applicant have written to each other, the oldest first. */
export function Conversation({ messages, none }: { messages: Message[]; none: string }) {
  if (messages.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ol className="grid gap-4">
      {messages.map(({ id, text, lang, isApplicant, who }) => (
        <li key={id} className={`grid gap-1 rounded-lg border p-4 ${isApplicant ? "border-line bg-surface" : "border-brand bg-brand-soft"}`}>
          <p className="text-sm text-muted">{who}</p>
          <p lang={lang} dir="auto" className="break-words whitespace-pre-line">
            {text}
          </p>
        </li>
      ))}
    </ol>
  );
}

type Stage = { id: string; text: string; lang: string; isNow: boolean; isPast: boolean };

/** The stages of an application, with where it is. */
export function Stages({ stages, label, now }: { stages: Stage[]; label: string; now: string }) {
  if (stages.length === 0) return null;
  return (
    <ol aria-label={label} className="grid gap-2">
      {stages.map(({ id, text, lang, isNow, isPast }) => (
        <li key={id} aria-current={isNow ? "step" : undefined} className={`flex flex-wrap items-center gap-x-3 border-s-4 ps-3 py-1 ${isNow ? "border-brand font-semibold" : isPast ? "border-brand" : "border-line text-muted"}`}>
          <span lang={lang}>{text}</span>
          {isNow ? <span className="tag">{now}</span> : null}
        </li>
      ))}
    </ol>
  );
}

type Fact = { term: string; value: string; lang: string; isText: boolean };

/** What an applicant wrote. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid gap-4">
      {facts.map(({ term, value, lang, isText }) => (
        <div key={term}>
          <dt className="text-sm text-muted">{term}</dt>
          <dd lang={lang} dir={isText ? "auto" : undefined} className="break-words whitespace-pre-line">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
