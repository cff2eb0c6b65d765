import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { findMessage, followsSide } from "#models/cooperation-messages.server.ts";
import { findUser } from "#models/user.server.ts";

import { inSentence } from "./plain-line.ts";
import { toldReaderOf } from "./reader.server.ts";
import { composer, type Composer } from "./writing.server.ts";

/**
 * Tells the other side of a message about an offer or a request. Dropped where its reader is suspended, is not to be
 * told any more, or no longer follows the conversation. What was written is read in the hub.
 */
export const cooperation: Composer = composer(async (mail, { lang, t, to }) => {
  const [found, reader] = await Promise.all([findMessage({ id: mail.params.message ?? "" }), toldReaderOf(mail)]);
  if (!found || !reader) return null;
  const { message, cooperation: about } = found;
  if (!followsSide(reader, about, message.side)) return null;
  const [tools, by] = await Promise.all([pageTools(lang), findUser({ id: message.by })]);
  const title = inSentence(about.title, lang);
  const speaker = message.from === "owner" ? about.mechanism : message.side;
  const facts = [
    { label: t("mail:facts.by"), value: inSentence(by?.name ?? "", lang) },
    { label: t("mail:facts.mechanism"), value: inSentence(speaker ? tools.mechanismById(speaker) : t("items:network"), lang) },
  ];
  return {
    subject: t("mail:cooperation.subject", { title }),
    to,
    paragraphs: [t("mail:cooperation.lead", { title })],
    facts: facts.filter(({ value }) => value),
    link: { label: t("mail:cooperation.action"), path: `${paths.cooperationOf(lang, about.id)}#message-${message.id}` },
    reason: t("mail:cooperation.reason"),
    choices: true,
  };
});
