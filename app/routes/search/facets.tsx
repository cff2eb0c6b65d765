import { Form, Link, useLoaderData, useParams, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

import type { loadSearch } from "./page.server.ts";

type Facet = ReturnType<typeof useLoaderData<typeof loadSearch>>["facets"][number];
type Value = Facet["values"][number];

/** Filters as one form of check boxes: a click applies them at once, a button does without JavaScript. */
export function Facets() {
  const { facets, q, kept } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const { lang = "" } = useParams();
  return (
    <Form action={paths.search(lang)} aria-label={t("filters")} className="grid content-start gap-6">
      <h2 className="sr-only">{t("filters")}</h2>
      {Object.entries({ ...(q ? { q } : {}), ...kept }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {facets.map((facet) => (facet.folded ? <FoldedFacet key={facet.facet} facet={facet} /> : <OpenFacet key={facet.facet} facet={facet} />))}
      <noscript>
        <button type="submit" className="button w-full">
          {t("apply")}
        </button>
      </noscript>
    </Form>
  );
}

function OpenFacet({ facet }: { facet: Facet }) {
  return (
    <fieldset className="min-w-0" id={facet.facet}>
      <legend className="mb-1 font-semibold">{facet.name}</legend>
      <Values facet={facet} />
    </fieldset>
  );
}

function FoldedFacet({ facet }: { facet: Facet }) {
  return (
    <details>
      <summary className="cursor-pointer py-1 font-semibold hover:text-brand">{facet.name}</summary>
      <fieldset className="mt-1 min-w-0">
        <legend className="sr-only">{facet.name}</legend>
        <Values facet={facet} />
      </fieldset>
    </details>
  );
}

function Values({ facet: { facet, name, values, more } }: { facet: Facet }) {
  const { t } = useTranslation("search");
  return (
    <>
      <ul>
        {values.map((value) => (
          <li key={value.value}>
            <Box facet={facet} value={value} />
          </li>
        ))}
      </ul>
      {more ? (
        <Link to={`${more.url}#${facet}`} preventScrollReset className="link inline-block py-1 text-sm">
          {more.all === null ? t("showFewer") : t("showAll", { n: more.all })}
          <span className="sr-only"> ({name})</span>
        </Link>
      ) : null}
    </>
  );
}

function Box({ facet, value }: { facet: string; value: Value }) {
  const submit = useSubmit();
  const box = useRef<HTMLInputElement>(null);
  // A click shows at once; what the URL says holds again with each answer, also on the way back.
  useEffect(() => {
    if (box.current) box.current.checked = value.chosen;
  }, [value]);
  return (
    <label className="flex min-h-8 cursor-pointer items-baseline gap-2 py-1 text-sm hover:text-brand">
      <input
        ref={box}
        type="checkbox"
        name={facet}
        value={value.value}
        defaultChecked={value.chosen}
        onChange={(event) => submit(event.currentTarget.form, { preventScrollReset: true })}
        className="size-4 shrink-0 translate-y-0.5 accent-brand"
      />
      <span className="min-w-0 grow">{value.label}</span>
      <span className="text-muted tabular-nums">{value.count}</span>
    </label>
  );
}
