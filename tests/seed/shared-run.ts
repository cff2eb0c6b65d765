const seen = new Map<string, string>();

/** Words without marks, case, or the variants of a letter; punctuation separates. */
function words(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .toLowerCase()
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/**
 * The first run of `length` words that stands in both texts, or null. A name in `names` counts as a
 * break, because an institution's name cannot be said in other words.
 */
export function sharedRun(given: { text: string; source: string; length: number; names: string[] }): string | null {
  const joined = (text: string) => {
    const known = seen.get(text) ?? ` ${words(text).join(" ")} `;
    seen.set(text, known);
    return known;
  };
  const source = joined(given.source);
  const parts = given.names.reduce(
    (rest, name) => rest.flatMap((part) => part.split(joined(name)).map((piece) => ` ${piece.trim()} `)),
    [joined(given.text)],
  );
  for (const part of parts) {
    const list = part.trim().split(" ");
    for (let start = 0; start + given.length <= list.length; start += 1) {
      const run = list.slice(start, start + given.length).join(" ");
      if (source.includes(` ${run} `)) return run;
    }
  }
  return null;
}
