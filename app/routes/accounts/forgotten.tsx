import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";

import { askForLink } from "#app/auth/forgotten.server.ts";
import { allowReader } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { errorsOf } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { MailNote } from "./mail-note.tsx";
import { mailNote } from "./mail-note.server.ts";
import { lockedAnswer } from "./on-the-way.server.ts";
import { emailField } from "./person.schema.ts";

export const meta = pageMeta;
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const t = await translator(lang);
  const texts = t("accounts:forgotten", { returnObjects: true });
  return {
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...texts, email: t("accounts:fields.email"), summary: t("accounts:errors.summary") },
    mailNote: mailNote(t),
  };
}

/** Answers the same, and as fast, whether or not the address has an account. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const email = cleanText((await readForm(request)).get("email"));
  const errors = (await translator(lang))("accounts:errors", { returnObjects: true });
  const parsed = z.object({ email: emailField }).safeParse({ email });
  if (!parsed.success) return data({ sent: false, email, errors: errorsOf(parsed.error, errors, ["email"]) }, { status: 400 });
  const until = await askForLink({ email, address: context.address });
  if (until) return lockedAnswer(until, lang, (text, headers) => data({ sent: false, email, errors: [{ field: null, text }] }, { status: 429, headers }));
  return { sent: true, email, errors: [] };
}

export default function ForgottenPage() {
  const { texts, mailNote } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.sent) {
    return (
      <>
        <PageHead title={texts.sent.title}>{texts.sent.lead}</PageHead>
        <Column>
          {mailNote ? <MailNote note={mailNote} /> : null}
          <p role="status">{texts.sent.nothing}</p>
        </Column>
      </>
    );
  }
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        {mailNote ? <MailNote note={mailNote} /> : null}
        <Form method="post" noValidate className="grid gap-6">
          <TextField
            name="email"
            type="email"
            dir="ltr"
            label={texts.email}
            error={errors.find(({ field }) => field === "email")?.text}
            required
            autoComplete="username"
            defaultValue={answer?.email}
          />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
      </Column>
    </>
  );
}
