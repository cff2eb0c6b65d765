import { Form, Link } from "@remix-run/react";

import { RuledSection } from "#app/ui/ruled-section.tsx";

import type { EveryoneView } from "./everyone.server.ts";
import type { PeopleView } from "./view.server.ts";

/** All people, each role leading to the list where it is changed. */
export function Everyone({ page: { words, count, part, people, previous, next } }: { page: EveryoneView }) {
  return (
    <RuledSection id="everyone" title={count}>
      <p className="text-muted">
        {words.help} {part}
      </p>
      <ul className="divide-y divide-line">
        {people.map(({ id, name, suspended, roles, seen }) => (
          <li key={id} className="grid gap-1 py-4">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <bdi className="font-semibold">{name}</bdi>
              {suspended ? <span className="tag">{words.suspended}</span> : null}
            </p>
            {roles.length === 0 ? <p>{words.noRole}</p> : null}
            <ul className="flex flex-wrap gap-x-6 gap-y-1">
              {roles.map((role) => (
                <li key={role.name}>
                  <Link to={role.url} className="link inline-block py-1">
                    {role.name}
                  </Link>
                </li>
              ))}
            </ul>
            {seen ? <p className="text-sm text-muted">{seen}</p> : null}
          </li>
        ))}
      </ul>
      {previous || next ? (
        <p className="flex flex-wrap gap-3">
          {previous ? (
            <Link to={previous} className="button">
              {words.previous}
            </Link>
          ) : null}
          {next ? (
            <Link to={next} className="button">
              {words.next}
            </Link>
          ) : null}
        </p>
      ) : null}
    </RuledSection>
  );
}

/** Who has a role, and the way to end it. */
export function People({ page: { words, people } }: { page: PeopleView }) {
  return (
    <RuledSection id="who" title={words.who}>
      {people.length === 0 ? <p className="text-muted">{words.nobody}</p> : null}
      <ul className="divide-y divide-line">
        {people.map(({ id, name, email, suspended, roles }) => (
          <li key={id} className="grid gap-1 py-4 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <bdi className="font-semibold">{name}</bdi>
              {email ? (
                <bdi dir="ltr" className="break-all text-muted">
                  {email}
                </bdi>
              ) : null}
              {suspended ? <span className="tag">{words.suspended}</span> : null}
            </p>
            <ul className="flex flex-wrap gap-x-6 gap-y-1">
              {roles.map((role) => (
                <li key={role.name} className="flex flex-wrap items-center gap-x-3">
                  <span>{role.name}</span>
                  {role.end ? (
                    <Link to={role.end} aria-label={`${words.end}: ${name}, ${role.name}`} className="link inline-block py-1 text-sm">
                      {words.end}
                    </Link>
                  ) : null}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </RuledSection>
  );
}

/** Who is invited and has not accepted yet. */
export function Invitations({ page: { words, invitations, owner } }: { page: PeopleView }) {
  return (
    <RuledSection id="open" title={words.open}>
      {invitations.length === 0 ? <p className="text-muted">{words.none}</p> : null}
      <ul className="divide-y divide-line">
        {invitations.map(({ id, name, email, role, facts }) => (
          <li key={id} className="grid gap-1 py-4 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <bdi className="font-semibold">{name}</bdi>
              <bdi dir="ltr" className="break-all text-muted">
                {email}
              </bdi>
            </p>
            <p>{role}</p>
            <p className="text-sm text-muted">{facts}</p>
            <div className="flex flex-wrap gap-x-6">
              {(["again", "take-back"] as const).map((intent) => {
                const label = intent === "again" ? words.again : words.takeBack;
                return (
                  <Form key={intent} method="post" action={owner.address}>
                    <input type="hidden" name="intent" value={intent} />
                    <input type="hidden" name="invitation" value={id} />
                    <button type="submit" aria-label={`${label}: ${name}`} className="link cursor-pointer py-1 text-sm">
                      {label}
                    </button>
                  </Form>
                );
              })}
            </div>
          </li>
        ))}
      </ul>
    </RuledSection>
  );
}
