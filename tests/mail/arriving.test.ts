import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { startMailer } from "#app/mail/mailer.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { MAIL_KINDS } from "#models/mail.ts";

import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { type Servers, startServers } from "../helpers/servers.ts";
import { LINKED, ORIGIN, queue, settings, saysAll, TOKEN } from "./outbox.ts";

let servers: Servers;
let mailbox: Mailbox;
let mailer: ReturnType<typeof startMailer>;

const MECHANISM = { en: "Interministerial committee", ar: "اللجنة الوزارية المشتركة", fr: "Comité interministériel" };

beforeAll(async () => {
  servers = await startServers();
  settings(servers);
  await connect(servers.mongoUrl);
  await MechanismModel.create({ _id: "mauritania", state: "MR", name: MECHANISM });
  mailbox = await startMailbox();
  mailer = startMailer(mailbox.url);
});
beforeEach(() => MailModel.deleteMany({}));
afterAll(async () => {
  await mailer?.stop();
  await mailbox?.stop();
  await disconnect();
  await servers?.stop();
});

const received = (address: string) => mailbox.untilMail(({ to }) => to === address);

describe.each(LANGUAGE_CODES)("in %s", (lang) => {
  // Those that tell of items and reports have suites of their own.
  test.each(MAIL_KINDS.filter(saysAll))("%s arrives as text and as HTML, with its link", async (kind) => {
    await queue({ id: `${lang}:${kind}`, kind, lang });
    const { subject, text, html, link, parsed, from } = await received(`${lang}.${kind}@example.org`);
    const t = await translator(lang);

    expect(subject).toBe(t(`mail:${kind}.subject`, { shortName: t("site:shortName") }));
    expect(from).toBe('"The hub, its secretariat" <hub@hub.example>');
    expect(parsed.headers.get("auto-submitted")).toBe("auto-generated");
    expect(parsed.headers.get("content-language")).toBe(lang);
    expect(parsed.messageId).toMatch(/^<[a-z0-9]+@hub\.example>$/);

    const { dir } = LANGUAGES[lang];
    expect(html).toContain(`<html lang="${lang}" dir="${dir}"`);
    expect(html).toMatch(new RegExp(`<div lang="${lang}" dir="${dir}" style="[^"]*text-align:${dir === "rtl" ? "right" : "left"}`));
    // Nothing is loaded, nothing runs.
    expect(html).not.toMatch(/<(img|script|style|link|iframe)\b|url\(|src=/);
    const address = LINKED[kind] ? `${ORIGIN}/${lang}/${LINKED[kind]}/${TOKEN}` : `${ORIGIN}/${lang}/${kind === "email-changed" ? "report?kind=message" : "sign-in"}`;
    expect(link?.startsWith(address)).toBe(true);
    for (const body of [text, html.replaceAll("&amp;", "&")]) {
      // The address in plain, whose hub it is, and no word that is missing or left open.
      expect(body).toContain(link);
      expect(body).toContain(`${ORIGIN}/${lang}`);
      expect(body).toContain(t("site:name"));
      expect(body).toContain(t("mail:footer.links"));
      expect(body).not.toMatch(/⟦|\{\{|undefined|Invalid Date/);
      expect(/2099.*14:05 UTC/.test(body)).toBe(kind in LINKED);
    }
  });

  test("an invitation says who invites, for what, and for which mechanism in the reader's language", async () => {
    await queue({ id: `${lang}:who`, kind: "invitation", lang });
    const { text } = await received(`${lang}.who@example.org`);
    const t = await translator(lang);
    const plain = text.replace(/[\u2068\u2069]/g, "");
    expect(plain).toContain("Coordinator, Paraguay");
    expect(plain).toContain(t("mail:roles.editor"));
    expect(plain).toContain(t("mail:roles.reviewer"));
    expect(plain).toContain((MECHANISM as Partial<Record<string, string>>)[lang] ?? MECHANISM.en);
  });
});

test("a reader whose language the hub does not have is written to in English", async () => {
  await queue({ id: "german", lang: "de", kind: "password-changed" });
  const { parsed, html } = await received("german@example.org");
  expect(parsed.headers.get("content-language")).toBe("en");
  expect(html).toContain('<html lang="en" dir="ltr"');
});

test("moments are told in UTC and in the reader's language", async () => {
  await queue({ id: "moment:fr", kind: "password-changed", lang: "fr" });
  await queue({ id: "moment:ar", kind: "sign-in-locked", lang: "ar" });
  expect((await received("moment.fr@example.org")).text).toContain("le 2 novembre 2026 à 09:30 UTC");
  expect((await received("moment.ar@example.org")).text).toContain("2 نوفمبر 2026 في 09:45 UTC");
});

test("each change of the second step is told as what it is", async () => {
  for (const change of ["on", "off", "codes", "something else"]) {
    await queue({ id: `second:${change.slice(0, 5)}`, kind: "second-factor-changed", params: { change } });
  }
  const t = await translator("en");
  for (const [name, key] of [["on", "on"], ["off", "off"], ["codes", "codes"], ["somet", "other"]] as const) {
    const words = t(`mail:second-factor-changed.lead.${key}`, { hub: t("site:name"), at: "|" }).split("|").map((part) => part.trim());
    const { text } = await received(`second.${name}@example.org`);
    for (const part of words) expect(text).toContain(part);
  }
});

describe("what people typed", () => {
  const EVIL = 'X\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>\u2028{{hub}} $t(site:name) "q" & \u202eback';

  test("begins no header, no line and no element", async () => {
    await queue({ id: "evil", to: { email: "evil@example.org", name: EVIL, lang: "en" }, params: { inviter: EVIL, mechanism: EVIL, roles: EVIL } });
    const { parsed, text, html, raw } = await received("evil@example.org");
    const headers = raw.slice(0, raw.indexOf("\r\n\r\n"));
    expect(headers).not.toMatch(/^bcc:/im);
    expect(parsed.headers.has("bcc")).toBe(false);
    expect(mailbox.mails.filter(({ to }) => to === "victim@example.org")).toEqual([]);
    const said = 'X Bcc: victim@example.org <script>alert(1)</script> {hub}} $t(site:name) "q" & back';
    expect(text).toContain(`Hello ${said},`);
    expect(text).toContain(`${said} invites you to work on`);
    expect(text).not.toMatch(/^Bcc/m);
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; {hub}} $t(site:name) &quot;q&quot; &amp; back invites you");
    expect([parsed.to].flat()).toHaveLength(1);
  });

  test("names in any script, with quotes and commas, arrive as they are", async () => {
    const names = ["المنسق الوطني، موريتانيا", 'Coordinator "of the network", <Paraguay>', "Rédacteur, Côte d’Ivoire"];
    for (const [nth, name] of names.entries()) {
      await queue({ id: `name:${nth}`, lang: "fr", to: { email: `name.${nth}@example.org`, name, lang: "fr" } });
      const { parsed } = await received(`name.${nth}@example.org`);
      expect([parsed.to].flat().flatMap((to) => to?.value)).toEqual([{ address: `name.${nth}@example.org`, name }]);
    }
  });

  test("a text of the other direction is isolated", async () => {
    await queue({ id: "bidi:ar", lang: "ar" });
    await queue({ id: "bidi:en", params: { inviter: "المنسق الوطني" } });
    await queue({ id: "bidi:none" });
    expect((await received("bidi.ar@example.org")).html).toContain("<bdi>Coordinator, Paraguay</bdi>");
    expect((await received("bidi.en@example.org")).text).toContain("\u2068المنسق الوطني\u2069 invites");
    expect((await received("bidi.none@example.org")).text).not.toMatch(/[\u2066-\u2069]/);
  });

  test.each(["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "A <a@b.example>", "nobody", "", `${"a".repeat(250)}@b.example`])(
    "%j is no address to write to",
    async (email) => {
      await expect(queue({ id: "address", to: { email, lang: "en" } })).rejects.toThrow(/validation failed/);
      expect(await MailModel.countDocuments()).toBe(0);
    },
  );
});
