import { Link } from "@remix-run/react";

import { Sources } from "#app/ui/sources.tsx";

import type { LeadershipView } from "./leadership.server.ts";
import { Person } from "./person.tsx";

/** Every term of every office with its persons in turn; folded, as most readers ask for the present. */
export function TermsOfOffice({ history, words }: Pick<LeadershipView, "history" | "words">) {
  if (history.length === 0) return null;
  return (
    <details className="mt-8 rounded-lg border border-line">
      <summary className="cursor-pointer p-4 font-semibold">{words.history}</summary>
      <div className="grid gap-8 border-t border-line p-4 sm:p-6">
        {history.map((office) => (
          <div key={office.id}>
            <h3 lang={office.name?.lang} className="text-xl">
              {office.name?.text}
            </h3>
            {office.holes.length > 0 ? (
              <ul className="mt-2 space-y-1">
                {office.holes.map((hole) => (
                  <li key={hole} className="border-s-4 border-line ps-3">
                    {hole}
                  </li>
                ))}
              </ul>
            ) : null}
            <ol className="mt-2 divide-y divide-line">
              {office.terms.map((term) => (
                <li key={term.id} className="grid gap-x-8 gap-y-2 py-4 md:grid-cols-[16rem_minmax(0,1fr)]">
                  <div>
                    <p className="text-lg font-semibold">{term.country}</p>
                    <p className="text-sm">{term.term}</p>
                    {term.marks.map((mark) => (
                      <p key={mark} className="text-sm text-muted">
                        {mark}
                      </p>
                    ))}
                  </div>
                  <div className="grid content-start gap-2 text-sm">
                    {term.mechanism ? (
                      <p lang={term.mechanism.lang}>
                        <Link to={term.mechanism.url} className="link">
                          {term.mechanism.text}
                        </Link>
                      </p>
                    ) : null}
                    {term.holders.length === 0 ? <p className="text-muted">{words.noPerson}</p> : null}
                    {term.holders.map((person, index) => (
                      <p key={index}>
                        {person.substitute ? <span className="text-muted">{words.substitute}: </span> : null}
                        <Person person={person} />
                      </p>
                    ))}
                    {term.decision ? (
                      <p>
                        <span className="text-muted">{words.decision}:</span>{" "}
                        <Link to={term.decision.url} lang={term.decision.lang} className="link">
                          {term.decision.text}
                        </Link>
                      </p>
                    ) : null}
                    <Sources sources={term.sources} />
                  </div>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </details>
  );
}
