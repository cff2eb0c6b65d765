import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { articleOf } from "#app/routes/items/article.server.ts";
import { factsOf } from "#models/item.ts";
import { shownText } from "#models/item-reviewed.server.ts";
import { can } from "#models/policy.ts";

import { asPublished } from "../as-published.server.ts";
import { openReview } from "../review/page.server.ts";

/** A text that is not published as readers would see it: authors their draft, reviewers what was handed in. */
export async function loadPreview(asked: LoaderFunctionArgs) {
  const proved = await requireMember(asked);
  const { item, version } = await openReview(proved, asked.params);
  const { actor, user, lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const content = shownText(actor, item, version);
  if (!content) throw new Response(null, { status: 404 });
  const writes = can(actor, "item:write", item);
  const facts = (writes ? item.draftFacts : version.submitted?.facts) ?? factsOf(item);
  const at = (writes ? version.editedAt : version.submitted?.at) ?? version.published?.at ?? item.updatedAt;
  const shown = asPublished(item, version, { content: { ...content, sections: content.sections.filter(({ text }) => text.trim() !== "") }, facts, at });
  const article = await articleOf(tools, shown.item, shown.version);
  const title = content.title.trim() || t("review:untitled");
  return {
    lang,
    meta: tools.meta(t("review:preview.title", { title }), undefined, { unlisted: true }),
    item: { ...article, title, versions: [], related: [], citation: null },
    bar: {
      label: t("review:preview.label"),
      text: t(writes ? "review:preview.draft" : "review:preview.handedIn", { at: formatMoment(at, lang, user.timeZone) }),
      links: [
        ...(writes && version.state !== "in-review" && !item.archived ? [{ to: paths.edit(lang, item.id, version.lang), label: t("review:preview.back") }] : []),
        ...(version.submitted ? [{ to: paths.review(lang, item.id, version.lang), label: t("review:work.review") }] : []),
        { to: paths.work(lang, item.id), label: t("review:review.item") },
      ],
    },
  };
}
