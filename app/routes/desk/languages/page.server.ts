import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { directionOf, isLanguage, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { isDomainError } from "#models/errors.ts";
import { isBehind, textOf, type WorkItem } from "#models/item.ts";
import { addVersion, listWork } from "#models/item-writing.server.ts";
import { ownersFor } from "#models/policy.ts";

import { afterStep } from "../after-step.server.ts";
import { deskNavigation } from "../navigation.server.ts";

const MOST = 500;

/** What one mechanism has in which language, and what is missing. */
export async function loadLanguages({ request, params }: LoaderFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const { searchParams } = new URL(request.url);
  const writesFor = ownersFor(actor, "item:write");
  const ids = writesFor === "any" ? [] : writesFor;
  const owners = sortByName(
    ids.map((id) => ({ value: id ?? NETWORK, label: id ? tools.mechanismById(id) : t("desk:home.network") })),
    lang,
    ({ label }) => label,
  );
  const chosen = owners.find(({ value }) => value === searchParams.get("mechanism")) ?? owners[0];
  const onlyMissing = searchParams.get("show") === "missing";
  const items = chosen ? (await listWork({ actor, mechanism: chosen.value === NETWORK ? null : chosen.value, limit: MOST })).filter(({ archived }) => !archived) : [];
  const rows = items.map(rowOf).filter(({ cells }) => !onlyMissing || cells.some(({ published }) => !published));
  return {
    meta: { title: `${t("desk:languages.title")} · ${t("site:shortName")}`, unlisted: true },
    navigation: await deskNavigation(proved),
    texts: t("desk:languages", { returnObjects: true, done: "", total: "" }),
    owners,
    chosen: chosen?.value ?? null,
    onlyMissing,
    isEmpty: items.length === 0,
    languages: LANGUAGE_CODES.map((code) => ({
      lang: code,
      name: tools.language(code),
      count: t("desk:languages.count", { done: formatNumber(items.filter((item) => isPublishedIn(item, code)).length, lang), total: formatNumber(items.length, lang) }),
    })),
    rows,
  };

  function rowOf(item: WorkItem) {
    const original = item.versions.find((version) => version.lang === item.originalLanguage);
    const titled = [original, ...item.versions].find((version) => version && textOf(version)?.title);
    return {
      id: item.id,
      url: paths.work(lang, item.id),
      title: (titled && textOf(titled)?.title) || t("desk:home.untitled"),
      titleLang: titled?.lang ?? lang,
      dir: directionOf(titled?.lang ?? lang),
      type: t(`items:type.${item.type}`),
      cells: LANGUAGE_CODES.map((code) => {
        const version = item.versions.find((one) => one.lang === code);
        return {
          lang: code,
          language: tools.language(code),
          published: version?.published != null,
          state: version ? t(`desk:home.state.${version.state}`) : null,
          url: version ? paths.edit(lang, item.id, code) : null,
          notes: [
            ...(code === item.originalLanguage ? [t("desk:languages.original")] : []),
            ...(version?.published && isBehind(item, version) ? [t("desk:languages.behind")] : []),
            ...(version?.machine ? [t("desk:languages.machine")] : []),
          ],
        };
      }),
    };
  }
}

const isPublishedIn = (item: WorkItem, lang: string): boolean => item.versions.some((version) => version.lang === lang && version.published !== null);

/** Begins a translation, and leads to where it is written; one that is there already is simply opened. */
export async function beginTranslation({ request, params, context }: ActionFunctionArgs) {
  const { actor, lang } = await requireMay({ request, params }, "item:write");
  const form = await readForm(request);
  const [id, version] = [form.get("item") ?? "", form.get("version")];
  if (!isLanguage(version)) throw new Response(null, { status: 400 });
  try {
    await addVersion({ actor, doer: { by: actor.id, address: context.address }, id, lang: version });
    await afterStep(id);
  } catch (error) {
    if (isDomainError(error, "not-found")) throw new Response(null, { status: 404 });
    if (!isDomainError(error, "wrong-state")) throw error;
  }
  return redirect(paths.edit(lang, id, version));
}
