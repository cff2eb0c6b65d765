import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { answerProgram } from "#app/routes/api/answer.server.ts";
import { FOR_OTHER_SITES } from "#app/routes/api/other-sites.ts";
import { findEvery } from "#app/search/every-hit.server.ts";
import { isAnyPending } from "#models/item-queries.server.ts";
import { changeOfShown } from "#models/item-shown.server.ts";

import { wholeOf } from "./address.server.ts";
import { ATOM, feedOf } from "./atom.server.ts";
import { nameOfSearch, readInOrder, wholeSearch } from "./whole.server.ts";

/** As many as are left between two visits of somebody who looks seldom. */
const ENTRIES = 50;
/** Clocks of several hubs may differ, and dates of HTTP have no parts of a second. */
const SETTLED_MS = 2_000;

/** What a search finds as a feed, what was published last first. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  return answerProgram(async () => {
    const { tools, query } = await wholeSearch({ request }, lang);
    const changedAt = await settledChange();
    const ids = await findEvery({ lang, query, reference: tools.reference, order: "published", limit: ENTRIES });
    const items = await readInOrder({ actor, ids });
    const own = wholeOf(query, { ordered: false });
    const body = feedOf(tools, items, { title: nameOfSearch(tools, query), path: paths.searchAs(lang, "atom", own), page: paths.search(lang, own) });
    return withValidators(request, { body, contentType: ATOM, headers: { ...FOR_OTHER_SITES, "Content-Language": lang }, changedAt });
  });
}

/** When anything that a feed can hold last changed; null while more may come of that second, or the index has not followed. */
async function settledChange(): Promise<Date | null> {
  const [pending, changedAt] = [await isAnyPending(), await changeOfShown("last")];
  return changedAt && !pending && changedAt.getTime() < Date.now() - SETTLED_MS ? changedAt : null;
}
