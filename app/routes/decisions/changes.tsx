import { Link } from "@remix-run/react";

import type { Changed } from "./changes.server.ts";

/** What a decision changed, each with the way to where it stands. */
export function Changes({ changes, none }: { changes: Changed[]; none: string }) {
  if (changes.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ul className="space-y-2">
      {changes.map(({ kind, text, detail, url }, index) => (
        <li key={`${kind}-${index}`}>
          {url ? (
            <Link to={url} className="link">
              {text}
            </Link>
          ) : (
            text
          )}{" "}
          <span className="text-muted">({detail})</span>
        </li>
      ))}
    </ul>
  );
}
