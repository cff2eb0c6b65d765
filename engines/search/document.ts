export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Document = { [key: string]: Json };

export function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The fields of a document by dotted path, in order of appearance. Nested objects appear themselves,
 * with no values, and their members under `parent.member`.
 */
export function flatten(document: Document): Map<string, Json[]> {
  const leaves = new Map<string, Json[]>();
  const visit = (path: string, value: Json) => {
    if (isObject(value)) {
      if (!leaves.has(path)) leaves.set(path, []);
      if (Object.keys(value).length === 0) leaves.get(path)!.push(value);
      for (const [key, member] of Object.entries(value)) visit(`${path}.${key}`, member);
      return;
    }
    const values = leaves.get(path) ?? [];
    leaves.set(path, values);
    if (!Array.isArray(value)) values.push(value);
    else if (value.length === 0) values.push(value);
    else {
      for (const member of value) {
        if (isObject(member) || Array.isArray(member)) visit(path, member);
        else values.push(member);
      }
    }
  };
  for (const [key, value] of Object.entries(document)) visit(key, value);
  return leaves;
}

/** Whether the attribute `name` stands for the field at `path`: the field itself or one inside it. */
export function covers(name: string, path: string): boolean {
  return path === name || (path.startsWith(name) && path[name.length] === ".");
}

/** An attribute pattern: a name, or a name with `*` at its start, its end or both. */
export function matchesPattern(pattern: string, path: string): boolean {
  const open = pattern.startsWith("*");
  const close = pattern.endsWith("*");
  if (!open && !close) return covers(pattern, path);
  const text = pattern.slice(open ? 1 : 0, close && pattern.length > 1 ? -1 : undefined);
  if (open && close) return path.includes(text);
  return open ? path.endsWith(text) : path.startsWith(text);
}

/** Only the given attributes of a document, nested ones by dotted path; `*` is everything. */
export function project(document: Document, attributes: readonly string[]): Document {
  if (attributes.includes("*")) return document;
  const pick = (value: Document, prefix: string): Document => {
    const kept: Document = {};
    for (const [key, member] of Object.entries(value)) {
      const path = prefix + key;
      if (attributes.some((name) => covers(name, path))) kept[key] = member;
      else if (attributes.some((name) => name.startsWith(`${path}.`))) {
        if (isObject(member)) kept[key] = pick(member, `${path}.`);
        else if (Array.isArray(member)) {
          kept[key] = member.filter(isObject).map((each) => pick(each, `${path}.`));
        }
      }
    }
    return kept;
  };
  return pick(document, "");
}
