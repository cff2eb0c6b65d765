import { useParams } from "@remix-run/react";

import { directionOf } from "#app/i18n/languages.ts";

import { HEADING, type PartProps } from "./part.ts";

/** The numbers of the item as a small table, with bars where figures of one unit can be compared. */
export function Figures({ item, t }: PartProps) {
  const { figures } = item;
  const { lang = "" } = useParams();
  if (figures.length === 0) return null;
  const hasBars = figures.some(({ bar }) => bar !== undefined);
  return (
    <section aria-labelledby="figures" className="min-w-0">
      <h2 id="figures" className={HEADING}>
        {t("figures.label")}
      </h2>
      <table aria-labelledby="figures" dir={item.foreign ? item.dir : undefined} className="w-full border-collapse">
        <thead>
          <tr className="border-b border-edge text-sm text-muted">
            <th scope="col" className="py-2 pe-6 text-start font-normal">
              {t("figures.value")}
            </th>
            <th scope="col" className="py-2 text-start font-normal">
              {t("figures.counts")}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.id} className="border-b border-line align-baseline">
              <td className="py-2 pe-6 text-xl font-semibold whitespace-nowrap text-brand tabular-nums">
                {/* The reader's words about a number, in a table that runs in the direction of the text. */}
                <bdi>
                  {figure.approximate ? <span className="text-sm font-normal text-muted">{t("figures.about")} </span> : null}
                  {figure.value}
                </bdi>
              </td>
              <td lang={item.lang} dir={item.dir} className="w-full py-2">
                {figure.counts}
                {figure.bar === undefined ? null : <Bar percent={figure.bar} />}
                {figure.source ? (
                  <p className="text-sm text-muted" lang={lang} dir={directionOf(lang)}>
                    {t("site:source.label")} <bdi lang={figure.source.lang}>{figure.source.text}</bdi>
                  </p>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasBars ? <p className="pt-2 text-sm text-muted">{t("figures.compared")}</p> : null}
    </section>
  );
}

/** The value once more as a length, which begins where lines begin; the number beside it says all. */
function Bar({ percent }: { percent: number }) {
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="mt-1 block h-2 w-full rtl:-scale-x-100">
      <rect width="100" height="4" className="fill-brand-soft" />
      <rect width={percent} height="4" className="fill-brand" />
    </svg>
  );
}
