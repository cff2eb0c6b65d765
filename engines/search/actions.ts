/** What a key may be allowed to do; `documents.*` allows all that begins with `documents.`. */
export const ACTIONS: readonly string[] = [
  "*", "search", "documents.*", "documents.add", "documents.get", "documents.delete",
  "indexes.*", "indexes.create", "indexes.get", "indexes.update", "indexes.delete", "indexes.swap",
  "tasks.*", "tasks.get", "tasks.cancel", "tasks.delete", "settings.*", "settings.get", "settings.update",
  "stats.*", "stats.get", "version", "keys.create", "keys.get", "keys.update", "keys.delete",
];

export function allows(granted: readonly string[], action: string): boolean {
  return granted.some((each) => each === "*" || each === action || (each.endsWith(".*") && action.startsWith(each.slice(0, -1))));
}

/** Whether an index is named by a list of names and of beginnings of names that end in `*`. */
export function namesIndex(patterns: readonly string[], uid: string): boolean {
  return patterns.some((pattern) => pattern === uid || (pattern.endsWith("*") && uid.startsWith(pattern.slice(0, -1))));
}
