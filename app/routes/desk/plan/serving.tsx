import { Form } from "@remix-run/react";

import { Field } from "#app/ui/field.tsx";

import type { findToLink, linkedItems } from "./linking.server.ts";

type Row = NonNullable<Awaited<ReturnType<typeof findToLink>>>[number];
type Texts = Record<"serving" | "noneLinked" | "unseen" | "unlink" | "search" | "searchHelp" | "find" | "noneFound" | "searchDown" | "link", string>;
type Props = { here: string; seen: number; linked: Awaited<ReturnType<typeof linkedItems>>; search: { q: string; found: Row[] | null }; texts: Texts };

/** What serves an activity: items that are linked to it, and a search for others. */
export function Serving({ here, seen, linked, search: { q, found }, texts }: Props) {
  const step = (intent: "link" | "unlink", id: string, label: string) => (
    <Form method="post" action={here}>
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="item" value={id} />
      <button type="submit" name="intent" value={intent} id={`${intent}-${id}`} aria-labelledby={`${intent}-${id} title-${id}`} className="link min-h-8 cursor-pointer text-sm">
        {label}
      </button>
    </Form>
  );
  return (
    <section aria-labelledby="serving" className="grid gap-4 border-t border-line pt-6">
      <h2 id="serving" className="scroll-mt-4 text-xl">
        {texts.serving}
      </h2>
      {linked.length === 0 ? <p className="text-muted">{texts.noneLinked}</p> : null}
      <ul className="divide-y divide-line">
        {linked.map((item) => (
          <li key={item.id} className="grid gap-1 py-3">
            {item.isThere ? <Title item={item} /> : <p id={`title-${item.id}`} className="text-muted">{texts.unseen} <bdi>{item.title}</bdi></p>}
            {step("unlink", item.id, texts.unlink)}
          </li>
        ))}
      </ul>
      <Form method="get" action={here} className="grid gap-3">
        <Field name="q" label={texts.search} help={texts.searchHelp}>
          {(control) => <input {...control} type="search" dir="auto" defaultValue={q} className="field" />}
        </Field>
        <button type="submit" className="button-quiet justify-self-start">
          {texts.find}
        </button>
      </Form>
      {q ? (
        <div role="status">{found === null ? <p>{texts.searchDown}</p> : found.length === 0 ? <p>{texts.noneFound}</p> : null}</div>
      ) : null}
      <ul className="divide-y divide-line">
        {(found ?? []).map((item) => (
          <li key={item.id} className="grid gap-1 py-3">
            <Title item={item} />
            {step("link", item.id, texts.link)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Title({ item }: { item: Row }) {
  return (
    <p>
      <a id={`title-${item.id}`} href={item.url} lang={item.lang} className="link font-semibold">
        <bdi dir={item.dir}>{item.title}</bdi>
      </a>{" "}
      <span className="text-sm text-muted">{item.about}</span>
    </p>
  );
}
