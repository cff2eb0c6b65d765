import type { Resource } from "i18next";

const files = import.meta.glob<Record<string, unknown>>("./locales/*/*.json", { eager: true, import: "default" });

/** Every locale file, as i18next takes them: language → namespace → keys. */
export const resources: Resource = {};
for (const [path, keys] of Object.entries(files)) {
  const [, lang, namespace] = /\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
  if (lang && namespace) resources[lang] = { ...resources[lang], [namespace]: keys as Record<string, string> };
}
