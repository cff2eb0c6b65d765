import { Link } from "@remix-run/react";

import { formatMoment } from "#app/lib/dates.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";

import { useEditor } from "./editor-context.ts";
import type { LocalCopy } from "./local-copy.ts";

/** Of a field in several parts, the one to go to. */
const FIRST_PART: Record<string, string> = { from: "from.year", to: "to.year", asOf: "asOf.year" };

/** Fields with which the same may be wrong. */
const ALIKE = ["start", "end", "partners", "kind", "decision", "event"] as const;

/** Why the text was not kept, or not handed in, with the way to each place. */
export function Problems() {
  const { data, refusal } = useEditor();
  const { texts } = data;
  if (!refusal || refusal.problem === "clash" || refusal.problem === "merged") return null;
  // Each line says with which of them.
  const named = (field: string, text: string) => {
    const alike = ALIKE.find((name) => name === field);
    const label = alike ? texts.fields[alike] : field === "ps" ? texts.fields.states : field === "terms" ? texts.parts.terms : null;
    return label ? texts.fields.ofPart.replace("{{part}}", () => label).replace("{{field}}", () => text) : text;
  };
  const errors = (() => {
    switch (refusal.problem) {
      case "criteria":
        return refusal.criteria.map(({ id, field }) => ({ field: FIRST_PART[field] ?? field, text: texts.errors.missing.replace("{{criterion}}", () => (id === "title" ? texts.checks.headline : texts.checks[id])) }));
      case "fields":
        return refusal.errors.map(({ field, code }) => ({ field: FIRST_PART[field] ?? field, text: named(field, texts.errors[code]) }));
      case "review":
        return [{ field: null, text: texts.errors.review }];
      case "file":
        return [{ field: "file", text: refusal.file ?? "" }];
      case "files-open":
        return [{ field: "files", text: data.files.texts.open }];
      case "too-long":
        return [{ field: null, text: texts.errors.tooLong }];
    }
  })();
  return (
    <div className="mb-8 max-w-prose">
      <ErrorSummary title={refusal.problem === "criteria" || refusal.problem === "files-open" ? texts.errors.criteria : texts.errors.title} errors={errors} />
    </div>
  );
}

/** What the author should know of the state of this version before writing. */
export function Standing() {
  const { data } = useEditor();
  const { texts, text, pages } = data;
  return (
    <>
      {data.isWritable ? null : (
        <p className="note mb-8 max-w-prose">
          <strong>{texts.review.title}.</strong> {texts.review.help} <Link to={pages.review} className="link">{texts.review.link}</Link>
        </p>
      )}
      {text.state === "changes-requested" ? (
        <p className="note mb-8 max-w-prose">
          <strong>{texts.changes.title}.</strong> <Link to={pages.review} className="link">{texts.changes.link}</Link>
        </p>
      ) : null}
    </>
  );
}

/** Items that may be the same. */
export function SimilarItems() {
  const { data } = useEditor();
  const { similar } = data.texts;
  if (data.similar.length === 0) return null;
  return (
    <aside className="note mb-8 max-w-prose" aria-labelledby="similar">
      <h2 id="similar" className="font-sans text-base font-semibold">{similar.title}</h2>
      <p>{similar.help}</p>
      <ul className="list-disc ps-6">
        {data.similar.map(({ url, title, lang, own }) => (
          <li key={url}>
            <Link to={url} lang={lang} className="link">{title}</Link> {own ? `(${similar.own})` : null}
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** Text that was written on this device and has not reached the hub. */
export function LocalCopyOffer({ copy, onTake, onDrop }: { copy: LocalCopy | null; onTake: (copy: LocalCopy) => void; onDrop: () => void }) {
  const { data } = useEditor();
  const { local } = data.texts;
  if (!copy) return null;
  const at = formatMoment(new Date(copy.at), data.lang, data.timeZone);
  return (
    <div role="group" aria-labelledby="local-copy" className="mb-8 grid max-w-prose gap-3 rounded-md border-2 border-accent p-5">
      <h2 id="local-copy" className="text-xl">{local.title}</h2>
      <p>{local.help.replace("{{at}}", at)}</p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className="button" onClick={() => onTake(copy)}>{local.take}</button>
        <button type="button" className="button-quiet" onClick={onDrop}>{local.drop}</button>
      </div>
    </div>
  );
}

/** Of a translation that is behind: what has changed, and that it was followed. */
export function Follows() {
  const { data } = useEditor();
  const { texts, text, pages } = data;
  if (!text.behind) return null;
  return (
    <div className="note grid gap-2 text-sm">
      <p>
        {texts.behind} <Link to={pages.moved} className="link">{texts.behindSee}</Link>
      </p>
      <label className="flex items-baseline gap-2 font-semibold">
        <input type="checkbox" name="followed" className="size-4 translate-y-0.5 accent-brand" />
        {texts.follows}
      </label>
      <p>{texts.followsHelp}</p>
    </div>
  );
}
