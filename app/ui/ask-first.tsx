import { Form, Link } from "@remix-run/react";

import { Column } from "./column.tsx";
import { PageHead } from "./page-head.tsx";

type Props = { title: string; text: string; yes: string; no: string; /** Where one leads who changes his mind. */ back: string; action: string; fields: Record<string, string> };

/** Asks before something is done that is not undone by a click. */
export function AskFirst({ title, text, yes, no, back, action, fields }: Props) {
  return (
    <>
      <PageHead title={title} />
      <Column>
        <p>{text}</p>
        <Form method="post" action={action} className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className="button">
            {yes}
          </button>
          <Link to={back} className="link inline-block py-1">
            {no}
          </Link>
        </Form>
      </Column>
    </>
  );
}
