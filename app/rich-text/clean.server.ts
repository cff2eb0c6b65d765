import sanitizeHtml from "sanitize-html";

/** Passes that a text may need: what is taken out can join what stood around it into a new tag. */
const MOST_PASSES = 20;

/**
 * A rich text as it is kept: without HTML, one kind of line end, and nothing that cannot be seen. What is typed as
 * words or as Markdown stays, comparisons and ampersands included. Cleaning twice is cleaning once.
 */
export function cleanRichText(value: string | null): string {
  let text = visible(value ?? "");
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = text;
    text = trimmed(withoutTags(text));
    if (text === before) return text;
  }
  // Whoever nests so many tags inside of tags gets none of the signs that begin them.
  return trimmed(text.replaceAll("<", ""));
}

/**
 * Without control characters but tab and line end, without halves of characters, without the private characters that
 * mark found words, and without what turns the direction of the words behind it; the marks for single places stay.
 */
function visible(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "")
    .replace(/[\u202A-\u202E\u2066-\u2069\uFEFF\uE000\uE001]/g, "");
}

const trimmed = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+/, "")
    .trimEnd();

/** What stands for `<`, for `&` and for a tag of these meanwhile: control characters, of which a visible text has none. */
const LESS = "\u0001";
const AND = "\u0002";
const PLACE = "\u0003";

/** Elements of HTML, of drawings in it, and those that Word puts into what it copies. */
const HTML = new Set(
  (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas caption center cite code " +
    "col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 " +
    "h5 h6 head header hgroup hr html i iframe img input ins kbd keygen label legend li link listing main map mark marquee math menu meta meter nav nobr " +
    "noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rp rt ruby s samp script search section " +
    "select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var " +
    "video wbr xml xmp animate circle defs desc ellipse filter foreignobject g image line lineargradient path pattern polygon polyline rect set stop " +
    "symbol text textpath tspan use view"
  ).split(" "),
);
const OFFICE = /^(?:o|v|w|m|x|st1|dt|w14|w15):/;

/** Elements whose end is the end of a paragraph, of a line, of a word. */
const ENDS: Array<[space: string, elements: RegExp]> = [
  ["\n\n", /^(?:article|blockquote|h[1-6]|ol|p|pre|section|table|ul)$/],
  ["\n", /^(?:address|aside|br|dd|div|dl|dt|figure|footer|form|header|hr|li|main|nav|tr)$/],
  [" ", /^(?:option|td|th)$/],
];

/** A whole tag. A `<` within it, or no end for long, says that it is none. */
const TAG = /<![a-z[][^<>]{0,500}>|<\?[^<>]{0,500}>|<(\/?)([a-z][\w:-]{0,30})(?:[\s/](?:"[^"]{0,2000}"|'[^']{0,2000}'|[^'"<>]){0,1000})?>/gi;

/** What goes with its content; where it does not end, only the tag goes, and the words behind it stay. */
const WITH_CONTENT = ["script", "style"];

function withoutTags(given: string): string {
  if (!given.includes("<")) return given;
  const text = withoutComments(given);
  const ends = new Map(WITH_CONTENT.map((element) => [element, -1]));
  for (const end of text.matchAll(/<\/(script|style)>/gi)) ends.set(end[1]?.toLowerCase() ?? "", end.index);
  const tags: string[] = [];
  // Every other `<` is hidden from the sanitiser, which takes any before a letter for the beginning of a tag.
  const hidden = text
    .replace(TAG, (tag: string, slash: string | undefined, name: string | undefined, at: number) => {
      const element = name?.toLowerCase() ?? "";
      if (name && !HTML.has(element) && !OFFICE.test(element)) return tag;
      if (!slash && at > (ends.get(element) ?? Infinity)) return "";
      const space = slash || /^[bh]r$/.test(element) ? (ENDS.find(([, elements]) => elements.test(element))?.[0] ?? "") : "";
      // Of other elements only the tags go, which needs no knowledge of what is nested in what.
      if (!WITH_CONTENT.includes(element)) return space;
      tags.push(slash ? `</${element}>` : `<${element}>`);
      return PLACE;
    })
    .replaceAll("<", LESS)
    .replaceAll("&", AND)
    .replaceAll(PLACE, () => tags.shift() ?? "");
  const clean = sanitizeHtml(hidden, { allowedTags: [], allowedAttributes: {}, nonTextTags: WITH_CONTENT, parser: { decodeEntities: false } });
  return clean.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&").replaceAll(LESS, "<").replaceAll(AND, "&");
}

function withoutComments(text: string): string {
  let [clean, from] = ["", 0];
  for (;;) {
    const start = text.indexOf("<!--", from);
    const end = start < 0 ? -1 : text.indexOf("-->", start + 4);
    if (end < 0) return clean + text.slice(from);
    clean += text.slice(from, start);
    from = end + 3;
  }
}
