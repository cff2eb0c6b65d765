/** What a text may be, read as JSON: so many values, one in another so deep. */
export type JsonWeight = { values: number; depth: number };

/** Whether a text, read as JSON, would be no more and no deeper than this: what would take many times its size in memory need not be read. */
export function isLightJson(text: string, most: JsonWeight): boolean {
  let [values, depth, isQuoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isQuoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') isQuoted = false;
      continue;
    }
    if (sign === '"') isQuoted = true;
    else if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (sign === "," || sign === "[" || sign === "{") values += 1;
    if (values > most.values || depth > most.depth) return false;
  }
  return true;
}
