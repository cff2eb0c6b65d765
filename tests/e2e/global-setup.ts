import { rmSync } from "node:fs";

import type { TestProject } from "vitest/node";

import { connect, disconnect } from "#models/connection.server.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import { openCooperation } from "#models/cooperation.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { sealedId } from "#models/form-seal.server.ts";
import { submitVersion } from "#models/item-workflow.server.ts";
import { editOf } from "#models/item-writing.server.ts";
import { writeReaderComment } from "#models/reader-comment.server.ts";
import { saveSearch, savedSearchId } from "#models/saved-search.server.ts";
import { STOP_ALERT } from "#models/saved-search.ts";
import { SessionModel } from "#models/session.server.ts";

import { pdfFile } from "../files/samples.ts";
import { untilRead, upload } from "../files/uploads.ts";
import provideFounded from "../helpers/founded.ts";
import { untilIndexed } from "../helpers/hub-on-engines.ts";
import { temporaryFolder } from "../helpers/hub-process.ts";
import { cookieIn, makePerson, postForm } from "../helpers/people.ts";
import { bring, csv } from "../imports/bringing.ts";
import { makeApplication } from "../membership/applying.ts";
import { memberOf, newDraft } from "../review/desk.ts";
import { versionOf, work } from "../writing/desk.ts";
import { openBrowser } from "./browser.ts";
import { startReadersHub } from "./readers-hub.ts";
import { SAVED_QUERY } from "./pages.ts";

declare module "vitest" {
  interface ProvidedContext {
    hubUrl: string;
    setUpLink: string;
    /** The sessions in which pages are looked at that are not for everyone. */
    cookies: Record<Looker, string>;
    /** The id of the account of the member. */
    memberId: string;
    /** The id of an item whose English version is under review, written by another member of the same mechanism. */
    draftId: string;
    /** A file of it, which was read. */
    fileId: string;
    /** An application for membership under way: its id, and the token of its private page. */
    application: { id: string; token: string };
    /** A table that the member has brought: with a new item, one that it changes, and cells that cannot be read. */
    tableId: string;
    /** What stops the mails about two saved searches of the member: of one that is stopped, and of one for a single suite. */
    alerts: { stopped: string; own: string };
  }
}

/** A member who may do everything; someone who has yet to write the code of the second factor; a newcomer without one. */
export type Looker = "member" | "waiting" | "newcomer";

/** One hub for the suites that only read: built and started as its users do, with the founding network. */
export default async function setup(project: TestProject) {
  const dataDir = temporaryFolder();
  // While the hub is built, the copy that other suites start on is made. The browser is unpacked before the suites run
  // beside each other: one would start what another is still writing.
  const [{ hub, mongoUrl }, forgetFounded] = await Promise.all([startReadersHub(dataDir), provideFounded(project), openBrowser().then((browser) => browser.close())]);
  project.provide("hubUrl", hub.url);
  project.provide("setUpLink", hub.setUpLink ?? "");
  await connect(mongoUrl);
  await untilIndexed();
  const roles = ["administrator", "coordinator", "reviewer"] as const;
  const grants = [...roles.map((role) => ({ role, mechanism: null })), { role: "editor" as const, mechanism: "morocco" }];
  const member = await makePerson(hub, { name: "Coordinator, Morocco", grants });
  const author = await makePerson(hub, { name: "Contributor, Morocco", grants: [{ role: "contributor", mechanism: "morocco" }] });
  const draft = await newDraft(author, "A text that is being reviewed");
  await upload(hub, author, draft, await pdfFile());
  const [file] = await untilRead(hub, author, draft);
  await submitVersion({ actor: memberOf(author, "editor"), doer: { by: author.id, address: null }, id: draft, lang: "en", seen: editOf(await work(draft), await versionOf(draft)) });
  await followUp({ id: draft });
  const asAuthor = { kind: "member" as const, id: author.id, name: author.name, grants: [] };
  await writeReaderComment({ actor: asAuthor, doer: { by: author.id, address: null }, item: { id: idForKey("mr-nouakchott-meeting"), mechanism: "mauritania" }, lang: "fr", text: "Cette réunion a-t-elle eu une suite ?", token: "pages" });
  await openCooperation({ actor: { kind: "member", id: member.id, name: member.name, grants }, doer: { by: member.id, address: null }, mechanism: "morocco", token: "pages", direction: "offer", kind: "exchange", title: "ربط نقط الارتكاز في شبكة واحدة", text: "نعرض تبادل التجربة في جمع نقط الارتكاز.", lang: "ar", themes: ["theme:nmirf"], capacities: ["capacity:coordination"], languages: ["ar", "fr"], until: null });
  const newcomer = await makePerson(hub, { name: "Contributor, Mauritania" });
  const { email, password } = await makePerson(hub, { name: "Contributor, Paraguay", secondFactor: true });
  const waiting = cookieIn(await postForm(hub, "/en/sign-in", { email, password })) ?? "";
  // It would end before the last of the suites does.
  await SessionModel.updateMany({ step: "second-factor" }, { $set: { expiresAt: new Date(Date.now() + 3_600_000) } });
  const application = await makeApplication({ country: "FJ", by: member.id });
  const table = await bring(hub, member, csv(
    ["key", "id", "type", "language", "title", "summary", "date", "theme", "colour"],
    ["pages-1", "", "practice", "ar", "مائدة مستديرة لكل الوزارات", "ملخص قصير", "2024-05", "theme:torture", ""],
    ["", draft, "", "en", "", "", "", "", ""],
    ["", idForKey("ma-practice-focal-points"), "", "fr", "Une traduction", "", "", "", "bleu"],
    ["pages-2", "", "measure", "fr", "Une mesure du plan d’action national en matière de démocratie et de droits de l’homme", "", "31/05/2024", "inconnu", ""],
  ), { lang: "fr", mechanism: "morocco", name: "fiches-2024.csv" });
  const sealOf = (query: string) => sealedId(STOP_ALERT, savedSearchId({ user: member.id, query }));
  await saveSearch({ user: member.id, name: "اللجنة الوطنية", query: SAVED_QUERY, lang: "ar", every: "never" });
  await saveSearch({ user: member.id, name: "Follow-up", query: "q=follow-up", lang: "en", every: "daily" });
  project.provide("alerts", { stopped: await sealOf(SAVED_QUERY), own: await sealOf("q=follow-up") });
  await disconnect();
  project.provide("tableId", table.path.split("/").at(-1) ?? "");
  project.provide("cookies", { member: member.cookie, waiting, newcomer: newcomer.cookie });
  project.provide("memberId", member.id);
  project.provide("draftId", draft);
  project.provide("fileId", file?.id ?? "");
  project.provide("application", application);
  return async () => {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
    await forgetFounded();
  };
}
