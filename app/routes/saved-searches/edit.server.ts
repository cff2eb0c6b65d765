import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { changeSavedSearch, findSavedSearch } from "#models/saved-search.server.ts";
import type { SavedSearch } from "#models/saved-search.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { formView, readSavedForm, refused } from "./form.server.ts";
import { searchView } from "./view.server.ts";

/** One's own; of others nobody is told that they are there. @throws a 404 response. */
async function openSavedSearch({ user }: Proved, id = ""): Promise<SavedSearch> {
  const found = await findSavedSearch({ id, user: user.id });
  if (!found) throw new Response(null, { status: 404 });
  return found;
}

/** The form to change a saved search: its name, and how often mail tells of it. */
export async function loadSavedSearch(args: LoaderFunctionArgs) {
  const proved = await requireMember(args);
  const { user, lang } = proved;
  const search = await openSavedSearch(proved, args.params.id);
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const texts = tools.t("alerts:edit", { returnObjects: true });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts,
    navigation,
    search: searchView(tools, user, search),
    action: paths.savedSearch(lang, search.id),
    list: paths.savedSearches(lang),
    form: formView(tools, user),
    values: { name: search.name, every: search.every as string },
  };
}

export async function changeThisSearch(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const { user, lang } = proved;
  const { id } = await openSavedSearch(proved, args.params.id);
  const { values, given, errors } = readSavedForm(await pageTools(lang), await readForm(args.request));
  if (!given) return refused(values, errors);
  if (!(await changeSavedSearch({ ...given, id, user: user.id }))) throw new Response(null, { status: 404 });
  return redirect(paths.savedSearches(lang, { done: "changed" }));
}
