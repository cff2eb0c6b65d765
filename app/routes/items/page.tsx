import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";

import { GoneItem } from "./archived.tsx";
import { ItemArticle } from "./article.tsx";
import { Comments } from "./comments.tsx";
import { loadItem } from "./page.server.ts";

export const meta = pageMeta;
export { loadItem as loader };

export default function ItemPage() {
  const loaded = useLoaderData<typeof loadItem>();
  const { t } = useTranslation(["items", "site"]);
  if ("gone" in loaded) return <GoneItem gone={loaded.gone} />;
  return <ItemArticle item={loaded.item} lang={loaded.lang} t={t} below={loaded.comments ? <Comments comments={loaded.comments} /> : null} />;
}
