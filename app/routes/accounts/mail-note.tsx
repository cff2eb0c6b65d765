import { Link, useLocation, useParams } from "@remix-run/react";

import { paths } from "#app/paths.ts";

/** Says that this hub sends no mails, and whom to ask instead. */
export function MailNote({ note }: { note: { text: string; ask: string } }) {
  const { lang = "" } = useParams();
  const { pathname } = useLocation();
  return (
    <p className="note">
      {note.text}{" "}
      <Link to={paths.message(lang, pathname)} className="link">
        {note.ask}
      </Link>
    </p>
  );
}
