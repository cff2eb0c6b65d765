import { Link, useParams } from "@remix-run/react";

import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

type Texts = Record<"title" | "lead" | "signIn" | "forgotten", string> & { next: Record<"account" | "forgotten" | "invitation", string> };

/** Says what can be done about a link that opens nothing. */
export function VoidLink({ texts }: { texts: Texts }) {
  const { lang = "" } = useParams();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ul className="list-disc space-y-3 ps-6">
          <li>
            {texts.next.account}{" "}
            <Link to={paths.signIn(lang)} className="link">
              {texts.signIn}
            </Link>
          </li>
          <li>
            {texts.next.forgotten}{" "}
            <Link to={paths.forgotten(lang)} className="link">
              {texts.forgotten}
            </Link>
          </li>
          <li>{texts.next.invitation}</li>
        </ul>
      </Column>
    </>
  );
}
