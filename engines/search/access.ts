import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { ApiError } from "./errors.ts";

/** What a request needs: nothing, a key that may search, any write or read, or the master key itself. */
export type Permission = "none" | "search" | "all" | "keys";

export interface Key {
  uid: string;
  key: string;
  name: string;
  description: string;
  actions: string[];
  indexes: string[];
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** The master key and the two keys that every server derives from it; further ones cannot be made. */
export class Access {
  readonly keys: readonly Key[];

  constructor(private readonly masterKey: string | undefined, createdAt: string) {
    const derive = (uid: string, name: string, description: string, actions: string[]): Key => ({
      name, description, uid, actions, indexes: ["*"], expiresAt: null, createdAt, updatedAt: createdAt,
      key: createHmac("sha256", masterKey ?? "").update(uid).digest("hex"),
    });
    this.keys = [
      derive("6d1a1f4e-0b52-4c0e-9d3f-4f0c8a7b2e11", "Default Search API Key", "Use it to search from the frontend", ["search"]),
      derive("c2f6a9d8-7e34-4b1b-8a56-1d9e3c5f7a22", "Default Admin API Key", "Use it for anything that is not a search operation. Do not expose it on a public frontend", ["*"]),
    ];
  }

  /** Throws unless the bearer named by the Authorization header holds the permission. */
  check(header: string | undefined, permission: Permission): void {
    if (permission === "none") return;
    if (this.masterKey === undefined) {
      if (permission !== "keys") return;
      throw new ApiError("missing_master_key", "Meilisearch is running without a master key. To access this API endpoint, you must have set a master key at launch.");
    }
    if (header === undefined) {
      throw new ApiError("missing_authorization_header", "The Authorization header is missing. It must use the bearer authorization method.");
    }
    const token = /^Bearer (.+)$/i.exec(header)?.[1]?.trim() ?? "";
    const key = this.keys.find((each) => same(token, each.key));
    if (same(token, this.masterKey) || key?.actions.includes("*") || (permission === "search" && key)) return;
    throw new ApiError("invalid_api_key", "The provided API key is invalid.");
  }

  get(keyOrUid: string): Key {
    const key = this.keys.find((each) => each.key === keyOrUid || each.uid === keyOrUid);
    if (!key) throw new ApiError("api_key_not_found", `API key \`${keyOrUid}\` not found.`);
    return key;
  }
}

/** Compares in a time that tells nothing. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
