import { Form } from "@remix-run/react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

/** The one search box; a plain GET form, so that it works before and without JavaScript. */
export function SearchBox({ action, query, large = false }: { action: string; query?: string; large?: boolean }) {
  const { t } = useTranslation("site");
  const id = useId();
  return (
    <Form action={action} role="search" className="flex w-full flex-wrap gap-2 sm:flex-nowrap">
      <label htmlFor={id} className="sr-only">
        {t("search.label")}
      </label>
      <Field key={query} id={id} query={query} large={large} />
      <button type="submit" className={`button grow sm:grow-0 ${large ? "button-light h-14 px-7 text-lg" : "h-12"}`}>
        {t("search.submit")}
      </button>
    </Form>
  );
}

function Field({ id, query, large }: { id: string; query: string | undefined; large: boolean }) {
  const { t } = useTranslation("site");
  // What is typed gives the direction. An empty field has the page's, as its placeholder needs.
  const [filled, setFilled] = useState(Boolean(query));
  return (
    <input
      id={id}
      type="search"
      name="q"
      dir={filled ? "auto" : undefined}
      defaultValue={query}
      onInput={(event) => setFilled(event.currentTarget.value !== "")}
      maxLength={500}
      placeholder={t("search.placeholder")}
      className={`min-w-0 grow basis-64 rounded-md border border-edge bg-surface px-4 text-ink placeholder:text-muted ${large ? "h-14 text-lg" : "h-12"}`}
    />
  );
}
