import { createHmac, timingSafeEqual } from "node:crypto";
import { allows, namesIndex } from "./actions.ts";
import { isObject } from "./document.ts";
import { ApiError } from "./errors.ts";
import type { Key, KeyStore } from "./keys.ts";

/** What the bearer of a request may see. */
export interface Access {
  /** Throws unless the index may be used. */
  checkIndex: (uid: string) => void;
  mayUse: (uid: string) => boolean;
  /** A filter that a tenant token puts on every search of the index. */
  filterFor: (uid: string) => unknown;
}

const OPEN: Access = { checkIndex: () => undefined, mayUse: () => true, filterFor: () => undefined };
const refused = () => new ApiError("invalid_api_key", "The provided API key is invalid.");

/** Who may do `action`: the master key, a key that names it, or for a search a tenant token. */
export function authorize(keys: KeyStore, header: string | undefined, action: string): Access {
  if (keys.masterKey === undefined) {
    if (action.startsWith("keys.")) {
      throw new ApiError("missing_master_key", "Meilisearch is running without a master key. To access this API endpoint, you must have set a master key at launch.");
    }
    return OPEN;
  }
  if (header === undefined) {
    throw new ApiError("missing_authorization_header", "The Authorization header is missing. It must use the bearer authorization method.");
  }
  const token = /^Bearer (.+)$/i.exec(header)?.[1]?.trim();
  if (token === undefined) throw refused();
  if (keys.isMaster(token)) return OPEN;
  const key = keys.find(token);
  if (key && key.key === token) {
    if (!isValid(key) || !allows(key.actions, action) || (action.startsWith("keys.") && !key.actions.includes(action) && !key.actions.includes("*"))) throw refused();
    return limited((uid) => namesIndex(key.indexes, uid), () => undefined);
  }
  if (action !== "search") throw refused();
  return tenantAccess(keys, token);
}

function isValid(key: Key): boolean {
  return key.expiresAt === null || Date.parse(key.expiresAt) > Date.now();
}

function limited(mayUse: (uid: string) => boolean, filterFor: (uid: string) => unknown): Access {
  return {
    mayUse,
    filterFor,
    checkIndex: (uid) => {
      if (!mayUse(uid)) throw refused();
    },
  };
}

/** A tenant token: a JWT signed with an API key, which narrows what that key may search. */
function tenantAccess(keys: KeyStore, token: string): Access {
  const [head, claims, signature] = token.split(".") as [string, string | undefined, string | undefined];
  const header = decode(head);
  const body = decode(claims ?? "");
  const size = /^HS(256|384|512)$/.exec(String(header?.alg))?.[1];
  const key = typeof body?.apiKeyUid === "string" ? keys.find(body.apiKeyUid) : undefined;
  if (!size || !body || !key || key.uid !== body.apiKeyUid || !isValid(key) || !allows(key.actions, "search")) throw refused();
  const expected = createHmac(`sha${size}`, key.key).update(`${head}.${claims}`).digest();
  const given = Buffer.from(signature ?? "", "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refused();
  if (body.exp !== undefined && body.exp !== null && !(Number(body.exp) * 1000 > Date.now())) throw refused();
  const rules = body.searchRules;
  const patterns = Array.isArray(rules) ? rules.map(String) : isObject(rules) ? Object.keys(rules) : [];
  return limited(
    (uid) => namesIndex(key.indexes, uid) && namesIndex(patterns, uid),
    (uid) => {
      if (!isObject(rules)) return undefined;
      const best = patterns.filter((pattern) => namesIndex([pattern], uid)).toSorted((a, b) => b.length - a.length)[0];
      const rule = best === undefined ? undefined : rules[best];
      return isObject(rule) ? rule.filter : undefined;
    },
  );
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
