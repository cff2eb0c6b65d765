import { describe, expect, test } from "vitest";

import { parseDate } from "#app/import/dates.ts";
import { findFigures } from "#app/import/figures.ts";
import type { Language } from "#app/i18n/languages.ts";
import { SourceProblem } from "#app/import/reading.ts";
import { partialDate } from "#models/partial-date.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { readOne, readText, shownIn, unaccounted } from "./workbench.ts";

describe("a list of achievements", () => {
  const LISTS: Record<Language, string> = {
    en: "Main achievements in 2023\n- – Held 17 workshops on torture;\n-Trained 1,250 officials.\nAchievements of 2022\n• Drafted the national report",
    fr: "Principales réalisations de 2023\n- – Tenue de 17 ateliers sur la torture ;\n-Formation de 1 250 agents.\nBilan de l’année 2022\n• Rédaction du rapport national",
    es: "Logros principales de 2023\n- – Celebración de 17 talleres sobre la tortura;\n-Formación de 1.250 funcionarios.\nLogros de 2022\n• Redacción del informe nacional",
    pt: "Principais realizações de 2023\n- – Realização de 17 oficinas sobre a tortura;\n-Formação de 1.250 funcionários.\nResultados de 2022\n• Redação do relatório nacional",
    ar: "أهم الإنجازات سنة ٢٠٢٣\n- – تنظيم ١٧ ورشة حول التعذيب؛\n-تكوين 1.250 موظفا.\nحصيلة سنة 2022\n• صياغة التقرير الوطني",
  };

  test.each(Object.entries(LISTS) as [Language, string][])("in %s: one record for each year, with its entries", (lang, text) => {
    const readings = readText("record", lang, text);
    expect(readings.map(({ part, sections }) => [part, sections.length])).toEqual([
      ["2023", 2],
      ["2022", 1],
    ]);
    expect(unaccounted(text, readings)).toEqual([]);
    const [first, second] = readings[0]?.sections.map((section) => findFigures(section.text, lang).figures) ?? [];
    expect([first?.[0]?.value, second?.[0]?.value]).toEqual([17, 1250]);
  });

  test("a list that an entry announces belongs to it, until its bullets change or an item ends the sentence", () => {
    const text = [
      "Achievements in 2021",
      "- Held a round table with the courts",
      "The round table led to:",
      "- a follow-up committee;",
      "- a joint circular of three ministers.",
      "– Created an authority against trafficking;",
      "– Printed a collection of laws.",
    ].join("\n");
    const reading = readOne("record", "en", text);
    expect(reading.sections.map((section) => section.text)).toEqual([
      "Held a round table with the courts\n\nThe round table led to:\n\n- a follow-up committee;\n- a joint circular of three ministers.",
      "Created an authority against trafficking;",
      "Printed a collection of laws.",
    ]);
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("without bullets every line is an entry, but for one that goes on with a sentence", () => {
    const text = "Réalisations de 2020\nAdoption de la loi sur la traite–\nRemise du rapport national en janvier 2021\net du rapport périodique\nÉtude sur le travail forcé -";
    const reading = readOne("record", "fr", text);
    expect(reading.sections.map((section) => section.text)).toEqual([
      "Adoption de la loi sur la traite",
      "Remise du rapport national en janvier 2021 et du rapport périodique",
      "Étude sur le travail forcé",
    ]);
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("without a heading the manifest's year counts; without either the text cannot be taken", () => {
    const text = "- Held a seminar\n- Wrote a report";
    expect(readOne("record", "en", text, { date: partialDate("2019"), title: "Our year" })).toMatchObject({
      part: null,
      date: { from: "2019" },
    });
    expect(() => readText("record", "en", text)).toThrow(/no year/);
  });

  test("what stands before the first heading is kept apart, and a year that comes again is one record", () => {
    const text = "Annual list of the office\nAchievements in 2023\n- One\nAchievements in 2022\n- Two\nFurther achievements in 2023\n- Three";
    const readings = readText("record", "en", text);
    expect(readings.map(({ part, sections }) => [part, sections.map((section) => section.text)])).toEqual([
      ["2022", ["Two"]],
      ["2023", ["One", "Further achievements in 2023", "Three"]],
    ]);
    expect(unaccounted(text, readings)).toEqual([]);
    expect(readings[0]?.ledger.unplaced).toEqual([{ line: 1, text: "Annual list of the office", why: "before-first-heading" }]);
  });
});

describe("a sheet of a measure", () => {
  const SHEETS: Record<Language, string> = {
    en: "Measure number: 12\nMeasure name: Support for reporting\nSub-measure: none\nAxis\nRule of law\nStatement of the measure\n1. Draft reports\n2. Follow up\nObjectives\n1. Fulfil obligations\nResponsible ministry: Ministry of Justice\nStatus in April 2021: in progress\nAchievements\n1. Reports\n- Sent two reports\n- Wrote a plan\n2. Training\n- Held 9 courses\nPublished:",
    fr: "| contact@exemple.org\nNuméro de la mesure\n12\nIntitulé de la mesure\nAppui aux rapports\nSous-mesure\n-\nAxe\nÉtat de droit\nÉnoncé de la mesure\n1. Rédiger les rapports\n2. Assurer le suivi\nObjectifs\n1. Honorer les engagements\nMinistère responsable\nMinistère de la justice\nÉtat d’avancement en avril 2021\nEn cours de réalisation\nRéalisations\n1. Rapports\n- Envoi de deux rapports\n- Rédaction d’un plan\n2. Formation\n- Tenue de 9 cours\nPublié :",
    es: "Número de la medida\n12\nNombre de la medida\nApoyo a los informes\nSubmedida\n-\nEje\nEstado de derecho\nEnunciado de la medida\n1) Redactar informes\n2) Dar seguimiento\nObjetivos\n1) Cumplir obligaciones\nMinisterio responsable\nMinisterio de Justicia\nEstado de avance en abril de 2021\nEn curso\nLogros\n1. Informes\n- Envío de dos informes\n- Redacción de un plan\n2. Formación\n- Celebración de 9 cursos\nPublicado:",
    pt: "Número da medida\n12\nNome da medida\nApoio aos relatórios\nSubmedida\n-\nEixo\nEstado de direito\nEnunciado da medida\n1. Redigir relatórios\n2. Acompanhar\nObjetivos\n1. Cumprir obrigações\nMinistério responsável\nMinistério da Justiça\nEstado de avanço em abril de 2021\nEm curso\nRealizações\n1. Relatórios\n- Envio de dois relatórios\n- Redação de um plano\n2. Formação\n- Realização de 9 cursos\nPublicado:",
    ar: "رقم الإجراء\n١٢\nاسم الإجراء\nدعم إعداد التقارير\nالإجراء الفرعي\n-\nالمحور\nدولة القانون\nبيان الإجراء\n١. صياغة التقارير\n٢. التتبع\nأهداف الإجراء\n١. الوفاء بالالتزامات\nالوزارة المعنية\nوزارة العدل\nالوضعية في شهر أبريل 2021\nقيد الإنجاز\nالإنجازات\n١. التقارير\n- إرسال تقريرين\n- إعداد خطة\n٢. التكوين\n- تنظيم 9 دورات\nنشر :",
  };

  test.each(Object.entries(SHEETS) as [Language, string][])("in %s: its fields, its state in time, its parts", (lang, text) => {
    const reading = readOne("measure", lang, text);
    const count = (group: string) => reading.sections.filter((section) => section.group === group).length;
    expect(["axis", "statement", "objectives", "ministry", "achievements"].map(count)).toEqual([1, 2, 1, 1, 2]);
    expect(reading.details).toMatchObject({
      number: lang === "ar" ? "١٢" : "12",
      status: { value: "in-progress", asOf: { from: "2021-04" } },
    });
    expect(reading.sections.filter(({ group }) => group === "achievements").map((section) => section.text.match(/^- /gm)?.length)).toEqual([2, 1]);
    expect(reading.ledger.unplaced.filter(({ why }) => why === "empty-field")).toHaveLength(2);
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("a blank line under a label is no value, and takes none away", () => {
    const text = "Measure number\n\n12\nMinistry\n\nnone\nStatus in April 2021\n\nin progress\nStatement\n\n1. Draft reports\nPublished\n\n5 May 2021";
    const reading = readOne("measure", "en", text.replace("Ministry", "Responsible ministry"));
    expect(reading.details).toMatchObject({ number: "12", status: { value: "in-progress" } });
    const values = reading.ledger.fields.map(({ name, value }) => [name, value]);
    expect(values).toEqual(expect.arrayContaining([["number", "12"], ["status", "in-progress"], ["publication", "5 May 2021"]]));
    expect(reading.sections.map(({ group }) => group)).toEqual(["statement"]);
    expect(reading.ledger.unplaced).toEqual([{ line: 6, text: "none", why: "empty-field" }]);
  });

  test("a state that is not known is kept for the editors, and a text without its labels cannot be taken", () => {
    const text = "Statement\n1. Draft reports\nStatus\nwaiting for spring";
    const reading = readOne("measure", "en", text);
    expect(reading.details.status).toBeNull();
    expect(reading.ledger.unplaced).toEqual([{ line: 4, text: "waiting for spring", why: "unknown-status" }]);
    expect(() => readText("measure", "en", "Once upon a time\nthere was a plan.")).toThrow(/no sheet of a measure/);
  });
});

describe("a news text", () => {
  const BROKEN: Record<Language, string> = {
    en: "Meeting of experts in Praia\nThe meeting opened on Monday.\nIt is held together with the office of the\nDelegations came from five countries.",
    fr: "Réunion d’experts à Praia\nLa réunion s’est ouverte lundi.\nElle est organisée, comme la précédente, avec l’Office des\nDes délégations y participent.",
    es: "Reunión de expertos en Praia\nLa reunión se inauguró el lunes.\nSe organiza, como la anterior, con la Oficina de las\nParticipan delegaciones extranjeras.",
    pt: "Reunião de peritos na Praia\nA reunião abriu na segunda-feira.\nÉ organizada, como a anterior, com o Gabinete das\nParticipam delegações estrangeiras.",
    ar: "اجتماع للخبراء في برايا\nافتُتح الاجتماع يوم الاثنين.\nوهو منظم بالتعاون مع عدد من الهيئات التي\nوتشارك فيه وفود أجنبية.",
  };

  test.each(Object.entries(BROKEN) as [Language, string][])("in %s: the paragraph that breaks off is marked", (lang, text) => {
    const reading = readOne("event", lang, text);
    expect(reading.title.from).toBe("text");
    const breaks = reading.sections.filter(({ breaksOff }) => breaksOff);
    expect(breaks.map((section) => section.line)).toEqual([3]);
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("a list or a caption without a full stop breaks nothing off", () => {
    const text = "The network meets\nMembers met in Praia on Monday to plan their work.\n- reports\n- training\nPhotograph of the meeting";
    const reading = readOne("document", "en", text);
    expect(reading.sections.filter(({ breaksOff }) => breaksOff)).toEqual([]);
    expect(reading.sections[0]?.text).toBe("Members met in Praia on Monday to plan their work.\n\n- reports\n- training");
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("the page around the text is told apart in every language", () => {
    const furniture = ["Add new comment", "Ajouter un commentaire", "Añadir nuevo comentario", "Adicionar comentário", "إضافة تعليق جديد"];
    for (const line of furniture) {
      const reading = readOne("document", "en", `A title of news\nThe text of the news ends here.\n${line}`);
      expect(reading.ledger.unplaced).toEqual([{ line: 3, text: line, why: "page-furniture" }]);
    }
  });

  const LONG = "of a text that says something ".repeat(4);
  test.each([
    ["a list", ["What we did this year was this:", ...Array.from({ length: 250 }, (_, index) => `- Point ${index} ${LONG}`)]],
    ["a list without an introduction", Array.from({ length: 600 }, (_, index) => `• Point ${index} ${LONG}`)],
    ["headings", Array.from({ length: 210 }, (_, index) => [`Part ${index}`, `This is paragraph ${index} ${LONG}.`]).flat()],
    ["headings over lists", Array.from({ length: 260 }, (_, index) => [`Part ${index}`, `Paragraph ${index} ${LONG}.`, `- ${LONG}`]).flat()],
    ["paragraphs", Array.from({ length: 1_000 }, (_, index) => `This is paragraph ${index} ${LONG}.`)],
    ["long paragraphs", Array.from({ length: 9 }, (_, index) => [`${index} ${"x".repeat(19_900)}.`, ...Array.from({ length: 30 }, () => `A short one ${index}.`)]).flat()],
    ["lines broken by hand without a full stop", ["A first paragraph.", "", ...Array.from({ length: 400 }, () => "words and more words without an end that go on and on and on and on for ever")]],
  ])("%s beyond what one part or one item holds is parted and joined, and nothing is lost", (_name, lines) => {
    const text = ["A title of the text", ...lines].join("\n");
    const reading = readOne("document", "en", text);
    expect(reading.sections.length).toBeLessThanOrEqual(LIMITS.sections);
    expect(reading.sections.every((section) => section.text.length <= LIMITS.section)).toBe(true);
    expect(new Set(reading.sections.map(({ id }) => id)).size).toBe(reading.sections.length);
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("of many headings only as many go into the text as there are too many", () => {
    const lines = Array.from({ length: 210 }, (_, index) => [`Part ${index}`, `This is paragraph ${index} ${LONG}.`]).flat();
    const { sections } = readOne("document", "en", ["A title of the text", ...lines].join("\n"));
    expect(sections).toHaveLength(LIMITS.sections);
    expect(sections.filter(({ heading }) => heading)).toHaveLength(LIMITS.sections);
  });

  test("labelled lines at the head give place and exact date; an inexact one stays in the text", () => {
    const text = "Seminar on reporting\nDate: 8 and 9 May 2024\nVenue: Praia\nThe seminar brought members together.";
    expect(readOne("event", "en", text)).toMatchObject({ place: "Praia", date: partialDate("2024-05-08", "2024-05-09") });
    const vague = readOne("event", "en", text.replace("8 and 9 May 2024", "some day in spring"));
    expect(vague.date).toBeNull();
    expect(shownIn(vague)).toContain("some day in spring");
    expect(unaccounted(text, [readOne("event", "en", text)])).toEqual([]);
  });

  test("lines broken by hand are paragraphs again; headings head what follows", () => {
    const text = "A report on the seminar\n\nMembers of the network met in Praia to exchange what\nthey had learnt in the past year.\n\nWhat comes next\n\nThe next seminar will take place in another country, as\nmembers agreed.\n";
    const reading = readOne("document", "en", text);
    expect(reading.sections.map((section) => [section.heading, section.text])).toEqual([
      [null, "Members of the network met in Praia to exchange what they had learnt in the past year."],
      ["What comes next", "The next seminar will take place in another country, as members agreed."],
    ]);
    expect(unaccounted(text, [reading])).toEqual([]);
  });

  test("without a title the first words make one, and the manifest's own moves the text's into the summary", () => {
    const text = `${"Members of the network met in Praia, where they spoke of their work at length, and ".repeat(3)}parted.\nThey will meet again.`;
    expect(readOne("document", "en", text).title).toEqual({ text: expect.stringMatching(/^Members .{30,95}…$/), from: "first-words" });
    const reading = readOne("document", "en", "Own title of the text\nThe text ends here, with a stop.", { title: "Given" });
    expect([reading.title.text, reading.summary]).toEqual(["Given", "Own title of the text"]);
  });
});

test("a practice is read by the headings of its template, and what does not apply is no gap", () => {
  const text = "A register of focal points\nObjectives\nTo know who answers.\nResults:\n- 40 focal points are named\n- Answers come sooner\nConstraints\nNot applicable\nContact";
  const reading = readOne("practice", "en", text);
  expect(reading.sections.map((section) => [section.group, section.text])).toEqual([
    ["objectives", "To know who answers."],
    ["results", "- 40 focal points are named\n- Answers come sooner"],
  ]);
  expect(reading.details).toEqual({ notApplicable: ["constraints"] });
  expect(unaccounted(text, [reading])).toEqual([]);
});

test.each([
  ["its own title", (words: string) => `A register of focal points\n${words}\nResults\nAnswers come sooner.`],
  ["labelled fields", (words: string) => `Title\nA register of focal points\nSummary\n${words}\nResults\nAnswers come sooner.`],
])("a practice with %s whose introduction finds no room beside the title that the manifest displaces loses none of it", (_name, make) => {
  const text = make(`${"Ministries name who answers. ".repeat(40)}And that is the end.`);
  expect(readOne("practice", "en", text).summary).toMatch(/^Ministries .* the end\.$/);
  const reading = readOne("practice", "en", text, { title: "Focal points" });
  expect(reading.summary).toBe("A register of focal points");
  expect(reading.sections.map(({ group }) => group)).toEqual(["text", "results"]);
  expect(unaccounted(text, [reading])).toEqual([]);
});

test("the line before a practice's labelled title is no title, and is not lost", () => {
  const text = "A programme of the ministry\nTitle\nA register of focal points\nResults\n- Answers come sooner.";
  const reading = readOne("practice", "en", text);
  expect([reading.title.text, reading.summary]).toEqual(["A register of focal points", "A programme of the ministry"]);
  expect(unaccounted(text, [reading])).toEqual([]);
});

describe("figures", () => {
  const read = (lang: Language, text: string) =>
    findFigures(text, lang).figures.map(({ value, unit, approximate, counts }) => `${approximate ? "~" : ""}${value}${unit ?? ""} ${counts}`);

  test.each([
    ["en", "About 1,250 officials, 12 workshops and 35 % of the cases; 2.5 million people.", ["~1250 officials", "12 workshops", "35% cases", "2500000 people"]],
    ["fr", "Près de 1 250 agents, 35 % des femmes, 12,5 millions d’euros et 40 ateliers de formation sur la traite.", ["~1250 agents", "35% femmes", "12500000 euros", "40 ateliers de formation"]],
    ["es", "Se celebraron 17 talleres; unas 494.896 personas; el 30 por ciento de los casos.", ["17 talleres", "~494896 personas", "30% casos"]],
    ["pt", "Realizaram-se 6 estudos técnicos; cerca de 494.896 pessoas; 30 por cento dos casos.", ["6 estudos técnicos", "~494896 pessoas", "30% casos"]],
    ["ar", "تم تحسيس ما يناهز 494.896 شخص في ١٧ ورشة وبـ3 ندوات.", ["~494896 شخص", "17 ورشة", "3 ندوات"]],
  ] as [Language, string, string[]][])("in %s, with value, unit and what is counted", (lang, text, figures) => {
    expect(read(lang, text)).toEqual(figures);
  });

  test("a word that every object knows is no multiple, sign or unit", () => {
    for (const word of ["constructor", "toString", "valueOf", "hasOwnProperty"]) {
      expect(read("en", `We met 5 ${word} members`), word).toEqual([expect.stringMatching(/^5 /)]);
      expect(read("en", `${word} 5 members`), word).toEqual(["5 members"]);
    }
  });

  test.each([
    ["en", "Act 2015-031 of 8 and 9 May 2024, May 8, the 3rd report, sessions 43 and 44, the G5, COVID-19, article 33, no. 4, the plan 2020/2022, Tier 2, at 10:30, SDG 16.3, since 2020"],
    ["fr", "la loi n° 2015-031 du 8 mai 2024, le 2e rapport, les sessions 43 et 44, le G5, la COVID-19, les articles 12 et 13, le plan 2020-2022, depuis 2020"],
    ["es", "la Ley 2015-031, el 8 y 9 de mayo de 2024, el 2.º informe, el G5, la COVID-19, el artículo 33, el plan 2020/2022, desde 2020"],
    ["pt", "a Lei 2015-031, em 8 e 9 de maio de 2024, o artigo 33.º, o G5, a COVID-19, o plano 2020/2022, desde 2020"],
    ["ar", "القانون 2015-031 وقانون 017 -2020 يومي 08 و09 ماي، الدورتين 44 و45، كوفيد 19، خطة 2020/2022، المادة 33، سنة 2020، من 22 فبراير إلى 23 مارس 2021"],
  ] as [Language, string][])("in %s, numbers that count nothing are none", (lang, text) => {
    expect(read(lang, text)).toEqual([]);
  });
});

test("dates are taken only where they are stated exactly", () => {
  const dates: [Language, string, string | null][] = [
    ["en", "8–9 May 2024", "2024-05-08/2024-05-09"],
    ["en", "May 8, 2024", "2024-05-08/"],
    ["fr", "du 22 février au 23 mars 2021", "2021-02-22/2021-03-23"],
    ["fr", "1er juillet 2020", "2020-07-01/"],
    ["es", "15 de julio de 2020", "2020-07-15/"],
    ["pt", "abril de 2021", "2021-04/"],
    ["ar", "15 يوليوز 2020", "2020-07-15/"],
    ["ar", "كانون الثاني 2020", "2020-01/"],
    ["fr", "05/06/2021", "2021-06-05/"],
    ["en", "05/06/2021", null],
    ["en", "8 and 9 May, current", null],
    ["en", "31 February 2021", null],
    ["ar", "يوم الأربعاء", null],
  ];
  for (const [lang, text, wanted] of dates) {
    const date = parseDate(text, lang);
    expect(date ? `${date.from}/${date.to ?? ""}` : null, text).toBe(wanted);
  }
});

test("a practice of a title and an introduction has that as its text", () => {
  const text = "A single desk for reports\nOne desk receives all requests and sends them on.";
  const reading = readOne("practice", "en", text);
  expect(reading).toMatchObject({ summary: "", sections: [{ text: "One desk receives all requests and sends them on." }] });
  expect(unaccounted(text, [reading])).toEqual([]);
});

// So large that work which grows with the square of a line, or of the text, would not end in the time of a test.
describe("a text made to be slow is read as fast as any other", () => {
  const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what);
  test.each([
    ["dashes inside lines", times(95, `x${"-".repeat(19_900)}y`)],
    ["signs of direction inside lines", times(95, `x${"\u200f".repeat(19_900)}y`)],
    ["signs of direction and spaces", times(95, `${"\u200f ".repeat(5_000)}y${" \u200f".repeat(4_900)}`)],
    ["spaces before what may be a colon", times(95, `x${" ".repeat(19_900)}y`)],
    ["entries without end", ["Results", ...times(9_900, `- ${"some words of an entry ".repeat(8)}`)]],
    ["an entry with a list without end", ["Achievements in 2023", "- An entry:", ...times(9_800, `• ${"some words of an item ".repeat(8)}`)]],
    ["achievements without end", ["Achievements", ...times(9_900, `- ${"some words of an entry ".repeat(8)}`)]],
    ["short lines", times(9_900, "aa")],
    ["colons", times(95, "a: ".repeat(6_600))],
  ])("%s", (_name, lines) => {
    const outcomes = (["event", "record", "measure", "practice"] as const).map((type) => {
      try {
        return readText(type, "en", lines.join("\n")).length;
      } catch (error) {
        return error instanceof SourceProblem ? error.message : error;
      }
    });
    // Taken, or refused for a reason.
    expect(outcomes.filter((outcome) => outcome instanceof Error)).toEqual([]);
  });
});

test("a version holds what a page can carry, whatever signs it is of", () => {
  const lines = (sign: string, count: number) => `A title\n${Array.from({ length: count }, (_, index) => `${index} ${sign.repeat(9_000)}.`).join("\n")}`;
  for (const [sign, most] of [["x", 21], ["ب", 10], ["<", 4]] as const) {
    expect(readOne("document", "en", lines(sign, most)).sections.length, sign).toBeGreaterThan(0);
    expect(() => readOne("document", "en", lines(sign, most + 2)), sign).toThrow(/the text has \d+ bytes as a page shows it; 200000 are the most/);
  }
});

describe("whatever a text looks like, no line is dropped and none doubled", () => {
  const FRAGMENTS = [
    "Achievements in 2023", "Results of 2022", "2021", "- – An entry;", "-An entry", "– Another entry.", "Entry with a bullet behind –",
    "and it goes on", "It led to:", "• A point", "* A point", "1. First", "2) Second", "3 - Third", "7. Seventh", "|| A cell |", "---", "|", "-", "",
    "", "Statement", "Objectives:", "Status in April 2021", "continuous", "Axis: Rule of law", "Measure name", "Published:", "Results", "Contact: a@b.org",
    "Add new comment", "A line of text that says something and ends with a stop.", "A line of text that breaks off in the", "12 workshops – 13 seminars",
    "\u200f  A line with signs of direction\u200e", "\tindented\ttext", "Date: 8 May 2024", "Venue: Praia", "(4) In brackets", "5 % of all", "2015-031",
  ];
  /** The same texts in every run. */
  function* texts(count: number): Generator<string> {
    let seed = 7;
    const next = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (let index = 0; index < count; index += 1) {
      yield Array.from({ length: 3 + next(14) }, () => FRAGMENTS[next(FRAGMENTS.length)]).join(["\n", "\r\n", "\r"][next(3)]);
    }
  }

  test.each(["record", "measure", "document", "event", "practice"] as const)("as a %s", (type) => {
    let read = 0;
    for (const text of texts(2_000)) {
      let readings: ReturnType<typeof readText>;
      try {
        readings = readText(type, "en", text);
      } catch (error) {
        if (error instanceof SourceProblem) continue;
        throw error;
      }
      read += 1;
      expect(unaccounted(text, readings), text).toEqual([]);
    }
    expect(read).toBeGreaterThan(200);
  });
});
