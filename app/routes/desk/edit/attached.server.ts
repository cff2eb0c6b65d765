import type { Proved } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { wakeFiles } from "#app/files/round.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { readUploadForm, type UploadForm, type UploadRefusal } from "#app/lib/upload-form.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";
import { factsOfFile } from "#app/routes/items/files.server.ts";
import { isDomainError } from "#models/errors.ts";
import { ATTACHED_TYPES, MOST_FILES } from "#models/file.ts";
import { checkedFiles } from "#models/file-work.server.ts";
import { attachFile, detachFile } from "#models/item-files.server.ts";
import type { Content } from "#models/item.ts";
import { LANGUAGE_TAG } from "#models/localized.ts";
import { LIMITS } from "#models/vocabulary.ts";

import type { Opened } from "./opened.server.ts";

/** Why a file is not attached, or not removed. */
export type AttachRefusal = UploadRefusal | "too-many-files" | "wrong-state" | "moved-on" | "none";

export const STATUS: Record<AttachRefusal, number> = { "file-large": 413, "file-type": 415, "file-encrypted": 400, "too-many-files": 409, "wrong-state": 409, "moved-on": 409, none: 400 };

const MB = 1_000_000;

/** The editor's form, which may have a file in it: sent by the browser itself it has all that was typed as well. */
export const readEditorForm = (request: Request): Promise<UploadForm> => readUploadForm(request, { field: "file", types: ATTACHED_TYPES, maxBytes: env().MAX_UPLOAD_MB * MB, mostFields: 5_000 });

/** Attaches the file of a form; null where that is done. */
export async function attach({ actor }: Proved, { item, version }: Opened, { file, refused, fields }: UploadForm): Promise<AttachRefusal | null> {
  if (refused) return refused;
  if (!file) return "none";
  const lang = fields.get("fileLang") ?? "";
  const title = cleanText(fields.get("fileTitle")).replace(/\s+/g, " ").slice(0, LIMITS.title) || null;
  return changed(() => attachFile({ actor, id: item.id, lang: version.lang, file, title, fileLang: LANGUAGE_TAG.test(lang) ? lang : version.lang }));
}

export const detach = ({ actor }: Proved, { item, version }: Opened, file: string): Promise<AttachRefusal | null> => changed(() => detachFile({ actor, id: item.id, lang: version.lang, file }));

async function changed(change: () => Promise<unknown>): Promise<AttachRefusal | null> {
  try {
    await change();
    wakeFiles();
    return null;
  } catch (error) {
    if (isDomainError(error, "too-many-files", "wrong-state", "moved-on")) return error.code as AttachRefusal;
    throw error;
  }
}

export function refusalText({ t, lang }: PageTools, refusal: AttachRefusal): string {
  return t(`files:refusal.${refusal}`, { size: formatNumber(env().MAX_UPLOAD_MB, lang), most: formatNumber(MOST_FILES, lang) });
}

/** The files of a text as its editor's page shows them: each with how it stands with it. */
export async function attachedViews(tools: PageTools, { files = [] }: Pick<Content, "files">) {
  const checked = await checkedFiles(files.map(({ id }) => id));
  return files.map(({ id, name, type, size, title, lang }) => {
    const found = checked.get(id);
    const { state, reason } = found?.check ?? { state: "refused" as const, reason: "malformed" as const };
    return {
      id, name, title, lang, state,
      url: state === "ready" ? paths.file(id, name) : null,
      facts: factsOfFile(tools, found ?? { type, size, check: { state, reason, failures: 0, content: null, hash: null, size, pages: 0 } }, null),
      reason: reason && tools.t(`files:refusal.${reason}`),
    };
  });
}

export type AttachedView = Awaited<ReturnType<typeof attachedViews>>[number];

/** The words of this part of the editor; what the page fills in keeps its place. */
export function attachedTexts({ t, lang }: PageTools) {
  return { ...t("files:editor", { returnObjects: true, size: formatNumber(env().MAX_UPLOAD_MB, lang), name: "{{name}}", percent: "{{percent}}" }), types: Object.values(ATTACHED_TYPES).map((ending) => `.${ending}`).join(",") };
}
