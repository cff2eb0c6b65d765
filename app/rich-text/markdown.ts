import MarkdownIt from "markdown-it";
import type { RuleInline } from "markdown-it/lib/parser_inline.mjs";
import type Ruler from "markdown-it/lib/ruler.mjs";
import type StateBlock from "markdown-it/lib/rules_block/state_block.mjs";
import type StateCore from "markdown-it/lib/rules_core/state_core.mjs";

import { footnote } from "./footnote.ts";
import { isAllowedLink } from "./links.ts";
import { table } from "./table.ts";

/** Marks of headings in a section: `#` and `##` begin a heading, `###` one below it; more marks are words. */
export const MOST_HEADING_MARKS = 3;

/** Lists and quotes within each other: no more than so many levels of the parser are read as such, and the rest as words. */
const DEEPEST = 16;

/** A line that ends one part and begins another in Markdown; here such lines stay words. */
const RULE = /^([-*])(?:[ \t]+\1){2,}[ \t]*$/;

/** True where a text may hold markup; false is certain, so that plain texts need no parser. */
export const mayHaveMarkup = (text: string): boolean => /[*_\\[|]|^[ \t]*(?:[-#>]|\d{1,9}[.)])/m.test(text);

/**
 * The one reader of rich text, of the server and of the editor. What it knows: paragraphs, headings, bold, italic,
 * lists, links, block quotes, tables and footnotes `^[like this]`; a line end is a line break. Everything else of
 * Markdown is off, so that a plain text with brackets, dashes, indents or angle brackets loses nothing.
 */
export function makeMarkdown(): MarkdownIt {
  const md = new MarkdownIt({ breaks: true });
  md.validateLink = isAllowedLink;
  // Addresses stay as they were written: Arabic ones would become long rows of escapes.
  md.normalizeLink = (address) => address;
  const { block, inline, core } = md;
  const [quote, list, heading] = [ruleOf(block.ruler, "blockquote"), ruleOf(block.ruler, "list"), ruleOf(block.ruler, "heading")];
  const [link, emphasis] = [ruleOf(inline.ruler, "link"), ruleOf(inline.ruler, "emphasis")];
  const interrupts = { alt: ["paragraph", "reference", "blockquote"] };

  block.ruler.at("blockquote", (state, start, end, silent) => state.level < DEEPEST && quote(state, start, end, silent), {
    alt: [...interrupts.alt, "list"],
  });
  block.ruler.at("list", (state, start, end, silent) => beginsList(state, start) && list(state, start, end, silent), interrupts);
  block.ruler.at("heading", (state, start, end, silent) => beginsHeading(state, start) && heading(state, start, end, silent), interrupts);
  block.ruler.at("table", table, { alt: ["paragraph", "reference"] });
  inline.ruler.at("link", (state, silent) => isLink(state) && link(state, silent));
  inline.ruler.at("emphasis", (state, silent) => !isWithinAddress(state) && emphasis(state, silent));
  inline.ruler.after("link", "footnote", footnote);
  core.ruler.after("block", "numbers", keepNumbers);

  block.ruler.enableOnly(["blockquote", "list", "heading", "table", "paragraph"]);
  inline.ruler.enableOnly(["text", "newline", "escape", "emphasis", "link", "footnote"]);
  inline.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"]);
  core.ruler.enableOnly(["normalize", "block", "numbers", "inline", "text_join"]);
  return md;
}

/** One of the rules that the package brings, to be asked under a condition of our own. */
function ruleOf<Rule>(ruler: Ruler<Rule>, name: string): Rule {
  ruler.enableOnly(name);
  const [rule] = ruler.getRules("");
  if (!rule) throw new Error(`no rule ${name}`);
  return rule;
}

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

/** Points begin with `-` or `*`. A plus sign begins telephone numbers, and a row of dashes no list; within one it goes on. */
function beginsList(state: StateBlock, start: number): boolean {
  const line = lineOf(state, start);
  return state.level < DEEPEST && !line.startsWith("+") && (state.listIndent >= 0 || !RULE.test(line));
}

/** A heading has words. */
function beginsHeading(state: StateBlock, start: number): boolean {
  const marks = /^(#+)[ \t]+(?!#*[ \t]*$)/.exec(lineOf(state, start))?.[1];
  return marks !== undefined && marks.length <= MOST_HEADING_MARKS;
}

/** A link has words and an address; one without is left as it was written. */
function isLink(state: Parameters<RuleInline>[0]): boolean {
  if (state.src[state.pos] !== "[") return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos, true);
  return end > 0 && state.src.slice(state.pos + 1, end).trim() !== "" && /^\(\s*[^\s)]/.test(state.src.slice(end + 1, end + 200));
}

/** Characters before a mark among which the beginning of an address is looked for. */
const LONGEST_ADDRESS = 2_000;
const NOT_IN_ADDRESSES = " \n\t[]<>\"";

/** True for a `_` or `*` in the middle of a bare address, where it is part of it. */
function isWithinAddress({ src, pos }: Parameters<RuleInline>[0]): boolean {
  const mark = src[pos];
  if (mark !== "_" && mark !== "*") return false;
  let next = pos;
  while (src[next] === mark) next += 1;
  if (!/[\p{L}\p{N}/?=&%#-]/u.test(src[next] ?? "")) return false;
  const before = src.slice(Math.max(0, pos - LONGEST_ADDRESS), pos);
  const start = Math.max(...[...NOT_IN_ADDRESSES].map((sign) => before.lastIndexOf(sign)));
  const word = before.slice(start + 1);
  // What stands in parentheses behind a bracket is a link's address, which has ended.
  return /https?:\/\/|www\./i.test(before[start] === "]" && word.startsWith("(") ? word.slice(word.indexOf(")")) : word);
}

/** Notes on an item of a numbered list where its number is ahead of its place: articles 2 and 5 are not 2 and 3. */
function keepNumbers(state: StateCore): void {
  const next: number[] = [];
  for (const token of state.tokens) {
    if (token.type === "ordered_list_open") next.push(Number(token.attrGet("start") ?? 1));
    if (token.type === "bullet_list_open") next.push(Number.NaN);
    if (token.type === "ordered_list_close" || token.type === "bullet_list_close") next.pop();
    if (token.type !== "list_item_open" || !token.info) continue;
    const expected = next.at(-1) ?? Number.NaN;
    const written = Number(token.info);
    if (written > expected) token.meta = { value: written };
    next[next.length - 1] = Math.max(expected, written) + 1;
  }
}

export const markdown = makeMarkdown();
