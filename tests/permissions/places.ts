import { Readable } from "node:stream";

import { auditEntry } from "#models/audit.server.ts";
import type { Grant } from "#models/actor.ts";
import { sealedId } from "#models/form-seal.server.ts";
import { addOldToken, createLink, type LinkKind, renewSetUpToken } from "#models/invitation.server.ts";
import { openCooperation } from "#models/cooperation.server.ts";
import { writeReaderComment } from "#models/reader-comment.server.ts";
import { keepReport } from "#models/report.server.ts";
import { ATTACHED_TYPES } from "#models/file.ts";
import { storeFile } from "#models/file.server.ts";
import { checkedFiles, noteRead } from "#models/file-work.server.ts";
import { attachFile } from "#models/item-files.server.ts";
import { beginLook, finishLook, NO_ROWS } from "#models/table-import.server.ts";
import { saveSearch, savedSearchId } from "#models/saved-search.server.ts";
import { STOP_ALERT } from "#models/saved-search.ts";
import { createUser } from "#models/user.server.ts";
import { idForKey, newId } from "#models/ids.server.ts";

import { NETWORK } from "#app/paths.ts";

import { pictureFile } from "../files/samples.ts";
import { getPage } from "../helpers/people.ts";
import { makeApplication } from "../membership/applying.ts";
import { begin, person, publish } from "../writing/desk.ts";
import { OWN, WHO, type Who } from "./cast.ts";
import { FACTS, type Fixture } from "./items.ts";

/** What coordinators have noted about an application, and its applicant may not read. */
export const APPLICATION_SECRET = "zapplicationword";

/** What stands for {…} in the addresses of the table. */
export type Places = Record<string, string>;

const entry = () => auditEntry({ by: null, address: null }, "user:created", { kind: "user", id: "fixture" });

const makeLink = (kind: LinkKind, rest: { email?: string; user?: string; grants?: Grant[] }) => createLink({ kind, validMs: 86_400_000, name: "Guest", lang: "en", entry: entry(), ...rest });

/** An account that belongs to none of those who ask: what is tried on accounts is tried on it. */
async function makeBystander(email: string): Promise<{ id: string; email: string }> {
  const id = newId();
  await createUser({ id, email, name: "Bystander", lang: "en", timeZone: "UTC", grants: [{ role: "contributor", mechanism: OWN }], passwordHash: "-", entry: entry() });
  return { id, email };
}

/** A file that was read, of an item of one's own mechanism. */
async function makeFile({ published }: { published: boolean }): Promise<string> {
  const of = async (role: Grant["role"], mechanism: string | null) => person(`Of the file, ${role}`, { role, mechanism });
  const [editor, reviewer] = [await of("editor", OWN), await of("reviewer", null)];
  const id = await begin(editor, published ? "Published with a file" : "Draft with a file", { mechanism: OWN, country: "MR", facts: FACTS });
  const file = await storeFile({ content: Readable.from([(await pictureFile("png")).bytes]), name: "picture.png", types: ATTACHED_TYPES, maxBytes: 1_000_000 });
  if (!file) throw new Error("a file was expected");
  await attachFile({ actor: editor, id, lang: "en", file, title: null, fileLang: "en" });
  const [checked] = (await checkedFiles([file.id])).values();
  if (!checked) throw new Error("a file was expected");
  await noteRead({ ...checked, content: file.id, hash: "0".repeat(64), size: file.size, pages: [] });
  if (published) await publish({ editor, reviewer }, id);
  return file.id;
}

