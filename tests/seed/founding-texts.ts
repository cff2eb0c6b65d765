import type { Item } from "#models/item.ts";

/** What an item says, per language; every version of the founding network is published. */
export function contentsOf(item: Item) {
  return item.versions.map(({ lang, published }) => {
    if (!published) throw new Error(`${item.key} is not published in ${lang}`);
    return { lang, content: published.content };
  });
}

/** Every text in several languages within the given data, with the path that leads to it. */
export function localizedTexts(value: unknown, path = ""): { path: string; text: Record<string, unknown> }[] {
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  const entries = Object.entries(value);
  if ("en" in value && "fr" in value && entries.every(([, text]) => typeof text === "string"))
    return [{ path, text: value as Record<string, unknown> }];
  return entries.flatMap(([key, child]) => localizedTexts(child, `${path}.${key}`));
}
