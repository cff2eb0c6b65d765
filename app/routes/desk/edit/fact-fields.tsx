import { Field } from "#app/ui/field.tsx";

import { DateFields } from "./date-fields.tsx";
import { useEditor, useErrorOf } from "./editor-context.ts";
import { GatheringFields } from "./gathering-fields.tsx";

/** What is said of the item beside its text, the same in every language; each type has its own. */
export function FactFields() {
  const { data } = useEditor();
  const { texts, item } = data;
  return (
    <section aria-labelledby="facts" className="grid gap-6">
      <h2 id="facts" className="text-2xl">{texts.parts.facts}</h2>
      {item.type === "record" ? (
        <DateFields name="from" label={texts.fields.yearOf} yearOnly />
      ) : (
        <div className="grid gap-6 md:grid-cols-2">
          <DateFields name="from" label={texts.fields.from} help={texts.fields.dateHelp} />
          <DateFields name="to" label={texts.fields.to} />
        </div>
      )}
      {item.type === "event" ? <EventFields /> : null}
      {item.type === "event" ? <GatheringFields /> : null}
      {item.type === "document" ? <DocumentFields /> : null}
      {item.type === "measure" ? <MeasureFields /> : null}
      <PartnerFields />
    </section>
  );
}

/** The organisations that had a part in it. */
function PartnerFields() {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const error = useErrorOf()("partners");
  const chosen = new Set((fields.partners ?? "").split("\n"));
  const offered = data.isWritable ? choices.partners : choices.partners.filter(({ value }) => chosen.has(value));
  if (offered.length === 0) return null;
  return (
    <fieldset id="partners" aria-describedby={error ? "partners-error" : undefined} className="grid gap-2">
      <legend className="font-semibold">{texts.fields.partners}</legend>
      <p className="text-sm text-muted">{texts.fields.partnersHelp}</p>
      {error ? <p id="partners-error" className="font-semibold text-alert">{error}</p> : null}
      <div className="grid gap-x-6 sm:grid-cols-2">
        {offered.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-baseline gap-2 py-1">
            <input type="checkbox" name="partners" value={value} defaultChecked={chosen.has(value)} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
            <bdi>{label}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function EventFields() {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const errorOf = useErrorOf();
  return (
    <fieldset className="grid gap-3">
      <legend className="font-semibold">{texts.fields.time}</legend>
      <p className="text-sm text-muted">{texts.fields.timeHelp}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {(["start", "end"] as const).map((name) => (
          <Field key={name} name={name} label={texts.fields[name]} error={errorOf(name)}>
            {(control) => <input {...control} dir="ltr" placeholder="09:30" maxLength={5} defaultValue={fields[name]} className="field" />}
          </Field>
        ))}
        <Field name="zone" label={texts.fields.zone} error={errorOf("zone")}>
          {(control) => (
            <select {...control} dir="ltr" defaultValue={fields.zone} className="field">
              <option value="">—</option>
              {choices.zones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </fieldset>
  );
}

function DocumentFields() {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const errorOf = useErrorOf();
  return (
    <>
      {([["kind", choices.kinds], ["decision", choices.decisions], ["event", choices.events]] as const).map(([name, options]) => (
        <Field key={name} name={name} label={texts.fields[name]} error={errorOf(name)}>
          {(control) => (
            <select {...control} defaultValue={fields[name]} className="field">
              <option value="">{texts.fields.noChoice}</option>
              {options.map(({ value, label }) => (
                <option key={value} value={value}>{label}</option>
              ))}
            </select>
          )}
        </Field>
      ))}
    </>
  );
}

function MeasureFields() {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const errorOf = useErrorOf();
  return (
    <>
      <div className="grid gap-6 md:grid-cols-2">
        <Field name="number" label={texts.fields.number} error={errorOf("number")}>
          {(control) => <input {...control} dir="auto" defaultValue={fields.number} className="field" />}
        </Field>
        <Field name="status" label={texts.fields.status}>
          {(control) => (
            <select {...control} defaultValue={fields.status} className="field">
              <option value="">{texts.fields.noChoice}</option>
              {choices.statuses.map(({ value, label }) => (
                <option key={value} value={value}>{label}</option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <DateFields name="asOf" label={texts.fields.asOf} />
      <Field name="contact" label={texts.fields.contact} help={texts.fields.contactHelp} error={errorOf("contact")}>
        {(control) => <input {...control} dir="auto" defaultValue={fields.contact} className="field" />}
      </Field>
    </>
  );
}
