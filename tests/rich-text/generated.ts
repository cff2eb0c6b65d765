const WORDS = ["rights", "report", "حقوق", "الإنسان", "«État»", "año", "(2019)", "e.g.", "national", "C:\\docs", "a_b_c", "50%", "https://x.example/_a_/b*c", "№ 5", "👩🏽‍⚖️"];
const SIGNS = ["*", "**", "_", "__", "***", "`", "~~", "[", "]", "(", ")", "^[", "](", "\\", "\\*", "|", "<", ">", "&", "&amp;", "!", "#", "-", "+", "1.", "2)", "^", "[x]: y", "<b>", "---", "\"", ":"];
const MARKED = [
  "**bold**",
  "*italic*",
  "***both***",
  "[link](https://example.org/a)",
  "[page](/en/search?q=a \"title\")",
  "[mail](mailto:a@example.org)",
  "[no](javascript:x)",
  "word^[a note]",
  "word^[a *note* with [link](https://example.org)]",
  "**[bold link](https://example.org)**",
  "*a **b** c*",
  "**a *b***",
  "[**a** b](https://example.org/(c))",
  "و**«حقوق»**",
];
const STARTS = ["", "", "", "", "- ", "- ", "  - ", "    - ", "* ", "1. ", "2. ", "7) ", "   1. ", "> ", "> - ", "> > ", "## ", "### ", "# ", "#### ", "- ## ", "- > ", "    ", "\t", "| a | b |\n| --- | :-: |\n| ", "- | a | b |\n  |---|---|\n  | ", "===", "---", "+ ", "- - ", "- 1. "];

/** A text of random lines of Markdown, of words and of stray signs. */
export function randomMarkdown(random: () => number, most = 8): string {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const piece = () => (random() < 0.6 ? one(WORDS) : random() < 0.5 ? one(MARKED) : one(SIGNS));
  const line = () => one(STARTS) + Array.from({ length: Math.floor(random() * 5) }, piece).join(random() < 0.8 ? " " : "");
  return Array.from({ length: 1 + Math.floor(random() * most) }, () => line() + one(["\n", "\n", "\n\n", "\n\n", "  \n"])).join("");
}
