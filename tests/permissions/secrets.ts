import { ELSEWHERE, NAME_MARK, OWN, type Player, type Who } from "./cast.ts";
import { APPLICATION_SECRET } from "./places.ts";
import { type Owner, ownerName, OWNERS, SECRET } from "./items.ts";

/** A text that may stand only where the one who asks may know it. */
type Secret = { text: string; mayKnow: (who: Who) => boolean };

const writesFor = (who: Who, owner: Owner): boolean =>
  owner === null ? who === "coordinator" : who === (owner === OWN ? "contributor" : "contributor elsewhere") || who === (owner === OWN ? "editor" : "editor elsewhere");
const reviews = (who: Who): boolean => who === "reviewer" || who === "coordinator";
const HAS_ROLE: readonly Who[] = ["contributor", "editor", "contributor elsewhere", "editor elsewhere", "reviewer", "coordinator", "administrator"];

/** Words of items. Administrators keep the log and the mails, with titles that were handed in and reasons; no texts. */
const ofItems: Secret[] = OWNERS.flatMap((owner) => {
  const text = (word: string) => `${word}-${ownerName(owner)}`;
  return [
    { text: text(SECRET.draft), mayKnow: (who: Who) => writesFor(who, owner) },
    { text: text(SECRET.handed), mayKnow: (who: Who) => writesFor(who, owner) || reviews(who) || who === "administrator" },
    { text: text(SECRET.comment), mayKnow: (who: Who) => writesFor(who, owner) || reviews(who) },
    { text: text(SECRET.reason), mayKnow: (who: Who) => writesFor(who, owner) || reviews(who) || who === "administrator" },
  ];
});

const ofApplications: Secret[] = [{ text: APPLICATION_SECRET, mayKnow: (who) => who === "coordinator" }];

/** Whose people an editor looks after; coordinators, those of every mechanism and reviewers; administrators, all. */
function looksAfter(who: Who, other: Who): boolean {
  const writersOf: Record<string, readonly Who[]> = { [OWN]: ["contributor", "editor", "suspended"], [ELSEWHERE]: ["contributor elsewhere", "editor elsewhere"] };
  if (who === "administrator") return true;
  if (who === "coordinator") return other === "reviewer" || Object.values(writersOf).flat().includes(other);
  return (who === "editor" && writersOf[OWN]!.includes(other)) || (who === "editor elsewhere" && writersOf[ELSEWHERE]!.includes(other));
}

/** Names and addresses of people: names for those who work in the hub, addresses for those who look after a person. */
function ofPeople(cast: Map<Who, Player>): Secret[] {
  return [...cast.values()].flatMap(({ who: other, person }) =>
    person
      ? [
          { text: person.email, mayKnow: (who: Who) => who === other || looksAfter(who, other) },
          { text: `${NAME_MARK} ${other}`, mayKnow: (who: Who) => who === other || HAS_ROLE.includes(who) || isPartOf(who, other) },
        ]
      : [],
  );
}

/** "contributor" stands in the name of "contributor elsewhere". */
const isPartOf = (who: Who, other: Who): boolean => who.startsWith(`${other} `);

/** Finds what an answer says that the one who asked may not know. */
export function secretsFinder(cast: Map<Who, Player>): (who: Who, body: string) => string[] {
  const secrets = [...ofItems, ...ofApplications, ...ofPeople(cast)];
  return (who, body) => secrets.filter(({ text, mayKnow }) => body.includes(text) && !mayKnow(who)).map(({ text }) => text);
}
