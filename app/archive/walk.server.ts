import { env } from "#app/env.server.ts";
import { ATTACHED_TYPES, REFUSALS, safeFileName } from "#models/file.ts";
import { typeOf } from "#models/file.server.ts";
import type { ItemType } from "#models/vocabulary.ts";

import { readDescription, readDocument, type ReadDocument } from "./documents.server.ts";
import { ArchiveRefused, type Contents, README } from "./format.ts";
import type { DocumentKind } from "./kinds.server.ts";
import { entriesIn, type ReadEntry, type Source } from "./read.server.ts";
import type { FileDescription } from "./shapes.ts";

/** What an archive is read for. Each part is checked before it is handed over; bytes are checked while they are taken. */
export type Visitor = {
  document: (document: ReadDocument) => Promise<void>;
  /** `bytes` is null where the file was refused where it comes from. */
  file: (file: FileDescription, bytes: AsyncGenerator<Buffer> | null) => Promise<void>;
};

const FOLDERS: Record<string, DocumentKind> = { memberships: "membership", items: "item", revisions: "revision", reviews: "review", comments: "comment", terms: "term", partners: "partner", people: "person" };

/** Which kind of document an entry is; null where its name is none of a document. */
function kindOfEntry(name: string): DocumentKind | null {
  if (name === "mechanism.json") return "mechanism";
  const [folder = "", ...rest] = name.split("/");
  if (folder === "cooperation") return rest.length === 1 ? "cooperation" : "message";
  return Object.hasOwn(FOLDERS, folder) ? (FOLDERS[folder] ?? null) : null;
}

/**
 * Reads an archive from its beginning to its end, one part after another: what belongs to an item comes after it.
 * @throws ArchiveRefused where anything in it is not as the hub makes it; what the visitor throws.
 */
export async function walk(source: Source, contents: Contents, visitor: Visitor): Promise<void> {
  const seen = new Seen(contents.mechanism);
  let described: FileDescription | null = null;
  for await (const entry of entriesIn(source, contents)) {
    const { name } = entry;
    if (described) {
      const file: FileDescription = described;
      if (name !== `files/${file.id}/${file.name}`) throw new ArchiveRefused("names", name);
      await checkBytes(file, entry);
      await visitor.file(file, entry.bytes());
      described = null;
    } else if (name === README) {
      await entry.text();
    } else if (name.startsWith("files/")) {
      const file = readDescription({ name, text: await entry.text() });
      checkDescription(file, name);
      seen.belongs(file.item, name);
      if (file.state === "refused") await visitor.file(file, null);
      else described = file;
    } else {
      const kind = kindOfEntry(name);
      if (!kind) throw new ArchiveRefused("names", name);
      const document = await readDocument({ kind, name, text: await entry.text(), typeOf: (id) => seen.items.get(id) });
      seen.add(document, name);
      await visitor.document(document);
    }
  }
  if (described) throw new ArchiveRefused("names", `files/${described.id}/${described.name}`);
  if (!seen.state) throw new ArchiveRefused("format");
}

function checkDescription(file: FileDescription, name: string): void {
  const ending = Object.hasOwn(ATTACHED_TYPES, file.type) ? ATTACHED_TYPES[file.type] : undefined;
  if (!ending) throw new ArchiveRefused("file-type", name);
  if (safeFileName(file.name, ending) !== file.name) throw new ArchiveRefused("names", name);
  if (file.size > env().MAX_UPLOAD_MB * 1_000_000) throw new ArchiveRefused("file-large", name);
  const isRefused = file.state === "refused";
  if (isRefused !== REFUSALS.some((reason) => reason === file.reason) || (!isRefused && file.sha256 === null)) throw new ArchiveRefused("document", name);
}

async function checkBytes({ size, type, sha256 }: FileDescription, entry: ReadEntry): Promise<void> {
  if (entry.size !== size || entry.sha256 !== sha256) throw new ArchiveRefused("hash", entry.name);
  const found = await typeOf(await entry.open()).catch(() => undefined);
  if (found?.mime !== type) throw new ArchiveRefused("file-type", entry.name);
}

/** What came before, as far as what comes after has to belong to it. */
class Seen {
  readonly items = new Map<string, ItemType>();
  readonly #offers = new Set<string>();
  state: string | null = null;

  constructor(readonly mechanism: string) {}

  belongs(item: unknown, name: string): void {
    if (!this.items.has(String(item))) throw new ArchiveRefused("foreign", name);
  }

  add({ kind, document }: ReadDocument, name: string): void {
    const own = (isOwn: boolean) => {
      if (!isOwn) throw new ArchiveRefused("foreign", name);
    };
    // The mechanism comes first.
    own(kind === "mechanism" || this.state !== null);
    switch (kind) {
      case "mechanism":
        own(document.id === this.mechanism);
        this.state = String(document.state);
        break;
      case "membership":
        own(document.state === this.state && (document.mechanism === this.mechanism || document.mechanism === null));
        break;
      case "item":
        own(document.mechanism === this.mechanism);
        this.items.set(document.id, document.type as ItemType);
        break;
      case "revision":
        this.belongs(document.item, name);
        if (document.id !== `${document.item}/${document.number}/${document.lang ?? ""}`) throw new ArchiveRefused("names", name);
        break;
      case "review":
        this.belongs(document.item, name);
        break;
      case "comment":
        this.belongs(document.item, name);
        own(document.mechanism === this.mechanism);
        break;
      case "cooperation":
        own(document.mechanism === this.mechanism);
        this.#offers.add(document.id);
        break;
      case "message":
        own(this.#offers.has(String(document.cooperation)));
        break;
      case "term":
        own(document.id.startsWith(`${String(document.scheme)}:`));
        break;
      case "partner":
      case "person":
        break;
    }
  }
}
