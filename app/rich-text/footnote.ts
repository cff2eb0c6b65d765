import type { RuleInline } from "markdown-it/lib/parser_inline.mjs";
import type StateInline from "markdown-it/lib/rules_inline/state_inline.mjs";

/**
 * Footnotes where they belong: `words^[the note]`. The token holds the note as it was written, and as parsed. A note
 * has no notes of its own, and there is none within a link, since that would be a link within a link.
 */
export const footnote: RuleInline = (state: StateInline & { linkLevel?: number }, silent) => {
  if (!state.src.startsWith("^[", state.pos) || (state.linkLevel ?? 0) > 0 || state.env?.isFootnote) return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos + 1);
  const content = state.src
    .slice(state.pos + 2, Math.max(end, 0))
    .replace(/\s*\n\s*/g, " ")
    .trim();
  if (end < 0 || content === "") return false;
  if (!silent) {
    const token = state.push("footnote", "", 0);
    token.content = content;
    token.children = [];
    state.md.inline.parse(content, state.md, { isFootnote: true }, token.children);
    // The parser joins escaped characters with the text around them, but does not look into this token.
    for (const child of token.children) if (child.type === "text_special") child.type = "text";
  }
  state.pos = end + 1;
  return true;
};
