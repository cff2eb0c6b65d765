import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";

import { ItemArticle } from "./article.tsx";
import { loadItem } from "./page.server.ts";

export const meta = pageMeta;
export { loadItem as loader };

export default function ItemPage() {
  const { item, lang } = useLoaderData<typeof loadItem>();
  const { t } = useTranslation(["items", "site"]);
  return <ItemArticle item={item} lang={lang} t={t} />;
}
