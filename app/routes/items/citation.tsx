import { useState, useSyncExternalStore } from "react";

import { HEADING, type PartProps } from "./part.ts";

/** How to cite the item, as plain text that can be marked; where the browser can, a button copies it. */
export function Citation({ item, t }: PartProps) {
  const { before, address, after } = item.citation;
  const url = encodeURI(address);
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
        <a href={new URL(url).pathname} dir="ltr" className="link wrap-anywhere">
          {address}
        </a>
        {after}
      </p>
      <CopyButton text={before.map(({ text }) => text).join("") + url + after} t={t} />
    </section>
  );
}

/** Only a browser can copy, and only on a page that nobody can listen to; neither changes while it is open. */
const never = () => () => {};
const canCopy = () => Boolean(navigator.clipboard);

function CopyButton({ text, t }: { text: string } & Pick<PartProps, "t">) {
  const isOffered = useSyncExternalStore(never, canCopy, () => false);
  const [copied, setCopied] = useState("");
  if (!isOffered) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(text), () => setCopied(""));
  return (
    <p className="no-print mt-2" aria-live="polite">
      <button type="button" onClick={() => void copy()} className="link min-h-8 cursor-pointer text-sm">
        {t(copied === text ? "cite.copied" : "cite.copy")}
      </button>
    </p>
  );
}
