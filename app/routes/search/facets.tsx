import { Form, Link, useLoaderData, useParams, useSubmit } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

import type { loadSearch } from "./page.server.ts";

type Facet = ReturnType<typeof useLoaderData<typeof loadSearch>>["facets"][number];

/** The look of all values, said once: there are many of them on every page. */
const VALUES =
  "[&_label]:flex [&_label]:min-h-8 [&_label]:cursor-pointer [&_label]:items-baseline [&_label]:gap-2 [&_label]:py-1 [&_label]:text-sm [&_label:hover]:text-brand [&_input]:size-4 [&_input]:shrink-0 [&_input]:translate-y-0.5 [&_input]:accent-brand [&_b]:ms-auto [&_b]:font-normal [&_b]:text-muted [&_b]:tabular-nums";

/**
 * Filters as one form of check boxes: a click applies them at once, a button does without JavaScript.
 * Everything that has state stands here and not in the boxes, which are drawn by the dozen.
 */
export function Facets() {
  const { facets, q, kept } = useLoaderData<typeof loadSearch>();
  const { t } = useTranslation("search");
  const { lang = "" } = useParams();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  // A click shows at once; what the URL says holds again with each answer, also on the way back.
  useEffect(() => {
    const chosen = new Set(facets.flatMap(({ facet, values }) => values.filter((value) => value.chosen).map(({ value }) => `${facet}=${value}`)));
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? []) {
      box.checked = chosen.has(`${box.name}=${box.value}`);
    }
  }, [facets]);
  return (
    <Form
      ref={form}
      action={paths.search(lang)}
      aria-label={t("filters")}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      className={`grid content-start gap-6 ${VALUES}`}
    >
      <h2 className="sr-only">{t("filters")}</h2>
      {Object.entries({ ...(q ? { q } : {}), ...kept }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {facets.map((facet) => drawFacet(facet))}
      <noscript>
        <button type="submit" className="button w-full">
          {t("apply")}
        </button>
      </noscript>
    </Form>
  );
}

/** Functions and no components, as are the following: they have nothing of their own to remember. */
function drawFacet({ facet, name, folded, values, more }: Facet): ReactNode {
  const list = (
    <>
      <ul>
        {values.map(({ value, label, count, chosen }) => (
          <li key={value}>
            <label>
              <input type="checkbox" name={facet} value={value} defaultChecked={chosen} />
              {label}
              <b>{count}</b>
            </label>
          </li>
        ))}
      </ul>
      {more ? (
        <Link to={`${more.url}#${facet}`} preventScrollReset className="link inline-block py-1 text-sm">
          {more.label}
          <span className="sr-only"> ({name})</span>
        </Link>
      ) : null}
    </>
  );
  return folded ? (
    <details key={facet}>
      <summary className="cursor-pointer py-1 font-semibold hover:text-brand">{name}</summary>
      <fieldset className="mt-1 min-w-0">
        <legend className="sr-only">{name}</legend>
        {list}
      </fieldset>
    </details>
  ) : (
    <fieldset key={facet} className="min-w-0" id={facet}>
      <legend className="mb-1 font-semibold">{name}</legend>
      {list}
    </fieldset>
  );
}
