import { Form, useLoaderData, useParams, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

import type { loadSearch } from "./page.server.ts";

/** How many values of a facet stand open; the others are one click away. */
const OPEN_VALUES = 6;

/** Filters as one form of check boxes: a click applies them at once, a button does without JavaScript. */
export function Facets() {
  const { facets, q } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const { lang = "" } = useParams();
  const submit = useSubmit();
  return (
    <Form
      // A new search draws the boxes anew from the URL.
      key={facets.flatMap((facet) => facet.values.filter((value) => value.chosen).map((value) => value.value)).join()}
      action={paths.search(lang)}
      aria-label={t("filters")}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      className="grid content-start gap-6"
    >
      <h2 className="text-xl lg:sr-only">{t("filters")}</h2>
      {q ? <input type="hidden" name="q" value={q} /> : null}
      {facets.map(({ facet, name, values }) => {
        const first = values.filter((value, index) => value.chosen || index < OPEN_VALUES);
        const rest = values.filter((value) => !first.includes(value));
        return (
          <fieldset key={facet} className="min-w-0">
            <legend className="mb-1 font-semibold">{name}</legend>
            <Values facet={facet} values={first} />
            {rest.length > 0 ? (
              <details>
                <summary className="link cursor-pointer py-1 text-sm">{t("more", { count: rest.length })}</summary>
                <Values facet={facet} values={rest} />
              </details>
            ) : null}
          </fieldset>
        );
      })}
      <noscript>
        <button type="submit" className="button w-full">
          {t("apply")}
        </button>
      </noscript>
    </Form>
  );
}

type Value = { value: string; label: string; count: number; chosen: boolean };

function Values({ facet, values }: { facet: string; values: Value[] }) {
  return (
    <ul>
      {values.map(({ value, label, count, chosen }) => (
        <li key={value}>
          <label className="flex min-h-8 cursor-pointer items-baseline gap-2 py-1 text-sm hover:text-brand">
            <input
              type="checkbox"
              name={facet}
              value={value}
              defaultChecked={chosen}
              className="size-4 shrink-0 translate-y-0.5 accent-brand"
            />
            <span className="grow">{label}</span>
            <span className="text-muted tabular-nums">{count}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
