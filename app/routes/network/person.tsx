import type { LeadershipView } from "./leadership.server.ts";

type PersonView = LeadershipView["history"][number]["terms"][number]["holders"][number];

/** A person with the position, the days and the date for which a source names him. */
export function Person({ person }: { person: PersonView }) {
  return (
    <>
      <span lang={person.name?.lang} className="text-base font-semibold">
        {person.name?.text}
      </span>
      {person.position ? (
        <span lang={person.position.lang} className="block">
          {person.position.text}
        </span>
      ) : null}{" "}
      {person.term ? <span className="block text-muted">{person.term}</span> : null}
      {person.asOf ? (
        <span className="text-muted">({person.asOf})</span>
      ) : null}
    </>
  );
}
