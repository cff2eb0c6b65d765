import { formatDay } from "#app/lib/dates.ts";
import { paths } from "#app/paths.ts";
import { findReport } from "#models/report.server.ts";

import { inSentence } from "./plain-line.ts";
import { composer, type Composer } from "./writing.server.ts";

/** What the coordinators answer to a reader who reported an error or wrote to them. Dropped where the report is gone. */
export const reportAnswer: Composer = composer(async (mail, { lang, t, names }) => {
  const report = await findReport({ id: mail.params.report ?? "" });
  if (!report?.answer) return null;
  const facts = [
    { label: t("mail:facts.number"), value: report.id.match(/.{1,4}/g)?.join(" ") ?? report.id },
    { label: t("mail:facts.page"), value: inSentence(report.page, lang) },
  ];
  return {
    subject: t("mail:report-answer.subject", names),
    to: "",
    paragraphs: [
      t(`mail:report-answer.lead.${report.kind}`, { ...names, date: formatDay(report.at, lang) }),
      ...report.answer.text.split(/\n+/).map((line) => inSentence(line, lang)).filter(Boolean),
    ],
    facts: facts.filter(({ value }) => value),
    link: { label: t("mail:report-answer.action"), path: paths.reportReceived(lang, report.id, "") },
    notes: [t("mail:report-answer.removed")],
    reason: t("mail:report-answer.reason"),
  };
});
