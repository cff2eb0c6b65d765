import { describe, expect, test } from "vitest";

import { newId } from "#models/ids.server.ts";
import { createLink, InvitationModel } from "#models/invitation.server.ts";
import { type ItemDocument, ItemModel } from "#models/item.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { UserModel } from "#models/user.server.ts";

import { cookieIn, getPage, PASSWORD, postForm } from "../../helpers/people.ts";
import { until } from "../../helpers/processes.ts";
import type { Get } from "./stage.ts";

/** Fields that no form of the hub has, and that its documents have. */
const EXTRA: Array<[string, string]> = [
  ["grants", '[{"role":"administrator","mechanism":null}]'], ["grants[0][role]", "administrator"], ["grants.0.role", "administrator"], ["roles", "administrator"],
  ["mechanism", "morocco"], ["country", "MA"], ["state", "published"], ["revision", "99"], ["authors", "nobody"], ["authors[]", "nobody"], ["publishedAt", "2020-01-01"], ["archived", "x"],
  ["id", "other"], ["_id", "other"], ["key", "other"], ["originalLanguage", "ar"], ["versions.0.state", "published"], ["versions[0][state]", "published"], ["published", "1"], ["submitted", "1"], ["import", "x"],
  ["passwordHash", "x"], ["validFrom", "2000-01-01"], ["suspendedAt", "2000-01-01"], ["secondFactor", "x"], ["indexPending", "x"], ["$set", '{"state":"published"}'], ["$set[state]", "published"],
  ["__proto__", "polluted"], ["__proto__[polluted]", "1"], ["constructor[prototype][polluted]", "1"], ["constructor.prototype.polluted", "1"], ["toString", "x"], ["hasOwnProperty", "x"],
];

const rights = async (id: string) => UserModel.findById(id).select({ grants: 1, suspendedAt: 1, validFrom: 1, passwordHash: 1, secondFactor: 1, email: 1, _id: 0 }).lean();
const owned = ({ mechanism, country, originalLanguage, revision, key, publishedAt, authors, versions }: ItemDocument) => ({ mechanism, country, originalLanguage, revision, key, publishedAt, authors, states: versions.map(({ state, published }) => [state, published]) });
const item = async (id: string): Promise<ItemDocument> => {
  const found = await ItemModel.findById(id).lean<ItemDocument>();
  if (!found) throw new Error(`no item ${id}`);
  return found;
};

