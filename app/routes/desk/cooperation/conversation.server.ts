import type { Proved } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK } from "#app/paths.ts";
import type { Cooperation } from "#models/cooperation.ts";
import { listMessages, SHOWN_MESSAGES, voicesOf } from "#models/cooperation-messages.server.ts";
import { readNotices } from "#models/notice.server.ts";

import { teller } from "../people.server.ts";
import { mechanismName } from "./view.server.ts";

/** The conversations that a person follows, one with each side that answers, with a form wherever he may speak. */
export async function conversationsOf(tools: PageTools, proved: Proved, one: Cooperation) {
  const { actor, user, lang } = proved;
  const { t } = tools;
  const messages = await listMessages({ actor, cooperation: one });
  await readNotices({ user: proved.user.id, about: { name: "message", ids: messages.map(({ id }) => id) } });
  const { name } = await teller(tools, proved, messages.map(({ by }) => by));
  const voices = voicesOf(actor);
  const isOwner = voices.includes(one.mechanism);
  const sides = [...new Set([...messages.map(({ side }) => side), ...(isOwner ? [] : voices)])];
  const nameOf = (side: string | null) => (side === null ? t("items:network") : mechanismName(tools, side));
  return {
    isCut: messages.length === SHOWN_MESSAGES ? t("cooperation:page.cut", { max: formatNumber(SHOWN_MESSAGES, lang) }) : null,
    sides: sides.map((side) => {
      const own = messages.filter((message) => message.side === side);
      // With one that has merged into those who offer or ask, nobody is left to talk to.
      const maySpeak = one.state !== "closed" && (isOwner ? side !== one.mechanism : voices.includes(side));
      const [from, to] = isOwner ? [one.mechanism, side] : [side, one.mechanism];
      return {
        side: side ?? NETWORK,
        title: isOwner || own.length > 0 ? t("cooperation:page.with", { name: nameOf(side) }) : t("cooperation:page.answer"),
        messages: own.map(({ id, by, at, lang: of, text, from: who }) => ({
          id,
          told: `${name(by)} · ${nameOf(who === "owner" ? one.mechanism : side)} · ${formatMoment(at, lang, user.timeZone)}`,
          lang: of,
          dir: directionOf(of),
          text,
        })),
        form: maySpeak ? { help: t("cooperation:page.sends", { from: nameOf(from), to: nameOf(to) }), lang } : null,
      };
    }),
  };
}
export type Conversations = Awaited<ReturnType<typeof conversationsOf>>;
