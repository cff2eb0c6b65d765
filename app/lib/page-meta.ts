import type { MetaDescriptor } from "@remix-run/node";

/** Title and description of a page, made by its loader in the reader's language. */
export type PageMeta = { title: string; description?: string };

/** The meta function of every page whose loader returns `meta`; nothing where the loader failed. */
export function pageMeta({ data }: { data?: unknown }): MetaDescriptor[] {
  const meta = (data as { meta?: PageMeta } | undefined)?.meta;
  if (!meta) return [];
  return [
    { title: meta.title },
    ...(meta.description ? [{ name: "description", content: meta.description.slice(0, 300) }] : []),
  ];
}