export function fieldsSuite(get: Get): void {
  describe("fields that a form does not have", () => {
    test("change nothing of an account", async () => {
      const { hub, editor } = get();
      const before = await rights(editor.id);
      const answer = await postForm(hub, "/en/account", [["intent", "profile"], ["name", "Renamed"], ["lang", "fr"], ["timeZone", "UTC"], ["email", "evil@example.org"], ...EXTRA], editor);
      expect(answer.status).toBe(302);
      expect(await rights(editor.id)).toEqual(before);
      expect((await UserModel.findById(editor.id).lean())?.name).toBe("Renamed");
    });

    test("change nothing of an item that is begun, or saved", async () => {
      const { hub, editor } = get();
      const answer = await postForm(hub, "/en/desk/new", [["type", "practice"], ["language", "en"], ["title", "Begun"], ["token", newId()], ...EXTRA], editor);
      expect(answer.status).toBe(302);
      const id = answer.headers.get("Location")?.split("/")[4] ?? "";
      const begun = owned(await item(id));
      expect(begun).toMatchObject({ mechanism: "mauritania", country: "MR", originalLanguage: "en", revision: 1, key: null, publishedAt: null, authors: [editor.id], states: [["draft", null]] });
      const version = (await item(id)).versions[0];
      const saved = await postForm(hub, `/en/desk/items/${id}/edit/en`, [["intent", "save"], ["base", version?.edit ?? ""], ["hand", "w"], ["title", "Saved"], ["s", "__proto__ objectives"], ["s.__proto__.text", "polluted"], ["f", "__proto__"], ["f.__proto__.value", "1"], ["f.__proto__.label", "polluted"], ["f", "constructor"], ["f.constructor.value", "1"], ["f.constructor.label", "polluted"], ...EXTRA], editor);
      expect(saved.status).toBeLessThan(500);
      expect(owned(await item(id))).toEqual(begun);
    });

    test("give no role with an invitation, neither to whom it is for nor by whom it is sent", async () => {
      const { hub, editor } = get();
      for (const fields of [{ role: "administrator" }, { role: "coordinator" }, { role: "reviewer" }, { role: "__proto__" }, { role: "" }]) {
        const answer = await postForm(hub, "/en/desk/people?mechanism=mauritania", [["intent", "invite"], ["email", "new@example.org"], ["name", "New"], ["lang", "en"], ...EXTRA.filter(([name]) => name !== "role"), ...Object.entries(fields)], editor);
        expect(answer.status, JSON.stringify(fields)).toBe(400);
      }
      expect(await InvitationModel.countDocuments({ email: "new@example.org" })).toBe(0);
      const entry = auditEntry({ by: null, address: null }, "invitation:sent", { kind: "invitation", id: "" });
      const { token } = await createLink({ kind: "invitation", validMs: 60_000, email: "accepting@example.org", name: "New", lang: "en", grants: [{ role: "contributor", mechanism: "mauritania" }], entry });
      const accepted = await postForm(hub, `/en/invitation/${token}`, [["name", "New"], ["lang", "en"], ["timeZone", "UTC"], ["password", PASSWORD], ["email", "evil@example.org"], ...EXTRA], {});
      expect(accepted.status).toBe(302);
      const made = await UserModel.findOne({ email: "accepting@example.org" }).lean();
      expect(made?.grants).toEqual([{ role: "contributor", mechanism: "mauritania" }]);
      expect(await UserModel.exists({ email: "evil@example.org" })).toBeNull();
    });
  });

  describe("ids of another mechanism", () => {
    test("do nothing in forms about people", async () => {
      const { hub, editor, stranger } = get();
      const before = await rights(stranger.id);
      const people = "/en/desk/people?mechanism=mauritania";
      for (const role of ["contributor", "editor"]) {
        await postForm(hub, people, [["intent", "end"], ["user", stranger.id], ["role", role], ["mechanism", "morocco"]], editor);
        await postForm(hub, `${people}&mechanism=morocco`, [["intent", "end"], ["user", stranger.id], ["role", role]], editor);
        expect((await postForm(hub, "/en/desk/people?mechanism=morocco", [["intent", "end"], ["user", stranger.id], ["role", role]], editor)).status).toBe(404);
      }
      expect(await rights(stranger.id)).toEqual(before);
      const entry = auditEntry({ by: null, address: null }, "invitation:sent", { kind: "invitation", id: "" });
      const { id } = await createLink({ kind: "invitation", validMs: 60_000, email: "theirs@example.org", name: "Theirs", lang: "en", grants: [{ role: "contributor", mechanism: "morocco" }], entry });
      await until("what follows from it was written", 20_000, async () => !(await InvitationModel.exists({ _id: id, untold: true })));
      const invitation = await InvitationModel.findById(id).lean();
      for (const intent of ["again", "take-back"]) expect((await postForm(hub, people, [["intent", intent], ["invitation", id]], editor)).status).toBe(400);
      expect(await InvitationModel.findById(id).lean()).toEqual(invitation);
    });

    test("do nothing in forms about items", async () => {
      const { hub, editor, foreign, own } = get();
      const before = [await item(foreign), await item(own)];
      const more: Array<[string, string]> = [["id", foreign], ["item", foreign], ["version", "fr"], ["seen", before[0]?.versions[0]?.edit ?? ""]];
      expect((await postForm(hub, "/en/desk/languages", more, editor)).status).toBe(404);
      expect((await postForm(hub, `/en/desk/items/${foreign}`, [["intent", "discard"], ...more], editor)).status).toBe(404);
      const bySeen = await postForm(hub, `/en/desk/items/${own}`, [["intent", "discard"], ["version", "en"], ["seen", before[0]?.versions[0]?.edit ?? ""]], editor);
      expect(bySeen.status).toBe(409);
      expect((await postForm(hub, `/en/desk/items/${own}/review/en`, [["intent", "done"], ["comment", "of another"]], editor)).status).toBe(404);
      expect([await item(foreign), await item(own)]).toEqual(before);
    });

    test("begin nothing for others, whoever asks", async () => {
      const { hub, coordinator } = get();
      expect((await postForm(hub, "/en/desk/new", { type: "practice", language: "en", title: "For another", mechanism: "morocco", token: newId() }, coordinator)).status).toBeLessThan(400);
      expect(await ItemModel.countDocuments({ "versions.draft.title": "For another", mechanism: "morocco" })).toBe(0);
    });
  });

  describe("what is no text", () => {
    const OPERATORS = ["[$ne]", "[$gt]", "[$regex]", "[$where]", "[]", ".$ne"];

    test("opens nothing in forms", async () => {
      const { hub } = get();
      for (const operator of OPERATORS) {
        const answer = await postForm(hub, "/en/sign-in", { [`email${operator}`]: "x", [`password${operator}`]: "x" });
        expect([answer.status, cookieIn(answer)], operator).toEqual([400, null]);
      }
      for (const value of ['{"$ne":null}', "[object Object]", "$where", "true"]) expect((await postForm(hub, "/en/sign-in", { email: value, password: value })).status).toBe(400);
    });

    test("finds nothing in addresses", async () => {
      const { hub, administrator, editor, reviewer } = get();
      const values = [...OPERATORS.map((operator) => `${operator}=x`), "={\"$ne\":null}", "=%00", "=%EF%BF%BF", "=(a%2B)%2B%24", "=.*", "=%5B", "=%24where", "=__proto__", "=constructor"];
      const addresses = [
        ...["q", "role", "page"].map((name): [string, string, { cookie: string }] => ["/en/admin/users", name, administrator]),
        ...["person", "subject", "action", "by", "kind", "from", "to", "after"].map((name): [string, string, { cookie: string }] => ["/en/admin/audit", name, administrator]),
        ...["mail", "state", "before"].map((name): [string, string, { cookie: string }] => ["/en/admin/mail", name, administrator]),
        ...["mechanism", "end", "role", "done"].map((name): [string, string, { cookie: string }] => ["/en/desk/people", name, editor]),
        ...["show", "mechanism"].map((name): [string, string, { cookie: string }] => ["/en/desk/languages", name, editor]),
        ...["of", "against"].map((name): [string, string, { cookie: string }] => [`/en/desk/items/${get().own}/history/en`, name, editor]),
        ["/en/desk/reviews", "show", reviewer],
        ...["q", "type", "country", "page"].map((name): [string, string, { cookie: string }] => ["/en/search", name, editor]),
      ] as Array<[string, string, { cookie: string }]>;
      for (const [path, name, who] of addresses) {
        // Its data are what an operator could change; the page around them is the same.
        const found = await Promise.all(values.map(async (value) => `${(await getPage(hub, `${path}.data?${name}${value}`, who)).status} ${name}${value}`));
        expect(found.filter((one) => one >= "5"), path).toEqual([]);
      }
      for (const id of ["%24ne", "__proto__", "%7B%22%24ne%22%3Anull%7D", "%00", "..%2f..", "constructor"]) {
        for (const path of [`/en/desk/items/${id}`, `/en/desk/items/${id}/edit/en`, `/en/admin/users/${id}`, `/en/practices/${id}`, `/en/report/${id}`, `/en/mechanisms/${id}`]) {
          expect((await getPage(hub, path, administrator)).status, path).toBe(404);
        }
      }
    });

    test("finds no address letter by letter, where only the log may be read", async () => {
      const { hub, coordinator, administrator } = get();
      const { email, id } = administrator;
      // What the log has of the administrator: his account was made and opened.
      const entries = async (person: string, who: { cookie: string }) => ((await (await getPage(hub, `/en/admin/audit?${new URLSearchParams({ person })}`, who)).text()).match(new RegExp(`/admin/audit\\?subject=${id}`, "g")) ?? []).length;
      expect(await entries(email.slice(0, -4), coordinator)).toBe(0);
      expect(await entries(email.slice(3), coordinator)).toBe(0);
      expect(await entries(email, coordinator)).toBeGreaterThan(0);
      expect(await entries(email.slice(0, -4), administrator)).toBeGreaterThan(0);
    });

    test("very long fields are refused in every form, and nothing breaks", async () => {
      const { hub, editor, own, administrator } = get();
      const long = "ё".repeat(80_000);
      const forms: Array<[string, string[], { cookie?: string }]> = [
        ["/en/sign-in", ["email", "password"], {}],
        ["/en/password", ["email"], {}],
        ["/en/report", ["page", "text", "email", "token"], {}],
        ["/en/account?intent=profile", ["name", "lang", "timeZone"], editor],
        ["/en/account?intent=email", ["newEmail", "presentForEmail"], editor],
        ["/en/account?intent=password", ["present", "newPassword"], editor],
        ["/en/desk/new", ["title", "type", "language", "token", "mechanism"], editor],
        [`/en/desk/items/${own}?intent=withdraw`, ["reason-withdraw-en", "seen", "version"], editor],
        [`/en/desk/items/${own}?intent=archive`, ["reason-archive-", "forward"], editor],
        [`/en/desk/items/${own}/edit/en?intent=save`, ["title", "summary", "base", "hand", "s.objectives.text", "place", "terms"], editor],
        ["/en/desk/people?mechanism=mauritania&intent=invite", ["email", "name", "role", "lang"], editor],
        ["/en/desk/people?mechanism=mauritania&intent=take-back", ["invitation"], editor],
        [`/en/admin/users/${editor.id}?intent=add-role`, ["role", "owner"], administrator],
      ];
      for (const [address, names, who] of forms) {
        const intent = new URL(address, hub.url).searchParams.get("intent");
        for (const name of names) {
          const { status } = await postForm(hub, address, [...(intent ? [["intent", intent] as [string, string]] : []), ["s", "objectives objectives"], [name, long]], who);
          expect([400, 403, 404, 409, 413], `${address} ${name}: ${status}`).toContain(status);
        }
      }
    });
  });
}
