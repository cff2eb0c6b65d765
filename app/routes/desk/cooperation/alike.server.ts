import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { madeSeldom } from "#app/lib/made-seldom.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { VISITOR } from "#models/actor.ts";
import { type AlikeProfile, type AlikeReason, alikeTo } from "#models/alike.ts";
import { publishedByMechanism } from "#models/published-by.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { mechanismName } from "./view.server.ts";

/** How many mechanisms are suggested, and how many names a reason gives. */
const MOST = 12;
const NAMES = 4;

const published = madeSeldom(() => publishedByMechanism({ actor: VISITOR }));

/** Mechanisms that are like one's own, or like any that is chosen, each with the reasons why. */
export async function loadAlike(args: LoaderFunctionArgs) {
  const proved = await requireMember(args);
  const { actor, lang } = proved;
  const [tools, navigation, items] = await Promise.all([pageTools(lang), deskNavigation(proved), published()]);
  const { t, reference } = tools;
  const profiles = [...reference.mechanisms.values()].map(({ id, state, type, capacities }): AlikeProfile => ({
    id,
    type,
    capacities,
    groups: reference.states.get(state)?.groups ?? [],
    languages: items.get(id)?.languages ?? [],
    themes: items.get(id)?.themes ?? [],
  }));
  const wanted = new URL(args.request.url).searchParams.get("mechanism");
  const mine = actor.grants.find(({ mechanism }) => mechanism !== null && reference.mechanisms.has(mechanism))?.mechanism;
  const own = profiles.find(({ id }) => id === wanted) ?? profiles.find(({ id }) => id === mine) ?? null;
  if (wanted && own?.id !== wanted) throw new Response(null, { status: 404 });
  const texts = t("cooperation:alike", { returnObjects: true });
  const suggestions = own ? alikeTo(own, profiles).slice(0, MOST) : [];
  return {
    navigation,
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts: { ...texts, over: t("cooperation:list.title") },
    chosen: own?.id ?? "",
    mechanisms: sortByName(profiles.map(({ id }) => ({ value: id, label: mechanismName(tools, id) })), lang, ({ label }) => label),
    back: paths.cooperation(lang),
    suggestions: suggestions.flatMap(({ id, reasons }) => {
      const mechanism = reference.mechanisms.get(id);
      return mechanism ? [{ id, name: mechanismName(tools, id), url: mechanismUrl(tools, mechanism), reasons: reasons.map((reason) => reasonIn(tools, reason)) }] : [];
    }),
  };
}

/** What two mechanisms share, in words: a few names, and how many more. */
function reasonIn(tools: PageTools, { by, shared }: AlikeReason): string {
  const name = (value: string) => (by === "languages" ? tools.language(value) : tools.term(by === "groups" ? `countryGroup:${value}` : value));
  const more = shared.length > NAMES ? tools.t("cooperation:alike.more", { count: shared.length - NAMES }) : "";
  return tools.t(`cooperation:alike.by.${by}`, { names: [...shared.slice(0, NAMES).map(name), more].filter(Boolean).join(" · ") });
}
