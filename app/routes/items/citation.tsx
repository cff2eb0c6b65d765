import { CopyButton } from "#app/ui/copy-button.tsx";

import { HEADING, type PartProps } from "./part.ts";

/** How to cite the item, as plain text that can be marked; where the browser can, a button copies it. */
export function Citation({ citation, t }: Pick<PartProps, "t"> & { citation: NonNullable<PartProps["item"]["citation"]> }) {
  const { before, path, address, after } = citation;
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
      <CopyButton text={before.map(({ text }) => text).join("") + address + after} words={{ copy: t("cite.copy"), copied: t("cite.copied"), failed: t("cite.failed") }} />
    </section>
  );
}