export async function makePlaces(hub: { url: string }): Promise<Places> {
  const { id: user } = await makeBystander("administered@example.org");
  // Links open no more once an administrator has been at work: they are another's.
  const { id: owner, email } = await makeBystander("bystander@example.org");
  const writes: Grant[] = [{ role: "contributor", mechanism: OWN }];
  const change = await makeLink("email-change", { email: "bystander-to-be@example.org", user: owner });
  await addOldToken(change);
  const query = "q=zsavedquery";
  await saveSearch({ user: owner, name: "What another looks for", query, lang: "en", every: "daily" });
  const search = savedSearchId({ user: owner, query });
  const application = await makeApplication({ country: "FJ", secret: APPLICATION_SECRET });
  const mechanism = await getPage(hub, "/en/mechanisms/mauritania");
  return {
    user,
    event: idForKey("gathering-asuncion-2024"),
    mechanism: mechanism.headers.get("Location")?.split("/").at(-1) ?? "",
    offer: await openCooperation({ actor: { kind: "member", id: owner, name: "Bystander", grants: [{ role: "editor", mechanism: OWN }] }, doer: { by: owner, address: null }, mechanism: OWN, token: "permissions", direction: "offer", kind: "training", title: "An offer", text: "A training", lang: "en", themes: [], capacities: [], languages: [], until: null }),
    "file of a draft": await makeFile({ published: false }),
    "published file": await makeFile({ published: true }),
    comment: await writeReaderComment({ actor: { kind: "member", id: owner, name: "Bystander", grants: [] }, doer: { by: owner, address: null }, item: { id: idForKey("mr-nouakchott-meeting"), mechanism: OWN }, lang: "en", text: "A remark", token: "permissions" }),
    report: await keepReport({ kind: "error", lang: "en", page: "/en", text: "A report", email: null, token: "permissions" }),
    table: await makeTable(owner),
    "saved search": search,
    alert: await sealedId(STOP_ALERT, search),
    application: application.token,
    "application to withdraw": (await makeApplication({ country: "TO", letter: false })).token,
    "application's id": application.id,
    "set-up": (await renewSetUpToken()) ?? "",
    invitation: (await makeLink("invitation", { email: "guest@example.org", grants: writes })).token,
    "invitation of a member": (await makeLink("invitation", { email, grants: writes })).token,
    password: (await makeLink("password-reset", { user: owner })).token,
    email: change.token,
  };
}

/** A table that another has looked at, for the mechanism of those who ask. */
async function makeTable(by: string): Promise<string> {
  const { id } = await beginLook({ by, mechanism: OWN, name: "table" });
  await finishLook({ id, by, counts: { ...NO_ROWS, item: 1 }, ignored: [], columns: [] });
  return id;
}

/** An address of the table with what the fixtures know. @throws Error where they do not. */
export function placed(address: string, places: Places): string {
  return address.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const place = places[name];
    if (!place) throw new Error(`no place ${name}`);
    return encodeURIComponent(place);
  });
}

/** Invitations of Mauritania and of the network, of which everyone may try to use up one of his own. */
export async function makeInvitations(): Promise<Map<string, string>> {
  const owners = [[OWN, { role: "contributor", mechanism: OWN }], [NETWORK, { role: "reviewer", mechanism: null }]] as Array<[string, Grant]>;
  const made = await Promise.all(
    WHO.flatMap((who) => owners.map(async ([owner, grant]): Promise<[string, string]> => {
      const { id } = await makeLink("invitation", { email: `guest-${who.replaceAll(" ", "-")}-${owner}@example.org`, grants: [grant] });
      return [`${who} ${owner}`, id];
    })),
  );
  return new Map(made);
}

export type Sending = { route: string; intent: string; address: string; who: Who };
export type Stage = { places: Places; invitations: Map<string, string>; fixtures: Fixture[] };

/** What is in a form that is no item's, beside its intent: no more than shows whether it is let through. */
export function fieldsOf({ route, address, who }: Sending, { places, invitations, fixtures }: Stage): Array<[string, string]> {
  switch (route) {
    case "/:lang/desk/people": {
      const owner = new URL(address, "http://hub").searchParams.get("mechanism") ?? "";
      return [["invitation", invitations.get(`${who} ${owner}`) ?? ""], ["user", places.user ?? ""], ["role", owner === NETWORK ? "reviewer" : "contributor"]];
    }
    case "/:lang/desk/partners/:id":
      return [["version", "7"], ...(address.endsWith("/new") ? [] : [["name.en", "A partner"] as [string, string]])];
    case "/:lang/desk/cooperation/:id":
      return [["seen", "7"], ["title", "An offer"], ["text", "A training"], ["side", "portugal"], ["message", "An answer"]];
    case "/:lang/desk/comments":
      return [["comment", places.comment ?? ""], ["seen", "0"], [`reason-${places.comment}`, "For a reason."]];
    case "/:lang/admin/users/:id":
      return [["role", "contributor"], ["owner", OWN]];
    case "/:lang/desk/languages":
      return [["item", fixtures.find(({ owner, state }) => owner === OWN && state === "draft")?.id ?? ""], ["version", "en"]];
    case "/:lang/desk/network/reports/:id":
      return [["answer", "An answer"]];
    default:
      return [];
  }
}
