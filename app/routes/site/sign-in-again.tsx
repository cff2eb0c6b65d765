import { Form, useParams } from "@remix-run/react";

import { paths } from "#app/paths.ts";
import { Field } from "#app/ui/field.tsx";

/** What a guard answers to the form of someone whose session has ended. */
type Again = { to: string; kept: string; texts: Record<"title" | "kept" | "lost" | "email" | "password" | "submit", string> };

export function isAgain(data: unknown): data is Again {
  return typeof data === "object" && data !== null && "kept" in data && "to" in data && "texts" in data;
}

/** Stands where the page was: signs in again with the form inside that was sent, so that nothing of it is lost. */
export function SignInAgain({ to, kept, texts }: Again) {
  const { lang = "" } = useParams();
  const kinds = [
    { name: "email", type: "email", label: texts.email, autoComplete: "username" },
    { name: "password", type: "password", label: texts.password, autoComplete: "current-password" },
  ];
  return (
    <main id="content" tabIndex={-1} className="wrap grid w-full grow content-start gap-6 py-12 outline-none">
      <h1 className="text-3xl sm:text-4xl">{texts.title}</h1>
      <p className="note max-w-prose">{kept ? texts.kept : texts.lost}</p>
      <Form method="post" action={paths.signIn(lang, to)} noValidate className="grid max-w-prose gap-6">
        <input type="hidden" name="kept" value={kept} />
        {kinds.map(({ name, label, ...input }) => (
          <Field key={name} name={name} label={label}>
            {(control) => <input {...control} {...input} required dir="ltr" className="field" />}
          </Field>
        ))}
        <button type="submit" className="button justify-self-start">
          {texts.submit}
        </button>
      </Form>
    </main>
  );
}
