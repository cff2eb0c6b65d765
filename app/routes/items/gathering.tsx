import { HEADING, type PartProps } from "./part.ts";

/** Of a gathering of the network: who took part, its documents, and what was decided there. */
export function Gathering({ item: { gathering } }: Pick<PartProps, "item">) {
  if (!gathering) return null;
  const { texts, noAgenda, participants, documents, decisions } = gathering;
  return (
    <>
      {noAgenda ? <Part id="agenda" title={texts.agenda} none={texts.notStated} /> : null}
      <Part id="participants" title={texts.participants} none={participants.length === 0 ? texts.notStated : null}>
        <dl className="grid gap-4">
          {participants.map(({ name, entries }) => (
            <div key={name}>
              <dt className="font-semibold">{name}</dt>
              <dd>
                <ul className="flex flex-wrap gap-x-5">
                  {entries.map(({ text, lang, url }) => (
                    <li key={text} lang={lang} className="py-1">
                      {url ? (
                        <a href={url} className="link">
                          {text}
                        </a>
                      ) : (
                        <bdi>{text}</bdi>
                      )}
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part id="documents" title={texts.documents} none={documents.length === 0 ? texts.noDocuments : null}>
        <ul className="grid gap-3">
          {documents.map((document) => (
            <li key={document.id}>
              <a href={document.url} lang={document.lang} dir={document.dir} className="link font-semibold">
                {document.title}
              </a>
              <p className="text-sm text-muted">{document.about}</p>
            </li>
          ))}
        </ul>
      </Part>
      <Part id="decisions" title={texts.decisions} none={decisions.length === 0 ? texts.noDecisions : null}>
        <ul className="grid gap-4">
          {decisions.map((decision) => (
            <li key={decision.id}>
              <p className="text-sm text-muted">{decision.kind}</p>
              <a href={decision.url} lang={decision.lang} className="link font-semibold">
                {decision.text}
              </a>
              {decision.changed.length > 0 ? (
                <p className="text-sm">
                  <span className="text-muted">{texts.changed}</span> {decision.changed.join(" · ")}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

/** A part under its heading; of what nothing is known, that is said. */
function Part({ id, title, none, children }: { id: string; title: string; none: string | null; children?: React.ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className={HEADING}>
        {title}
      </h2>
      {none ? <p className="text-muted">{none}</p> : children}
    </section>
  );
}
