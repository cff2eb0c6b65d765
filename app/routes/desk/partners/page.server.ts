import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { NEW, paths } from "#app/paths.ts";
import { wakeIndexer } from "#app/search/indexer.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { addPartner, changePartner, findPartner } from "#models/partner.server.ts";
import { PARTNER_KINDS } from "#models/partner.ts";

import { deskNavigation } from "../navigation.server.ts";
import { fieldsOfPartner, readPartner, roomFor } from "./fields.ts";

const DONE = ["added", "changed", "retired", "brought-back"] as const;

/** The partner at an address; null at the one of a partner that is not there yet. @throws a 404 response. */
async function openPartner(id: string | undefined) {
  if (id === NEW) return null;
  const partner = id ? await findPartner({ id }) : null;
  if (!partner) throw new Response(null, { status: 404 });
  return partner;
}

/** The form of a partner. */
export async function loadKeptPartner(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const partner = await openPartner(args.params.id);
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const { t } = tools;
  const { done, errors: _, ...texts } = t("cooperation:keep", { returnObjects: true });
  const did = DONE.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  const title = partner ? tools.partner(partner.id).text : texts.add;
  return {
    navigation,
    meta: tools.meta(title, undefined, { unlisted: true }),
    title,
    texts,
    done: did ? done[did] : null,
    kinds: PARTNER_KINDS.map((value) => ({ value, label: t(`cooperation:partners.kinds.${value}`) })),
    // The reader's own language stands first.
    langs: [lang, ...LANGUAGE_CODES.filter((code) => code !== lang)].map((code) => ({ code, name: tools.language(code) })),
    fields: fieldsOfPartner(partner, lang),
    sources: roomFor(partner?.sources ?? []),
    retired: partner?.retired ?? false,
    isNew: partner === null,
    version: String(partner?.version ?? 0),
    token: randomUUID(),
    page: partner ? paths.partner(lang, partner.id) : null,
    all: paths.keptPartners(lang),
  };
}

/** Keeps a partner, sets one aside, and brings one back. */
export async function changeKeptPartner(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { actor, lang } = proved;
  const before = await openPartner(args.params.id);
  const form = await readForm(args.request);
  const { t } = await pageTools(lang);
  const fields = Object.fromEntries([...form].filter(([name]) => !["intent", "version", "token"].includes(name)).map(([name, value]) => [name, cleanText(value)]));
  const refuse = (errors: Array<{ field: string | null; text: string }>, status = 400) => data({ fields, token: form.get("token") ?? "", errors }, { status });
  const id = before?.id ?? idForKey(`partner:${actor.id}:${form.get("token") ?? ""}`);
  const version = Number(form.get("version"));
  const entry = (what: (typeof DONE)[number]) => auditEntry({ by: actor.id, address: args.context.address }, `partner:${what}`, { kind: "partner", id });
  const done = async (what: (typeof DONE)[number]) => {
    await referenceData({ fresh: true });
    wakeIndexer();
    return redirect(paths.keptPartner(lang, id, { done: what }));
  };
  try {
    switch (form.get("intent")) {
      case "save": {
        const { partner, problems } = readPartner(fields, before, lang);
        if (problems.length > 0) return refuse(problems.map(({ field, code }) => ({ field, text: t(`cooperation:keep.errors.${code}`) })));
        if (!before) await addPartner({ id, ...partner, retired: false, entry: entry("added") });
        else await changePartner({ id, change: partner, version, entry: entry("changed") });
        return await done(before ? "changed" : "added");
      }
      case "retire":
        if (!before) throw new Response(null, { status: 404 });
        await changePartner({ id, change: { retired: true }, version, entry: entry("retired") });
        return await done("retired");
      case "bring-back":
        if (!before) throw new Response(null, { status: 404 });
        await changePartner({ id, change: { retired: false }, version, entry: entry("brought-back") });
        return await done("brought-back");
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: t("cooperation:keep.errors.movedOn") }], 409);
    throw error;
  }
}
