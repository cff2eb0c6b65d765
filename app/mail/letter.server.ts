import type { TFunction } from "i18next";

import type { NAMESPACES } from "#app/i18n/config.ts";
import { directionOf, type Language } from "#app/i18n/languages.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";

import { ISOLATE, ISOLATE_END, oneLine } from "./plain-line.ts";

/** A mail as it goes out; `link` is the address that it leads to, `stop` the one at which its like are stopped. */
export type Composed = { subject: string; text: string; html: string; link: string | null; stop: string | null };

/** What a mail says, paragraph by paragraph; text and HTML are made from it. Each string is one line. */
export type Letter = {
  subject: string;
  /** The name of its reader, where it is known. */
  to: string;
  paragraphs: string[];
  facts?: Array<{ label: string; value: string }>;
  /** Things to look at, each with its page, under what they have in common. The paths are those of the hub. */
  lists?: Array<{ heading?: string; entries: Array<{ text: string; path: string; lang?: string; about?: string }> }>;
  /** Below the lists: that there are more. */
  more?: string;
  /** One at most: what the reader can do. The path is one of the hub. */
  link?: { label: string; path: string };
  /** What else he should know, below the link. */
  notes?: string[];
  /** Why he gets it. */
  reason: string;
  /** Whether he can choose how he is told such things: the letter then leads there. */
  choices?: boolean;
  /** Where he stops what he has asked for; an address to which mail programs may post by themselves (RFC 8058). */
  stop?: { label: string; path: string };
};

/** Sets a letter in the language and the direction of its reader. */
export function setLetter(letter: Letter, { lang, t }: { lang: Language; t: TFunction<typeof NAMESPACES> }): Composed {
  const hub = t("site:name");
  const to = oneLine(letter.to);
  const linked = (path: string): string => oneLine(absolute(path));
  const labelled = (label: string): string => t("mail:labelled", { label: oneLine(label) });
  const stop = letter.stop && { label: oneLine(letter.stop.label), url: linked(letter.stop.path) };
  const words: Words = {
    lang,
    hub: t("site:shortName"),
    home: absolute(paths.home(lang)),
    subject: oneLine(letter.subject),
    greeting: to ? t("mail:greetingNamed", { name: to }) : t("mail:greeting"),
    paragraphs: letter.paragraphs.map(oneLine),
    facts: (letter.facts ?? []).map(({ label, value }) => ({ label: labelled(label), value: oneLine(value) })),
    lists: (letter.lists ?? []).map(({ heading = "", entries }) => ({
      heading: oneLine(heading),
      entries: entries.map(({ text, path, lang: written = lang, about = "" }) => ({ text: oneLine(text), lang: written, about: oneLine(about), url: linked(path) })),
    })),
    more: oneLine(letter.more ?? ""),
    link: letter.link && { label: oneLine(letter.link.label), url: linked(letter.link.path) },
    address: t("mail:address"),
    notes: (letter.notes ?? []).map(oneLine),
    from: t("mail:footer.from", { hub }),
    footer: [oneLine(letter.reason), t("mail:footer.links")],
    linkLabelled: letter.link ? labelled(letter.link.label) : "",
    ways: [...(letter.choices ? [{ label: t("notices:choose"), url: absolute(paths.noticeChoices(lang)) }] : []), ...(stop ? [stop] : [])].map(({ label, url }) => ({ label: labelled(label), url })),
  };
  return { subject: words.subject, text: asText(words), html: asHtml(words), link: words.link?.url ?? null, stop: stop?.url ?? null };
}

type Words = {
  lang: Language;
  hub: string;
  home: string;
  subject: string;
  greeting: string;
  paragraphs: string[];
  /** Labels have their colon, with what stands before it in their language. */
  facts: Array<{ label: string; value: string }>;
  lists: Array<{ heading: string; entries: Array<{ text: string; lang: string; about: string; url: string }> }>;
  more: string;
  link: { label: string; url: string } | undefined;
  /** What it is called where its address follows. */
  linkLabelled: string;
  address: string;
  notes: string[];
  from: string;
  footer: string[];
  /** What its reader can do about getting it. */
  ways: Array<{ label: string; url: string }>;
};

