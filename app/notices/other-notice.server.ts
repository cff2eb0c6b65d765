import { holds } from "#app/auth/invitations.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { grantName } from "#app/lib/grant-name.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { standingInvitation, standingProfile, standingTerm } from "#app/reminders/standing.server.ts";
import type { Member } from "#models/actor.ts";
import { findMessage, followsSide } from "#models/cooperation-messages.server.ts";
import { findInvitation } from "#models/invitation.server.ts";
import { localize } from "#models/localized.ts";
import type { OtherNotice } from "#models/notice.ts";
import { findUser } from "#models/user.server.ts";

import type { NoticeSubject } from "./notice-subject.ts";

type Asked = { kind: OtherNotice; about: Record<string, string>; actor: Member; lang: Language };

/** What stands behind a notice that tells of neither an item nor a comment; null where it is settled, or no matter of its reader any more. */
export async function otherSubject({ kind, ...asked }: Asked): Promise<NoticeSubject | null> {
  return SUBJECTS[kind](asked);
}

const SUBJECTS: Record<OtherNotice, (asked: Omit<Asked, "kind">) => Promise<NoticeSubject | null>> = {
  invited: async ({ about, actor, lang }) => {
    const [link, user, tools] = await Promise.all([findInvitation({ id: about.invitation ?? "" }), findUser({ id: actor.id }), pageTools(lang)]);
    // One that was sent again is told anew.
    if (!link || link.expiresAt?.toISOString() !== about.expires || !user || link.email !== user.email) return null;
    if (!holds(link, link.by ? await findUser({ id: link.by }) : null)) return null;
    return { title: link.grants.map((grant) => grantName(grant, tools)).join(" · "), titleLang: lang, path: paths.ownInvitations(lang) };
  },
  "invitation-expiring": async ({ about, actor, lang }) => {
    const link = await standingInvitation(actor, about);
    return link && { title: link.name ?? "", titleLang: lang, path: paths.people(lang, link.grants[0]?.mechanism ?? NETWORK) };
  },
  "term-ending": async ({ about, actor, lang }) => {
    const [standing, tools] = await Promise.all([standingTerm(actor, about), pageTools(lang)]);
    if (!standing) return null;
    const { office, term, manages } = standing;
    const title = `${tools.country(term.state)} (${localize(office.name, lang)?.text ?? ""})`;
    return { title, titleLang: lang, path: manages ? paths.officeTerm(lang, office.id, term.id) : `${paths.network(lang)}#offices` };
  },
  "profile-due": async ({ about, actor, lang }) => {
    const [mechanism, tools] = await Promise.all([standingProfile(actor, about), pageTools(lang)]);
    if (!mechanism) return null;
    const name = tools.mechanism(mechanism);
    return { title: name.text, titleLang: name.lang, path: paths.keptMechanism(lang, mechanism.id) };
  },
  cooperation: async ({ about, actor, lang }) => {
    const found = await findMessage({ id: about.message ?? "" });
    if (!found || !followsSide(actor, found.cooperation, found.message.side)) return null;
    const { id, title, lang: titleLang } = found.cooperation;
    return { title, titleLang, path: `${paths.cooperationOf(lang, id)}#message-${found.message.id}` };
  },
};
