import { Form, useLoaderData, useParams, useSubmit } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

import type { loadSearch } from "./page.server.ts";

/** How many values of a facet stand open; the others are one click away. */
const OPEN_VALUES = 6;

type Facet = ReturnType<typeof useLoaderData<typeof loadSearch>>["facets"][number];
type Value = Facet["values"][number];

/** Filters as one form of check boxes: a click applies them at once, a button does without JavaScript. */
export function Facets() {
  const { facets, q } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const { lang = "" } = useParams();
  return (
    <Form action={paths.search(lang)} aria-label={t("filters")} className="grid content-start gap-6">
      <h2 className="sr-only">{t("filters")}</h2>
      {q ? <input type="hidden" name="q" value={q} /> : null}
      {facets.map((facet) => (
        <FacetBoxes key={facet.facet} facet={facet} />
      ))}
      <noscript>
        <button type="submit" className="button w-full">
          {t("apply")}
        </button>
      </noscript>
    </Form>
  );
}

function FacetBoxes({ facet: { facet, name, values } }: { facet: Facet }) {
  const { t } = useTranslation("search");
  // By place alone: a box that moved on a click would lose the keyboard's focus.
  const first = values.slice(0, OPEN_VALUES);
  const rest = values.slice(OPEN_VALUES);
  const chosenInRest = rest.some((value) => value.chosen);
  const [open, setOpen] = useState(chosenInRest);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-semibold">{name}</legend>
      <Values facet={facet} values={first} />
      {rest.length > 0 ? (
        <details open={open || chosenInRest} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="link cursor-pointer py-1 text-sm">{t("more", { count: rest.length })}</summary>
          <Values facet={facet} values={rest} />
        </details>
      ) : null}
    </fieldset>
  );
}

function Values({ facet, values }: { facet: string; values: Value[] }) {
  return (
    <ul>
      {values.map((value) => (
        <li key={value.value}>
          <Box facet={facet} value={value} />
        </li>
      ))}
    </ul>
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
      <span className="grow">{value.label}</span>
      <span className="text-muted tabular-nums">{value.count}</span>
    </label>
  );
}
