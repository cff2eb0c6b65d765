import { formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { ROW_KINDS, type RowCounts, type RowKind } from "#models/table-import.ts";

export type Count = { kind: RowKind; name: string; count: number; shown: string };

/** How many rows would do what, in words. */
export const countsOf = ({ t, lang }: PageTools, counts: RowCounts): Count[] => ROW_KINDS.map((kind) => ({ kind, name: t(`tables:kinds.${kind}`), count: counts[kind], shown: formatNumber(counts[kind], lang) }));
