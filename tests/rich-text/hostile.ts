/** What would run a script, or lead elsewhere, where a text were taken for more than words. */

/** Addresses of links. */
export const HOSTILE_ADDRESSES = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)", "\\javascript:alert(1)", "<javascript:alert(1)>", "\u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example", "/\\evil.example", "/en/..//evil.example", "/en//evil.example", "https:evil", "https://a@evil.example", "file:///etc/passwd", "blob:x", "feed:javascript:x", "/xx/a", "x", "#x"];

/** HTML. */
export const HOSTILE_TAGS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href='javascript:x'>y</a>", "<!--", "<style>*{}</style>", '"><b onmouseover=x>'];

/** Every place in a rich text where words can stand. */
export const PLACES = [(a: string) => a, (a: string) => `**${a}**`, (a: string) => `- ${a}`, (a: string) => `## ${a}`, (a: string) => `> ${a}`, (a: string) => `| ${a} |\n| --- |\n| ${a} |`, (a: string) => `w^[${a}]`, (a: string) => `1. | ${a} |\n   |---|`];
