import { directionOf, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatDay, formatNumber } from "#app/lib/dates.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Member } from "#models/actor.ts";
import { namesById } from "#models/named-person.server.ts";
import { can } from "#models/policy.ts";
import type { ReaderComment } from "#models/reader-comment.ts";
import type { User } from "#models/user.ts";
import { usersById } from "#models/user.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

/** Text in its own language and direction, by whom and when. */
export type Said = { name: string; of: string; at: string; lang: string; dir: "ltr" | "rtl"; text: string };
/** `state` is said where not everybody reads the comment; `links` are what its reader can do with it. */
export type CommentView = Said & { id: string; answer: Said | null; state: string | null; reason: string | null; links: Array<{ url: string; label: string; name: string }> };

/** The item that comments are on, as far as their views need to know. */
export type Commented = { id: string; type: Parameters<typeof paths.item>[1]["type"]; mechanism: string | null };

/** For whom a person speaks: his mechanism with its country, or the network. Empty for an account that belongs to none. */
export function affiliationOf(tools: PageTools, user: Pick<User, "grants"> | undefined): string {
  const own = user?.grants.find(({ mechanism }) => mechanism !== null)?.mechanism;
  const mechanism = own ? tools.reference.mechanisms.get(own) : undefined;
  if (mechanism) {
    const { text, named } = tools.mechanism(mechanism);
    return named ? `${text} (${tools.country(mechanism.state)})` : text;
  }
  return user?.grants.some(({ role }) => role === "reviewer" || role === "coordinator") ? tools.t("comments:ofNetwork") : "";
}

/** Comments as they are shown, with their authors' names; `member` is who looks, where he has signed in. */
export async function commentViews(tools: PageTools, item: Commented, comments: ReaderComment[], member: Member | null): Promise<CommentView[]> {
  const { t, lang } = tools;
  const ids = comments.flatMap(({ by, answer }) => [by, ...(answer ? [answer.by] : [])]);
  const [people, names] = await Promise.all([usersById(ids), namesById(ids)]);
  const said = ({ by, at, lang: own, text }: { by: string; at: string; lang: string; text: string }): Said => ({
    name: names.get(by) ?? t("review:someone"),
    of: affiliationOf(tools, people.get(by)),
    at: formatDay(at, lang),
    lang: own,
    dir: directionOf(own),
    text,
  });
  return comments.map((comment) => {
    const { id, state, answer, reason } = comment;
    const view = said(comment);
    return { id, ...view, answer: answer ? said(answer) : null, state: state === "waiting" || state === "refused" || state === "hidden" ? t(`comments:state.${state}`) : null, reason, links: linksOf(tools, item, comment, view.name, member) };
  });
}

/** What can be done with a comment: a visitor is led to the form for errors, which names the comment's place. */
function linksOf({ t, lang }: PageTools, item: Commented, { id, by, state }: ReaderComment, name: string, member: Member | null): CommentView["links"] {
  const isRead = state === "shown" || state === "reported";
  const report = { label: t("comments:report"), name: t("comments:reportNamed", { name }) };
  if (!member) return [{ ...report, url: paths.report(lang, `${paths.item(lang, item)}#comment-${id}`) }];
  if (by === member.id) return [{ label: t("comments:takeBack.label"), name: t("comments:takeBack.label"), url: paths.comments(lang, item.id, { "take-back": id }) }];
  if (!isRead) return [];
  const mayAnswer = can(member, "comments:moderate", item) || can(member, "item:write", item);
  return [
    ...(mayAnswer ? [{ label: t("comments:answer"), name: t("comments:answerNamed", { name }), url: paths.comments(lang, item.id, { answer: id }) }] : []),
    { ...report, url: paths.comments(lang, item.id, { report: id }) },
  ];
}

/** The form to write a comment: its words, and what it begins with. `token` names it, so that sending it twice is sending it once. */
export async function commentForm(tools: PageTools, user: Pick<User, "name" | "grants">, token: string) {
  const { t, lang } = tools;
  const as = [user.name, affiliationOf(tools, user)].filter(Boolean).join(", ");
  return {
    texts: t("comments:form", { returnObjects: true, as, max: formatNumber(LIMITS.comment, lang) }),
    rules: await pagePart(tools, "comments/rules"),
    langs: LANGUAGE_CODES.map((code) => ({ code, name: tools.language(code) })),
    lang: lang as string,
    token,
  };
}
export type CommentFormView = Awaited<ReturnType<typeof commentForm>>;
