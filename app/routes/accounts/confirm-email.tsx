import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";

import { confirmEmailChange, openEmailChange } from "#app/auth/email-change.server.ts";
import { allowReader } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { voidLink } from "./void-link.server.ts";
import { VoidLink } from "./void-link.tsx";

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** Shows what is to be confirmed; programs that look into mails open links, so opening one confirms nothing. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const found = await openEmailChange(params.token ?? "");
  if (!found) return voidLink(lang);
  const t = await translator(lang);
  const texts = t("accounts:email", { returnObjects: true, old: found.user.email, new: found.newEmail });
  return {
    view: "open" as const,
    meta: { title: `${texts.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { title: texts.title, lead: texts.lead, submit: texts.submit, side: texts.side[found.side] },
  };
}

/** Confirms for the side that the link belongs to. */
export async function action({ params, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const found = await openEmailChange(params.token ?? "");
  if (!found) return data(null, { status: 404 });
  const result = await confirmEmailChange(found, context.address);
  if (result === "void") return data(null, { status: 404 });
  const t = await translator(lang);
  const answer = { title: t("accounts:email.title"), text: t(`accounts:email.${result}`), signIn: result === "done" ? t("accounts:signIn.title") : null };
  // Said outright: the loader, which runs after this, may find a link that is used up.
  return data(answer, { status: 200 });
}

export default function ConfirmEmailPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { lang = "" } = useParams();
  if (answer) {
    return (
      <>
        <PageHead title={answer.title} />
        <Column>
          <p role="status" className="note">
            {answer.text}
          </p>
          {answer.signIn ? (
            <p>
              <Link to={paths.signIn(lang)} className="button">
                {answer.signIn}
              </Link>
            </p>
          ) : null}
        </Column>
      </>
    );
  }
  if (page.view === "void") return <VoidLink texts={page.texts} />;
  return (
    <>
      <PageHead title={page.texts.title}>{page.texts.lead}</PageHead>
      <Column>
        <p>{page.texts.side}</p>
        <Form method="post">
          <button type="submit" className="button">
            {page.texts.submit}
          </button>
        </Form>
      </Column>
    </>
  );
}
