import { type ItemDocument, ItemModel } from "./item.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";

type Row = Pick<ItemDocument, "mechanism" | "terms"> & { versions: Array<{ lang: string; published: { revision: number } | null }> };

/** In which languages each mechanism has published, and on which themes: what it has published most comes first. */
export async function publishedByMechanism({ actor }: { actor: Actor }): Promise<Map<string, { languages: string[]; themes: string[] }>> {
  const rows = await ItemModel.find({ ...readable(actor), mechanism: { $ne: null } })
    .select({ mechanism: 1, terms: 1, "versions.lang": 1, "versions.published.revision": 1 })
    .lean<Row[]>();
  const counts = new Map<string, { languages: Map<string, number>; themes: Map<string, number> }>();
  const add = (to: Map<string, number>, value: string) => to.set(value, (to.get(value) ?? 0) + 1);
  for (const { mechanism, terms, versions } of rows) {
    if (!mechanism) continue;
    const own = counts.get(mechanism) ?? { languages: new Map<string, number>(), themes: new Map<string, number>() };
    counts.set(mechanism, own);
    for (const { lang, published } of versions) if (published) add(own.languages, lang);
    for (const term of terms) if (term.startsWith("theme:")) add(own.themes, term);
  }
  const ranked = (of: Map<string, number>) => [...of].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  return new Map([...counts].map(([id, { languages, themes }]) => [id, { languages: ranked(languages), themes: ranked(themes) }]));
}
