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

/** Says whom to ask instead of an invitation that no longer holds. */
export function LapsedInvitation({ texts }: { texts: Record<"title" | "lead" | "next" | "write", string> }) {
  const { lang = "" } = useParams();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <p>{texts.next}</p>
        <p>
          {/* Not from here: the address of this page is what opens the invitation. */}
          <Link to={paths.message(lang, paths.signIn(lang))} className="link">
            {texts.write}
          </Link>
        </p>
      </Column>
    </>
  );
}
