import type { ItemView } from "./article.server.ts";
import { HEADING } from "./part.ts";

/** The files of an item, each with what it is. */
export function Files({ files }: Pick<ItemView, "files">) {
  if (!files) return null;
  return (
    <section aria-labelledby="files" className="min-w-0">
      <h2 id="files" className={`${HEADING} scroll-mt-4`}>
        {files.title}
      </h2>
      <ul className="grid gap-4">
        {files.list.map((file) => (
          <li key={file.id} className="flex items-start gap-4">
            {file.preview ? <img src={file.preview} alt="" loading="lazy" width={64} height={84} className="no-print max-h-24 w-16 shrink-0 rounded border border-line bg-surface object-contain" /> : null}
            <div className="grid min-w-0 gap-1">
              <a href={file.url} lang={file.lang} dir="auto" hrefLang={file.lang} target="_self" className="link justify-self-start font-semibold break-words">
                {file.name}
              </a>
              <span className="text-sm text-muted">{file.facts}</span>
              {file.page ? (
                <a href={file.page} className="link no-print justify-self-start text-sm">
                  {files.read}
                  <span className="sr-only">: {file.name}</span>
                </a>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
