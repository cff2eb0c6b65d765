import { useTranslation } from "react-i18next";

/** How a State joins, as far as a public text says. */
export function Join() {
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="join" className="border-t-4 border-brand pt-6">
      <h2 id="join" className="text-2xl sm:text-3xl">
        {t("parts.join")}
      </h2>
      <div className="mt-4 grid max-w-prose gap-3 text-lg">
        <p>{t("join.who")}</p>
        <p>{t("join.steps")}</p>
      </div>
    </section>
  );
}
