import { hasPreviews } from "#app/files/previews.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { formatSize } from "#app/lib/sizes.ts";
import { paths } from "#app/paths.ts";
import { type AttachedFile, ATTACHED_TYPES } from "#models/file.ts";
import { type CheckedFile, checkedFiles } from "#models/file-work.server.ts";
import type { PublishedItem, PublishedVersion } from "#models/item.ts";

/** What a file is, in words: kind, size, pages, and its language where that is not said elsewhere. */
export function factsOfFile(tools: PageTools, { type, size, check }: Pick<CheckedFile, "type" | "size" | "check">, language: string | null): string {
  const { t, lang } = tools;
  const count = { count: check.pages, replace: { count: formatNumber(check.pages, lang) } };
  const pages = check.pages === 0 ? null : type === "application/pdf" ? t("files:reader.pageCount", count) : t("files:reader.sectionCount", count);
  const facts = [(ATTACHED_TYPES[type] ?? "").toUpperCase(), formatSize(size, lang), pages, language].filter((fact) => fact !== null);
  // Between words from the right, a number would go with the Latin letters before it.
  return facts.map((fact) => (directionOf(lang) === "rtl" ? `\u2068${fact}\u2069` : fact)).join(" · ");
}

const nameOf = ({ title, name }: AttachedFile): string => title ?? name;

/** The files of an item for its readers, those of the version before them first; null where there are none. */
export async function filesOf(tools: PageTools, { versions }: PublishedItem, version: PublishedVersion) {
  const all = [version, ...versions.filter((other) => other !== version)].flatMap(({ content }) => content.files ?? []);
  const checked = await checkedFiles(all.map(({ id }) => id));
  const list = [...new Map(all.map((file) => [file.id, file])).values()].flatMap((file) => {
    const found = checked.get(file.id);
    return found?.check.state === "ready" ? [viewOf(tools, file, found)] : [];
  });
  return list.length > 0 ? { title: tools.t("files:reader.title"), read: tools.t("files:reader.read"), list } : null;
}

function viewOf(tools: PageTools, file: AttachedFile, found: CheckedFile) {
  return { id: file.id, url: paths.file(file.id, file.name), name: nameOf(file), lang: file.lang, facts: factsOfFile(tools, found, tools.language(file.lang)), page: found.check.pages > 0 ? paths.fileText(tools.lang, file.id) : null, preview: hasPreviews(found) ? paths.filePreview(file.id, 1) : null };
}
