import type { Actor } from "./actor.ts";
import { DecisionModel } from "./decision.server.ts";
import { AGENDA } from "./gathering.ts";
import type { ItemDetails, Version } from "./item.ts";
import { type ItemDocument, ItemModel } from "./item.server.ts";
import type { PartialDate } from "./partial-date.ts";
import { writable } from "./scope.server.ts";

/** A gathering as those see it who prepare it; with what of it is there already, published or under way. */
export type PreparedGathering = {
  id: string;
  originalLanguage: string;
  /** In the language that was asked for where it is there, else in the original's. */
  title: { text: string; lang: string };
  date: PartialDate;
  country: string | null;
  details: ItemDetails["event"];
  isPublished: boolean;
  hasAgenda: boolean;
  partners: number;
  documents: number;
  decisions: number;
};

/** The network's gatherings that the actor may write, those to come and the newest first, at most `limit`. */
export async function listGatherings({ actor, lang, limit }: { actor: Actor; lang: string; limit: number }): Promise<PreparedGathering[]> {
  const found = await ItemModel.find({ $and: [writable(actor), { type: "event", "details.gathering": true, archived: null }] })
    .select({
      date: 1, country: 1, details: 1, partners: 1, draftFacts: 1, originalLanguage: 1, publishedAt: 1,
      "versions.lang": 1, "versions.draft.title": 1, "versions.draft.sections.group": 1, "versions.published.content.title": 1, "versions.published.content.sections.group": 1,
    })
    .sort({ "date.from": -1, _id: 1 })
    .limit(limit)
    .lean<ItemDocument[]>();
  const ids = found.map(({ _id }) => _id);
  const [documents, decisions] = await Promise.all([
    ItemModel.find({ type: "document", archived: null, $or: [{ "details.event": { $in: ids } }, { "draftFacts.details.event": { $in: ids } }] }).select({ details: 1, "draftFacts.details": 1 }).lean<ItemDocument[]>(),
    DecisionModel.find({ gathering: { $in: ids } }).select({ gathering: 1 }).lean<Array<{ gathering: string }>>(),
  ]);
  const eventOf = ({ details, draftFacts }: ItemDocument) => ((draftFacts?.details ?? details) as ItemDetails["document"]).event;
  return found.map((item) => {
    const facts = item.draftFacts ?? item;
    return {
      id: item._id,
      originalLanguage: item.originalLanguage,
      title: titleOf(item, lang),
      date: facts.date,
      country: item.country,
      details: facts.details as ItemDetails["event"],
      isPublished: item.publishedAt !== null,
      hasAgenda: item.versions.some((version) => (version.draft ?? version.published?.content)?.sections.some(({ group }) => group === AGENDA)),
      partners: facts.partners?.length ?? 0,
      documents: documents.filter((document) => eventOf(document) === item._id).length,
      decisions: decisions.filter(({ gathering }) => gathering === item._id).length,
    };
  });
}

function titleOf({ versions, originalLanguage }: Pick<ItemDocument, "versions" | "originalLanguage">, wanted: string): { text: string; lang: string } {
  const titled = (version: Version | undefined) => (version ? { text: version.draft?.title || version.published?.content.title || "", lang: version.lang } : null);
  const all = [...[wanted, originalLanguage].map((code) => versions.find(({ lang }) => lang === code)), ...versions].map(titled);
  return all.find((title) => title?.text) ?? { text: "", lang: originalLanguage };
}
