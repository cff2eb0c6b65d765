import type { AsOf } from "#app/lib/as-of.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { partialDate } from "#models/partial-date.ts";

/** The form that asks for another day, for offices and members alike, and what it says of the day that is shown. */
export function asOfView(tools: PageTools, { day, asked, wrong }: AsOf) {
  const words = tools.t("membership:asOf", { returnObjects: true, date: tools.date(partialDate(day)), typed: wrong ?? "" });
  return {
    label: words.label,
    help: words.help,
    submit: words.submit,
    choose: words.choose,
    value: wrong ?? asked ?? "",
    error: wrong === null ? null : words.wrong,
    shown: asked === null ? null : { text: words.shown, exact: words.exact, today: words.today, members: words.members },
    none: asked === null ? null : words.none,
  };
}
