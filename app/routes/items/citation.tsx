import { useState, useSyncExternalStore } from "react";

import { HEADING, type PartProps } from "./part.ts";

/** How to cite the item, as plain text that can be marked; where the browser can, a button copies it. */
export function Citation({ citation, t }: Pick<PartProps, "t"> & { citation: NonNullable<PartProps["item"]["citation"]> }) {
  const { before, path, address, after, files } = citation;
  return (
    <section aria-labelledby="cite" className="min-w-0 break-inside-avoid">
      <h2 id="cite" className={HEADING}>
        {t("cite.title")}
      </h2>
      <p className="rounded-lg border border-line bg-surface p-4 text-sm">
        {before.map((piece, index) =>
          piece.lang ? (
            <bdi key={index} lang={piece.lang}>
              {piece.text}
            </bdi>
          ) : (
            piece.text
          ),
        )}
        {/* By its path: on paper, whole addresses are written out behind their links, and this one is written already. */}
        <a href={path} dir="ltr" className="link wrap-anywhere">
          {address}
        </a>
        {after}
      </p>
      <CopyButton text={before.map(({ text }) => text).join("") + address + after} t={t} />
      <p className="no-print mt-2 flex flex-wrap gap-x-4 text-sm">
        <span className="py-1 text-muted">{t("cite.files")}</span>
        {files.map(({ name, url }) => (
          <a key={name} href={url} download="" className="link inline-block py-1">
            {name}
          </a>
        ))}
      </p>
    </section>
  );
}

/** Only a browser can copy, and only on a page that nobody can listen to; neither changes while it is open. */
const never = () => () => {};
const canCopy = () => Boolean(navigator.clipboard);

function CopyButton({ text, t }: { text: string } & Pick<PartProps, "t">) {
  const isOffered = useSyncExternalStore(never, canCopy, () => false);
  const [tried, setTried] = useState({ text: "", worked: false });
  if (!isOffered) return null;
  const end = (worked: boolean) => () => setTried({ text, worked });
  const copy = () => navigator.clipboard.writeText(text).then(end(true), end(false));
  const isDone = tried.text === text;
  return (
    <p className="no-print mt-2 text-sm" aria-live="polite">
      <button type="button" onClick={() => void copy()} className="link min-h-8 cursor-pointer">
        {t(isDone && tried.worked ? "cite.copied" : "cite.copy")}
      </button>
      {isDone && !tried.worked ? <span className="ms-3">{t("cite.failed")}</span> : null}
    </p>
  );
}
