import { Link } from "@remix-run/react";

import { ChoiceField } from "#app/ui/choice-field.tsx";

import type { decisionsBehind } from "./behind.server.ts";

type Props = { name: string; behind: ReturnType<typeof decisionsBehind>; /** The ids of those that are named. */ values: string[] };

/** By which decisions of the network something was changed: those that are named can be taken away, and one more chosen. */
export function DecisionsBehind({ name, behind: { words, choices, urls }, values }: Props) {
  const named = choices.filter(({ value }) => values.includes(value));
  const others = choices.filter(({ value }) => !values.includes(value));
  const choice = (
    <ChoiceField key={values.join(" ")} name={name} label={named.length > 0 ? words.another : words.title} help={words.help} none={words.none} choices={others} />
  );
  if (named.length === 0) return choice;
  return (
    <fieldset key={values.join(" ")} className="grid gap-3">
      <legend className="mb-2 font-semibold">{words.title}</legend>
      {named.map(({ value, label }) => (
        <div key={value} className="flex flex-wrap items-baseline gap-x-4">
          <label className="flex items-center gap-3 py-1">
            <input type="checkbox" name={name} value={value} defaultChecked className="size-5 shrink-0 accent-brand" />
            {label}
          </label>
          {urls[value] ? (
            <Link to={urls[value]} aria-label={`${words.see}: ${label}`} className="link py-1 text-sm">
              {words.see}
            </Link>
          ) : null}
        </div>
      ))}
      {choice}
    </fieldset>
  );
}
