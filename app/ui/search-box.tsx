import { Form } from "@remix-run/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { SearchField } from "./search-field.tsx";

/** The one search box; a plain GET form, so that it works before and without JavaScript. */
export function SearchBox({ action, query, large = false }: { action: string; query?: string; large?: boolean }) {
  const { t } = useTranslation("site");
  const id = useId();
  return (
    <Form action={action} role="search" className="flex w-full flex-wrap gap-2 sm:flex-nowrap">
      <label htmlFor={id} className="sr-only">
        {t("search.label")}
      </label>
      <SearchField key={query} id={id} query={query} large={large} />
      <button type="submit" className={`button grow sm:grow-0 ${large ? "button-light h-14 px-7 text-lg" : "h-12"}`}>
        {t("search.submit")}
      </button>
    </Form>
  );
}
