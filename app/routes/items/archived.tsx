import { PageHead } from "#app/ui/page-head.tsx";

import type { GoneView } from "./archived.server.ts";

/** What stands at the address of an archived item. */
export function GoneItem({ gone: { texts, type, note, forward, search } }: { gone: GoneView }) {
  return (
    <>
      <PageHead over={type} title={texts.title}>
        {texts.lead}
      </PageHead>
      <div className="wrap py-8">
        <div className="grid max-w-prose gap-6">
          <section aria-labelledby="why" className="grid gap-2">
            <h2 id="why" className="text-xl">
              {texts.why}
            </h2>
            <p lang={note.lang ?? undefined} dir="auto" className="whitespace-pre-line">
              {note.text}
            </p>
          </section>
          {forward ? (
            <p>
              {texts.forward}{" "}
              <a href={forward.url} lang={forward.lang} className="link font-semibold">
                <bdi>{forward.title}</bdi>
              </a>
            </p>
          ) : null}
          <p>
            <a href={search} className="button">
              {texts.search}
            </a>
          </p>
        </div>
      </div>
    </>
  );
}
