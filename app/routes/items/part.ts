import type { TFunction } from "i18next";

import type { ItemView } from "./article.server.ts";

/** What the parts of the page are given; one translator for all, since each new one costs. */
export type PartProps = { item: ItemView; t: TFunction<["items", "site"]> };

/** The look of a heading of a part. */
export const HEADING = "mb-3 border-b border-line pb-2 text-2xl";
