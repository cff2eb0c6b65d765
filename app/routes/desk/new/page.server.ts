import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { isLanguage, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { NETWORK, paths } from "#app/paths.ts";
import { createItem } from "#models/item-writing.server.ts";
import { ITEM_TYPES, LIMITS } from "#models/vocabulary.ts";

import { afterStep } from "../after-step.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { ownersOf } from "../owners.server.ts";

export async function loadNew({ request, params }: LoaderFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const query = new URL(request.url).searchParams;
  const owners = ownersOf(proved, tools);
  const { errors: _, ...texts } = t("desk:new", { returnObjects: true });
  return {
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    navigation: await deskNavigation(proved),
    texts,
    types: ITEM_TYPES.map((value) => ({ value, label: t(`items:type.${value}`), help: texts.types[value] })),
    languages: LANGUAGE_CODES.map((value) => ({ value, label: tools.language(value) })),
    owners,
    values: {
      type: ITEM_TYPES.find((type) => type === query.get("type")) ?? "practice",
      language: isLanguage(proved.user.lang) ? proved.user.lang : lang,
      mechanism: owners.find(({ value }) => value === query.get("mechanism"))?.value ?? "",
      title: "",
      token: randomUUID(),
    },
  };
}

const FIELDS = ["type", "language", "mechanism", "title", "token"] as const;
type Values = Record<(typeof FIELDS)[number], string>;

/** Begins an item, and leads to where it is written. */
export async function beginItem({ request, params, context }: ActionFunctionArgs) {
  const proved = await requireMay({ request, params }, "item:write");
  const { actor, lang } = proved;
  const form = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, cleanText(form.get(name)).replace(/\s+/g, " ")])) as Values;
  const tools = await pageTools(lang);
  const owners = ownersOf(proved, tools);
  const texts = tools.t("desk:new.errors", { returnObjects: true, max: formatNumber(LIMITS.title, lang) });
  const type = ITEM_TYPES.find((name) => name === values.type);
  const owner = owners.length === 1 ? owners[0] : owners.find(({ value }) => value === values.mechanism);
  const errors = [
    ...(type ? [] : [{ field: "type-practice", text: texts.type }]),
    ...(isLanguage(values.language) ? [] : [{ field: "language", text: texts.lang }]),
    ...(owner ? [] : [{ field: "mechanism", text: texts.mechanism }]),
    ...(values.title ? [] : [{ field: "title", text: texts.titleMissing }]),
    ...(values.title.length > LIMITS.title ? [{ field: "title", text: texts.titleLong }] : []),
  ];
  if (errors.length > 0 || !type || !owner) return data({ values, errors }, { status: 400 });
  const mechanism = owner.value === NETWORK ? null : owner.value;
  const id = await createItem({
    actor,
    doer: { by: actor.id, address: context.address },
    token: values.token || randomUUID(),
    type,
    lang: values.language,
    mechanism,
    country: mechanism ? (tools.reference.mechanisms.get(mechanism)?.state ?? null) : null,
    title: values.title,
  });
  await afterStep(id);
  return redirect(paths.edit(lang, id, values.language));
}
