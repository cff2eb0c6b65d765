import { useTranslation } from "react-i18next";

type SourceView = { title: { text: string; lang: string }; language: string; asOf: string | null };

/** Where facts stand: the documents, their languages and the time they speak of. */
export function Sources({ sources }: { sources: SourceView[] }) {
  const { t } = useTranslation("site");
  if (sources.length === 0) return null;
  return (
    <ul className="space-y-1 text-sm text-muted">
      {sources.map((source, index) => (
        <li key={index}>
          <span className="font-semibold">{t("source.label")}</span>{" "}
          <bdi lang={source.title.lang}>{source.title.text}</bdi> ({source.language}
          {source.asOf ? ` · ${t("source.asOf", { date: source.asOf })}` : ""})
        </li>
      ))}
    </ul>
  );
}
