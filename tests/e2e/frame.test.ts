import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";

import { faultsInLooks, FIRST_LOOK } from "./looks.ts";
import { browserForTests } from "./with-page.ts";
import { wrongWords } from "./words.ts";

const hubUrl = inject("hubUrl");

const withPage = browserForTests();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);

describe("after a link has been followed within the hub", () => {
  test("the title is announced, the focus stands at the content, and going back restores the place", () =>
    withPage({}, async (page) => {
      await page.goto(`${hubUrl}/en/about/accessibility`, { waitUntil: "networkidle" });
      expect(await focused(page)).toBe("BODY");
      const announced = page.locator("#page-announced");
      expect(await announced.innerText()).toBe("");
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const place = await page.evaluate(() => window.scrollY);
      await page.getByRole("contentinfo").getByRole("link", { name: "Privacy" }).click();
      await page.waitForURL(/about\/privacy$/);
      await expect.poll(() => announced.innerText()).toBe("Privacy · NMIRF Hub");
      expect(await focused(page)).toBe("content");
      expect(await page.evaluate(() => window.scrollY)).toBe(0);
      await page.goBack();
      await expect.poll(() => announced.innerText()).toBe("Accessibility statement · NMIRF Hub");
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
    }));

  test("a change of the query leaves the focus where it is", () =>
    withPage({}, async (page) => {
      await page.goto(`${hubUrl}/en/search`, { waitUntil: "networkidle" });
      await page.getByRole("checkbox", { name: /Annual records/ }).check();
      await page.waitForURL(/type=record/);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    }));

  test("a page that is missing is named as such, and can be reported", () =>
    withPage({}, async (page) => {
      const answer = await page.goto(`${hubUrl}/fr/about/nothing`);
      expect(answer?.status()).toBe(404);
      expect(await page.title()).toMatch(/^Cette page n’existe pas · /);
      await page.getByRole("link", { name: "Signaler cette erreur" }).click();
      await page.waitForURL(/\/fr\/report\?page=%2Ffr%2Fabout%2Fnothing$/);
    }));
});

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("a message to the coordinators, JavaScript $javaScriptEnabled", (options) => {
  test("is asked for an address to answer to, and stays what it is", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/es/network`);
      await page.getByRole("link", { name: "Escribir a los coordinadores" }).click();
      const title = page.getByRole("heading", { level: 1, name: "Escribir a los coordinadores" });
      await title.waitFor();
      await page.getByLabel("Su mensaje").fill(`Nuestro Estado desea incorporarse (${options.javaScriptEnabled})`);
      await page.getByRole("button", { name: "Enviar el mensaje" }).click();
      await page.getByRole("link", { name: /^Indique una dirección/ }).click();
      expect(await focused(page)).toBe("email");
      await title.waitFor();
      await page.getByLabel("Correo electrónico").fill("nombre@example.org");
      await page.getByRole("button", { name: "Enviar el mensaje" }).click();
      await page.getByRole("heading", { level: 1, name: "Gracias: el mensaje ha llegado" }).waitFor();
      await page.getByRole("link", { name: "Volver a la página de la que venía" }).click();
      await page.waitForURL(/\/es\/network#join$/);
    }));
});

test("on a telephone the sections stand in one row, none of them cut, and the search is on the first screen", () =>
  withPage({ viewport: { width: 360, height: 640 } }, async (page) => {
    for (const lang of ["ar", "en", "fr", "es", "pt"]) {
      await page.goto(`${hubUrl}/${lang}`, { waitUntil: "networkidle" });
      const sections = page.locator("header nav").last().getByRole("link");
      const tops = await sections.evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
      expect(new Set(tops).size, lang).toBe(1);
      const right = await sections.evaluateAll((links) => Math.max(...links.map((link) => link.getBoundingClientRect().right)));
      const left = await sections.evaluateAll((links) => Math.min(...links.map((link) => link.getBoundingClientRect().left)));
      expect([left >= 0, right <= 360], lang).toEqual([true, true]);
      expect(await sections.last().evaluate((link) => (link.closest("ul")?.scrollWidth ?? 999) - (link.closest("ul")?.clientWidth ?? 0)), lang).toBe(0);
      const search = await page.getByRole("main").getByRole("searchbox").or(page.getByRole("main").getByRole("combobox")).first().boundingBox();
      expect((search?.y ?? 999) + (search?.height ?? 0), lang).toBeLessThan(640);
    }
  }));

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("a report, JavaScript $javaScriptEnabled", (options) => {
  test("is written from the foot of a page; what is missing is said at its field and comes into focus; it arrives", () =>
    withPage(options, async (page) => {
      await page.goto(`${hubUrl}/fr/network`);
      await page.getByRole("link", { name: "Signaler une erreur sur cette page" }).click();
      await page.waitForURL(/\/fr\/report\?page=/);
      const text = page.getByLabel("Qu’est-ce qui est inexact ?");
      expect(await page.getByLabel("Page concernée").inputValue()).toBe("/fr/network");
      await page.getByLabel("Adresse électronique (facultatif)").fill("nom");
      await page.getByRole("button", { name: "Envoyer le signalement" }).click();

      const summary = page.getByRole("group", { name: "Le signalement n’est pas encore envoyé" });
      await summary.waitFor();
      expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
      expect(await page.getByLabel("Adresse électronique (facultatif)").inputValue()).toBe("nom");
      expect(await text.getAttribute("aria-invalid")).toBe("true");
      expect(await text.getAttribute("aria-describedby")).toMatch(/text-error/);
      await summary.getByRole("link", { name: "Écrivez ce qui est inexact." }).click();
      expect(await focused(page)).toBe("text");

      await text.fill(`La date du séminaire est inexacte (${options.javaScriptEnabled})`);
      await page.getByLabel("Adresse électronique (facultatif)").fill("nom@example.org");
      await page.getByRole("button", { name: "Envoyer le signalement" }).dblclick();
      await page.waitForURL(/\/fr\/report\/[2-9b-z]{12}\?/);
      await page.getByRole("heading", { level: 1, name: "Merci : le signalement est arrivé" }).waitFor();
      await page.getByRole("link", { name: "Revenir à la page d’où vous venez" }).click();
      await page.waitForURL(/\/fr\/network$/);
    }));
});

test.each(["ar", "en"] as const)("the form for errors, given back in %s, is as accessible as the others", (lang) =>
  withPage(FIRST_LOOK, async (page) => {
    await page.goto(`${hubUrl}/${lang}/report`);
    await page.locator("main form button").click();
    await page.locator("#errors").waitFor();
    expect([...(await wrongWords(page, lang)), ...(await faultsInLooks(page))]).toEqual([]);
  }));

describe("where a reader sets the colours himself", () => {
  test("forced colours: buttons, fields and tags keep an edge, and only the present page is marked", () =>
    withPage({ forcedColors: "active" }, async (page) => {
      await page.goto(`${hubUrl}/en/report`);
      const edges = await page.evaluate(() =>
        ["main .button", "main .field"].map((selector) => {
          const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(document.querySelector(selector)!);
          return borderTopStyle === "solid" && Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
        }),
      );
      expect(edges).toEqual([true, true]);
      await page.goto(`${hubUrl}/en/search?q=slavery&type=record`);
      const tags = await page.evaluate(() =>
        [...document.querySelectorAll("main .tag")].map((tag) => {
          const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(tag);
          return borderTopStyle === "solid" && Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
        }),
      );
      expect(new Set(tags)).toEqual(new Set([true]));
      await page.goto(`${hubUrl}/en/network`);
      const marks = await page.evaluate(() => {
        const ground = getComputedStyle(document.documentElement).backgroundColor;
        return [...document.querySelectorAll("header .mark-under")].map((mark) => getComputedStyle(mark).borderBottomColor !== ground);
      });
      expect(marks).toEqual([false, false, true, false]);
    }));

  test("more contrast: no half-tones", () =>
    withPage({ contrast: "more" }, async (page) => {
      await page.goto(`${hubUrl}/en`);
      const [muted, ink] = await page.evaluate(() => ["--muted", "--ink"].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name)));
      expect(muted).toBe(ink);
    }));
});

test("on paper: no navigation, black on white, and where the page stands", () =>
  withPage({ colorScheme: "dark" }, async (page) => {
    await page.goto(`${hubUrl}/ar/about/privacy`);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("nav:visible, footer:visible, form:visible").count()).toBe(0);
    const { ink, ground } = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.documentElement);
      return { ink: color, ground: backgroundColor };
    });
    expect([ink, ground]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    expect(await page.getByText(/\/ar\/about\/privacy$/).isVisible()).toBe(true);
  }));