function asText({ greeting, paragraphs, facts, lists, more, link, linkLabelled, notes, from, home, footer, ways }: Words): string {
  const blocks = [
    greeting,
    ...paragraphs,
    facts.map(({ label, value }) => `${label} ${value}`).join("\n"),
    ...lists.map(({ heading, entries }) => [...(heading ? [heading] : []), ...entries.map(({ text, about, url }) => [`- ${text}`, ...(about ? [`  ${about}`] : []), `  ${url}`].join("\n"))].join("\n")),
    more,
    link ? `${linkLabelled}\n${link.url}` : "",
    ...notes,
    // As mail programs know the end of a message: "-- " on a line of its own.
    ["-- ", from, home, ...footer, ...ways.flatMap(({ label, url }) => [label, url])].join("\n"),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
const inline = (text: string): string => escape(text).replaceAll(ISOLATE, "<bdi>").replaceAll(ISOLATE_END, "</bdi>");

/**
 * Styles are inline and sides are named left and right, as the mail programs of the last ten years need it. No
 * colour is set but the button's, both of its own: the rest is what the reader's program has, in light and dark.
 * Nothing is loaded, so nobody learns when the mail is read.
 */
function asHtml({ lang, hub, home, subject, greeting, paragraphs, facts, lists, more, link, address, notes, from, footer, ways }: Words): string {
  const dir = directionOf(lang);
  const font = dir === "rtl" ? "'Segoe UI', 'Geeza Pro', 'Noto Sans Arabic', Tahoma, Arial, sans-serif" : "'Segoe UI', system-ui, -apple-system, Roboto, Arial, sans-serif";
  const paragraph = (content: string, style = "margin:0 0 16px"): string => `<p style="${style}">${content}</p>`;
  // An address is read from left to right in every language.
  const plain = (url: string): string =>
    `<a href="${escape(url)}" dir="ltr" style="color:inherit;text-decoration:underline;overflow-wrap:anywhere;word-break:break-word">${escape(url)}</a>`;
  const fact = ({ label, value }: { label: string; value: string }): string => `<strong>${inline(label)}</strong> <bdi>${inline(value)}</bdi>`;
  const entry = ({ text, lang: written, about, url }: Words["lists"][number]["entries"][number]): string =>
    `<li style="margin:0 0 8px"><a href="${escape(url)}" lang="${escape(written)}" style="color:inherit;text-decoration:underline">${inline(text)}</a>${about ? `<br><span style="font-size:14px">${inline(about)}</span>` : ""}</li>`;
  const body = [
    paragraph(inline(hub), "margin:0 0 20px;padding:0 0 12px;border-bottom:2px solid #4f8d9c;font-size:14px;font-weight:600"),
    `<h1 style="margin:0 0 20px;font-size:22px;line-height:1.35;font-weight:600">${inline(subject)}</h1>`,
    ...[greeting, ...paragraphs].map((text) => paragraph(inline(text))),
    facts.length > 0 ? paragraph(facts.map(fact).join("<br>")) : "",
    ...lists.map(({ heading, entries }) => (heading ? paragraph(`<strong>${inline(heading)}</strong>`, "margin:0 0 4px") : "") + `<ul style="margin:0 0 16px;padding:0 20px">${entries.map(entry).join("")}</ul>`),
    more ? paragraph(inline(more)) : "",
    link ? paragraph(button(link), "margin:24px 0") + paragraph(`${inline(address)}<br>${plain(link.url)}`, "margin:0 0 24px;font-size:14px") : "",
    ...notes.map((text) => paragraph(inline(text))),
    `<div style="margin:32px 0 0;padding:12px 0 0;border-top:1px solid #859095;font-size:14px">`,
    paragraph(`${inline(from)}<br>${plain(home)}`, "margin:0 0 8px"),
    ...footer.map((text) => paragraph(inline(text), "margin:0 0 8px")),
    ...ways.map(({ label, url }) => paragraph(`${inline(label)}<br>${plain(url)}`, "margin:0 0 8px")),
    "</div>",
  ];
  return `<!doctype html>
<html lang="${lang}" dir="${dir}" style="color-scheme:light dark">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(subject)}</title>
</head>
<body style="margin:0;padding:0">
<div lang="${lang}" dir="${dir}" style="max-width:600px;margin:0 auto;padding:24px 16px;text-align:${dir === "rtl" ? "right" : "left"};font-family:${font};font-size:16px;line-height:${dir === "rtl" ? 1.8 : 1.6}">
${body.filter(Boolean).join("\n")}
</div>
</body>
</html>
`;
}

function button({ label, url }: { label: string; url: string }): string {
  const style =
    "display:inline-block;padding:12px 24px;background-color:#0c4a5b;border:1px solid #4f8d9c;border-radius:6px;color:#ffffff;font-weight:600;text-decoration:none";
  return `<a href="${escape(url)}" style="${style}">${inline(label)}</a>`;
}
