import { Form } from "@remix-run/react";
import { useId } from "react";
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
      <input
        key={query}
        id={id}
        type="search"
        name="q"
        dir="auto"
        defaultValue={query}
        maxLength={500}
        placeholder={t("search.placeholder")}
        className={`min-w-0 grow basis-64 rounded-md border border-edge bg-surface px-4 text-ink placeholder:text-muted ${large ? "h-14 text-lg" : "h-12"}`}
      />
      <button type="submit" className={`button grow sm:grow-0 ${large ? "button-light h-14 px-7 text-lg" : "h-12"}`}>
        {t("search.submit")}
      </button>
    </Form>
  );
}
