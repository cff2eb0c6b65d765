import { CopyButton } from "#app/ui/copy-button.tsx";

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
      <CopyButton text={before.map(({ text }) => text).join("") + address + after} words={{ copy: t("cite.copy"), copied: t("cite.copied"), failed: t("cite.failed") }} />
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
