import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { isObject } from "./document.ts";
import { ApiError } from "./errors.ts";
import { ACTIONS } from "./actions.ts";
import type { Store } from "./store.ts";

export interface Key {
  uid: string;
  key: string;
  name: string | null;
  description: string | null;
  actions: string[];
  indexes: string[];
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
}

const COLUMNS = "uid, name, description, actions, indexes, expires_at, created_at, updated_at";

/** The API keys of a server with a master key. A key's text is derived from its uid and never stored. */
export class KeyStore {
  constructor(private readonly store: Store, readonly masterKey: string | undefined) {
    if (masterKey === undefined || store.value<number>("SELECT count(*) FROM api_key") !== 0) return;
    const now = new Date().toISOString();
    this.insert("Default Search API Key", "Use it to search from the frontend", ["search"], ["*"], null, now, randomUUID());
    this.insert("Default Admin API Key", "Use it for anything that is not a search operation. Caution! Do not expose it on a public frontend", ["*"], ["*"], null, now, randomUUID());
  }

  isMaster(text: string): boolean {
    const digest = (value: string) => createHash("sha256").update(value).digest();
    return this.masterKey !== undefined && timingSafeEqual(digest(text), digest(this.masterKey));
  }

  list(): Key[] {
    return this.store.rows(`SELECT ${COLUMNS} FROM api_key ORDER BY created_at DESC, rowid DESC`).map((row) => this.toKey(row));
  }

  find(keyOrUid: string): Key | undefined {
    return this.list().find(({ key, uid }) => key === keyOrUid || uid === keyOrUid);
  }

  get(keyOrUid: string): Key {
    const key = this.find(keyOrUid);
    if (!key) throw new ApiError("api_key_not_found", `API key \`${keyOrUid}\` not found.`);
    return key;
  }

  create(body: unknown): Key {
    if (!isObject(body)) throw new ApiError("bad_request", "Invalid value type: expected an object");
    const actions = stringList(body, "actions");
    const unknown = actions.find((action) => !ACTIONS.includes(action));
    if (unknown !== undefined) throw new ApiError("invalid_api_key_actions", `Unknown value \`${unknown}\` at \`.actions\`: expected one of ${ACTIONS.map((each) => `\`${each}\``).join(", ")}`);
    const indexes = stringList(body, "indexes");
    if (!("expiresAt" in body)) throw new ApiError("missing_api_key_expires_at", "Missing field `expiresAt`");
    const uid = typeof body.uid === "string" ? body.uid : randomUUID();
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uid)) throw new ApiError("invalid_api_key_uid", `Invalid value at \`.uid\`: \`${uid}\` is not a valid uuid`);
    if (this.find(uid)) throw new ApiError("api_key_already_exists", `\`uid\` field value \`${uid}\` is already an existing API key.`);
    this.insert(optionalText(body, "name"), optionalText(body, "description"), actions, indexes, expiry(body.expiresAt), new Date().toISOString(), uid);
    return this.get(uid);
  }

  update(keyOrUid: string, body: unknown): Key {
    const { uid, name, description } = this.get(keyOrUid);
    if (!isObject(body)) throw new ApiError("bad_request", "Invalid value type: expected an object");
    for (const field of Object.keys(body)) {
      if (field !== "name" && field !== "description") {
        throw new ApiError(`immutable_api_key_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, `Immutable field \`${field}\`: expected one of \`description\`, \`name\``);
      }
    }
    this.store.run("UPDATE api_key SET name = ?, description = ?, updated_at = ? WHERE uid = ?",
      "name" in body ? optionalText(body, "name") : name, "description" in body ? optionalText(body, "description") : description, new Date().toISOString(), uid);
    return this.get(uid);
  }

  delete(keyOrUid: string): void {
    this.store.run("DELETE FROM api_key WHERE uid = ?", this.get(keyOrUid).uid);
  }

  private insert(name: string | null, description: string | null, actions: string[], indexes: string[], expiresAt: string | null, now: string, uid: string): void {
    this.store.run(`INSERT INTO api_key (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      uid, name, description, JSON.stringify(actions), JSON.stringify(indexes), expiresAt, now, now);
  }

  private toKey(row: unknown[]): Key {
    const [uid, name, description, actions, indexes, expiresAt, createdAt, updatedAt] = row as
      [string, string | null, string | null, string, string, string | null, string, string];
    return {
      name, description,
      key: createHmac("sha256", this.masterKey ?? "").update(uid).digest("hex"),
      uid,
      actions: JSON.parse(actions) as string[],
      indexes: JSON.parse(indexes) as string[],
      expiresAt, createdAt, updatedAt,
    };
  }
}

function stringList(body: Record<string, unknown>, name: string): string[] {
  const value = body[name];
  if (value === undefined) throw new ApiError(`missing_api_key_${name}`, `Missing field \`${name}\``);
  if (!Array.isArray(value) || value.some((each) => typeof each !== "string")) {
    throw new ApiError(`invalid_api_key_${name}`, `Invalid value type at \`.${name}\`: expected an array of strings`);
  }
  return value as string[];
}

function optionalText(body: Record<string, unknown>, name: string): string | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new ApiError(`invalid_api_key_${name}`, `Invalid value type at \`.${name}\`: expected a string`);
  return value;
}

function expiry(value: unknown): string | null {
  if (value === null) return null;
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (!(at > Date.now())) throw new ApiError("invalid_api_key_expires_at", "Invalid value at `.expiresAt`: expected a date in the future, in RFC 3339, or null");
  return new Date(at).toISOString();
}
