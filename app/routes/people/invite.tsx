import { Form } from "@remix-run/react";

import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { PeopleView } from "./view.server.ts";

type Values = Record<"email" | "name" | "role" | "lang", string>;

/** The form to invite someone. A key of its own empties it once an invitation has been sent. */
export function Invite({ page, values, errors }: { page: PeopleView; values: Values | undefined; errors: Array<{ field: string | null; text: string }> }) {
  const { words, owner, roles, langs, lang, sendsMail, invitations } = page;
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <RuledSection id="invite" title={words.invite}>
      <Form key={`${owner.value} ${invitations.length}`} method="post" action={owner.address} noValidate className="grid gap-6">
        <input type="hidden" name="intent" value="invite" />
        <p className="text-muted">
          {words.inviteHelp} {sendsMail ? "" : words.noMail}
        </p>
        <TextField name="email" type="email" dir="ltr" label={words.email} error={errorOf("email")} required autoComplete="off" defaultValue={values?.email} />
        <TextField name="name" label={words.name} error={errorOf("name")} required autoComplete="off" defaultValue={values?.name} />
        <SelectField name="role" label={words.role} error={errorOf("role")} defaultValue={values?.role}>
          {roles.map(({ value, name, help }) => (
            <option key={value} value={value}>
              {name} – {help}
            </option>
          ))}
        </SelectField>
        <SelectField name="lang" label={words.lang} error={errorOf("lang")} defaultValue={values?.lang || lang}>
          {langs.map(({ code, name }) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <button type="submit" className="button justify-self-start">
          {words.submit}
        </button>
      </Form>
    </RuledSection>
  );
}
