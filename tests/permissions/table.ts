import type { Outcome } from "./answers.ts";
import type { Who } from "./cast.ts";

/** Outcomes by who asks; `others` are all that are not named. */
export type Cells = Partial<Record<Who, Outcome>> & { others: Outcome };

/**
 * Outcomes for items. Each line is a state, or several, or any, of an item of a mechanism or of the network; its columns are
 *
 *     contributor  editor  reviewer  coordinator  others
 *
 * where contributor and editor are those of the item's own mechanism, and others everyone else who is signed in: people
 * of another mechanism, administrators, people without a role. Who is not signed in is led to where he can.
 */
export type Grid = string;

/** What a form of a route does at the addresses of the table or, for a route of items, to an item. */
export type Form = Record<string, Cells> | Grid;

/**
 * One route: what is answered at its addresses, and what its forms do, by intent. In addresses {…} stands for what only the
 * fixtures know; routes of items are asked for each item, as a page of the desk or, with `public`, as readers do.
 */
export type Row = { at?: Record<string, Cells>; items?: Grid; public?: boolean; forms?: Record<string, Form> };

const all = (outcome: Outcome): Cells => ({ others: outcome });

/** Pages for people with an account. Whose account is suspended has no session, whatever his browser says. */
const MEMBERS = { visitor: "sign-in", suspended: "sign-in", "half signed in": "code", "not enrolled": "enrol" } as const;
const writers = (outcome: Outcome) => ({ contributor: outcome, editor: outcome, "contributor elsewhere": outcome, "editor elsewhere": outcome, coordinator: outcome });
const onlyAdministrator = (outcome: Outcome): Cells => ({ ...MEMBERS, administrator: outcome, others: "forbidden" });

const onlyCoordinator = (outcome: Outcome): Cells => ({ ...MEMBERS, coordinator: outcome, others: "forbidden" });

/** Whoever works on an item knows of it; reviewers once it was handed in, coordinators as well as its reviewers. */
const KNOWN: Grid = `
  draft               page     page     missing  missing  missing
  any                 page     page     page     page     missing
  network's draft     -        -        missing  page     missing
  network's any       -        -        page     page     missing
`;

const PUBLISHED: Grid = `
  rewritten           page     page     page     page     page
  archived            gone     gone     gone     gone     gone
  any                 missing  missing  missing  missing  missing
  network's rewritten -        -        page     page     page
  network's archived  -        -        gone     gone     gone
  network's any       -        -        missing  missing  missing
`;

/** What is said of an item goes with it. */
const WHILE_PUBLISHED = (outcome: Outcome): Grid => `
  rewritten           ${outcome}  ${outcome}  ${outcome}  ${outcome}  ${outcome}
  any                 missing  missing  missing  missing  missing
  network's rewritten -        -        ${outcome}  ${outcome}  ${outcome}
  network's any       -        -        missing  missing  missing
`;

const NO_ITEM: Grid = `
  any                 missing  missing  missing  missing  missing
  network's any       -        -        missing  missing  missing
`;

/** Writing: for those who write for the owner, unless the text is under review or the item in the archive. */
const WRITING: Grid = `
  in review, archived             late  late  missing  missing  missing
  any                             done  done  missing  missing  missing
  network's in review, archived   -     -     missing  late     missing
  network's any                   -     -     missing  done     missing
`;

/** A form without the file that is asked for. */
const NO_FILE: Grid = `
  any                             refused  refused  missing  missing  missing
  network's any                   -        -        missing  refused  missing
`;

/** A file of a draft is for those who write it; one of a published text for everyone. */
const FILES = (after: string, before = ""): Record<string, Cells> => ({
  [`${before}/files/{file of a draft}${after}`]: { contributor: "page", editor: "page", others: "missing" },
  [`${before}/files/{published file}${after}`]: all("page"),
  [`${before}/files/none${after}`]: all("missing"),
});

/** Handing in: not for contributors. Who may not even write for its owner is not told that there is such an item. */
const HANDING_IN: Grid = `
  in review, archived             forbidden  late  missing  missing  missing
  any                             forbidden  done  missing  missing  missing
  network's in review, archived   -          -     missing  late     missing
  network's any                   -          -     missing  done     missing
`;

const RECALLING: Grid = `
  in review, changes requested             forbidden  done  missing  missing  missing
  any                                      forbidden  late  missing  missing  missing
  network's in review, changes requested   -          -     missing  done     missing
  network's any                            -          -     missing  late     missing
`;

const DISCARDING: Grid = `
  draft, changes requested, rewritten             done  done  missing  missing  missing
  any                                             late  late  missing  missing  missing
  network's draft, changes requested, rewritten   -     -     missing  done     missing
  network's any                                   -     -     missing  late     missing
`;

/**
 * A contributor is answered as if there were no such item: what he may not take away is not sought among what he may. So
 * is an editor where nothing was published yet.
 */
const WITHDRAWING: Grid = `
  rewritten                        missing  done     missing  done     missing
  withdrawn, archived              missing  late     missing  late     missing
  any                              missing  missing  missing  missing  missing
  network's rewritten              -        -        missing  done     missing
  network's withdrawn, archived    -        -        missing  late     missing
  network's any                    -        -        missing  missing  missing
`;

const ARCHIVING: Grid = `
  rewritten, withdrawn             missing  done     missing  done     missing
  archived                         missing  late     missing  late     missing
  any                              missing  missing  missing  missing  missing
  network's rewritten, withdrawn   -        -        missing  done     missing
  network's archived               -        -        missing  late     missing
  network's any                    -        -        missing  missing  missing
`;

const BRINGING_BACK: Grid = `
  archived                         missing  done     missing  done     missing
  rewritten, withdrawn             missing  late     missing  late     missing
  any                              missing  missing  missing  missing  missing
  network's archived               -        -        missing  done     missing
  network's rewritten, withdrawn   -        -        missing  late     missing
  network's any                    -        -        missing  missing  missing
`;

/** Marks of machine translation are for translations; the fixtures' texts are originals. */
const MARKING: Grid = `
  any             late  late  missing  missing  missing
  network's any   -     -     missing  late     missing
`;

const TRANSLATING: Grid = `
  archived             late  late  missing  missing  missing
  any                  done  done  missing  missing  missing
  network's archived   -     -     missing  late     missing
  network's any        -     -     missing  done     missing
`;

/** The coordinator has written the network's own items here, and so does not approve them. */
const APPROVING: Grid = `
  in review             missing  missing  done     done       missing
  draft                 missing  missing  missing  missing    missing
  any                   missing  missing  late     late       missing
  network's in review   -        -        done     forbidden  missing
  network's draft       -        -        missing  late       missing
  network's any         -        -        late     late       missing
`;

const ASKING_FOR_CHANGES: Grid = APPROVING.replace("forbidden", "done     ");

/** Rejecting, and taking on: also while changes are asked for. */
const REVIEWING: Grid = ASKING_FOR_CHANGES.replaceAll("in review  ", "in review, changes requested  ");

/** Everyone in the conversation; it begins when a text is handed in. */
const SPEAKING: Grid = `
  draft             refused  refused  missing  missing  missing
  any               done     done     done     done     missing
  network's draft   -        -        missing  refused  missing
  network's any     -        -        done     done     missing
`;

const MARKING_DONE: Grid = SPEAKING.replaceAll("refused", "missing");

/** Addresses with a one-time link open for whoever has it. A wrong one says no more than that it opens nothing. */
const link = (name: string): Record<string, Cells> => ({ [`/en/${name}/{${name}}`]: all("page"), [`/en/${name}/guessed`]: all("missing") });
const linkForm = (name: string, outcome: Outcome): Record<string, Form> => ({ "": { [`/en/${name}/{${name}}`]: all(outcome), [`/en/${name}/guessed`]: all("missing") } });

const PEOPLE = {
  "/en/desk/people": { ...MEMBERS, editor: "page", "editor elsewhere": "page", coordinator: "page", administrator: "page", others: "forbidden" },
  "/en/desk/people?mechanism=mauritania": { ...MEMBERS, editor: "page", "editor elsewhere": "missing", coordinator: "page", administrator: "page", others: "forbidden" },
  "/en/desk/people?mechanism=network": { ...MEMBERS, editor: "missing", "editor elsewhere": "missing", coordinator: "page", administrator: "page", others: "forbidden" },
} satisfies Record<string, Cells>;

const peopleForm = (outcome: Outcome): Record<string, Cells> =>
  Object.fromEntries(Object.entries(PEOPLE).slice(1).map(([address, cells]) => [address, Object.fromEntries(Object.entries(cells).map(([who, cell]) => [who, cell === "page" ? outcome : cell])) as Cells]));

/** The profile of Mauritania's mechanism, for its editors and for coordinators. */
const keepers = (outcome: Outcome): Cells => ({ ...MEMBERS, editor: outcome, "editor elsewhere": "missing", coordinator: outcome, others: "forbidden" });
const KEPT = "/en/desk/mechanism/mauritania";

const TEXT = "/en/desk/texts/home?part=lead&in=fr";
const TERM = "/en/desk/vocabularies/theme/food";
const USER = "/en/admin/users/{user}";
const APPLICATION = "/en/desk/applications/{application's id}";
const DECISION = "election-coordinator-2024";
const OFFICE = "/en/desk/offices/coordinator";
const OFFICE_TERM = `${OFFICE}/terms/coordinator-morocco-2024`;
const ACCOUNT = "/en/account";
const CHOICES = "/en/account/notices";
const SEARCHES = "/en/account/searches";
const FACTOR = "/en/account/second-factor";
const byMember = (address: string, outcome: Outcome): Form => ({ [address]: { ...MEMBERS, others: outcome } });
/** Those whose roles demand a second factor may set one up before they have it. */
const enrolling = (outcome: Outcome): Cells => ({ visitor: "sign-in", suspended: "sign-in", "half signed in": "code", others: outcome });

const OFFER = "/en/desk/cooperation/{offer}";
const cooperating = (outcome: Outcome): Cells => ({ ...MEMBERS, editor: outcome, "editor elsewhere": outcome, coordinator: outcome, others: "forbidden" });

const MODERATION = "/en/desk/comments";
const moderating = (outcome: Outcome, elsewhere: Outcome = outcome): Record<string, Cells> => ({ [MODERATION]: { ...MEMBERS, editor: outcome, "editor elsewhere": elsewhere, coordinator: outcome, others: "forbidden" } });

const TABLES = "/en/desk/import";
const writing = (outcome: Outcome): Cells => ({ ...MEMBERS, ...writers(outcome), others: "forbidden" });
/** A table is for whoever brought it, and for nobody else of his mechanism. */
const ANOTHERS = writing("missing");

/** The one table of who is answered what. */
export const TABLE: Record<string, Row> = {
  "/": { at: { "/": all("onward") } },
  "/healthz": { at: { "/healthz": all("page") } },
  "/readyz": { at: { "/readyz": all("page") } },
  "/api/v1/search": { at: { "/api/v1/search?q=fixture": all("page") } },
  "/api/v1/mechanisms": { at: { "/api/v1/mechanisms": all("page"), "/api/v1/mechanisms?country=xx": all("refused") } },
  "/api/v1/mechanisms/:id": { at: { "/api/v1/mechanisms/mauritania": all("page"), "/api/v1/mechanisms/none": all("missing") } },
  "/api/v1/network": { at: { "/api/v1/network": all("page"), "/api/v1/network?on=2024-02-31": all("refused") } },
  "/api/v1/openapi.json": { at: { "/api/v1/openapi.json": all("page") } },
  "/oai": { at: { "/oai?verb=ListRecords&metadataPrefix=oai_dc": all("page"), "/oai": all("page") }, forms: { "": { "/oai": all("done") } } },
  "/robots.txt": { at: { "/robots.txt": all("page") } },
  "/sitemap.xml": { at: { "/sitemap.xml": all("page") } },
  "/sitemap/pages.xml": { at: { "/sitemap/pages.xml": all("page") } },
  "/sitemap/items.xml": { at: { "/sitemap/items.xml": all("page") } },
  "/:lang/search.atom": { at: { "/en/search.atom?q=fixture": all("page"), "/en/search.atom?country=xx": all("refused") } },
  "/:lang/search.ics": { at: { "/en/search.ics": all("page"), "/en/search.ics?country=xx": all("refused") } },
  "/:lang/search.csv": { at: { "/en/search.csv?q=fixture": all("page"), "/en/search.csv?country=xx": all("refused") } },
  "/:lang/search.json": { at: { "/en/search.json?q=fixture": all("page"), "/en/search.json?country=xx": all("refused") } },
  "/:lang/:collection/:id/cite.ris": { at: { "/en/events/{event}/cite.ris": all("page") }, items: WHILE_PUBLISHED("page"), public: true },
  "/:lang/:collection/:id/cite.bib": { at: { "/en/events/{event}/cite.bib": all("page") }, items: WHILE_PUBLISHED("page"), public: true },
  "/:lang/:collection/:id/cite.json": { at: { "/en/events/{event}/cite.json": all("page") }, items: WHILE_PUBLISHED("page"), public: true },
  "/:lang/events.ics": { at: { "/en/events.ics": all("page") } },
  "/:lang/events/:id/event.ics": { at: { "/en/events/{event}/event.ics": all("page") }, items: NO_ITEM, public: true },

  "/:lang": { at: { "/en": all("page"), "/ar": all("page"), "/xx": all("missing") } },
  "/:lang/search": { at: { "/en/search": all("page"), "/en/search?q=fixture": all("page") } },
  "/:lang/search/suggest": { at: { "/en/search/suggest?q=fixture": all("page") } },
  "/:lang/mechanisms": { at: { "/en/mechanisms": all("page") } },
  "/:lang/mechanisms/:id/:slug?": { at: { "/en/mechanisms/mauritania": all("onward"), "/en/mechanisms/mauritania/{mechanism}": all("page"), "/en/mechanisms/none": all("missing") } },
  "/:lang/network": { at: { "/en/network": all("page") } },
  "/:lang/events": { at: { "/en/events": all("page") } },
  "/:lang/about/:topic?": { at: { "/en/about": all("page"), "/en/about/none": all("missing") } },
  "/:lang/empty": { at: { "/en/empty": all("page") } },
  "/:lang/:collection": { at: { "/en/practices": all("onward"), "/en/none": all("missing") } },
  "/:lang/:collection/:id/:slug?": { items: PUBLISHED, public: true },
  "/:lang/*": { at: { "/en/a/b/c/d/e": all("missing") } },
  "/:lang/report": { at: { "/en/report": all("page") }, forms: { "": { "/en/report": all("refused") } } },
  "/:lang/report/:number": { at: { "/en/report/{report}": all("page"), "/en/report/guessed": all("missing") } },

  "/:lang/network/apply": { at: { "/en/network/apply": all("page"), "/en/network/apply?sent=1": all("page") }, forms: { "": { "/en/network/apply": all("refused") } } },
  // Whoever has the link of an application is its applicant.
  "/:lang/application/:token?": {
    at: { "/en/application": all("page"), "/en/application/{application}": all("page"), "/en/application/guessed": all("missing") },
    forms: {
      confirm: { "/en/application/{application}": all("done"), "/en/application/guessed": all("missing"), "/en/application": all("missing") },
      answer: { "/en/application/{application}": all("refused"), "/en/application/guessed": all("missing") },
      withdraw: { "/en/application/{application to withdraw}": all("done"), "/en/application/guessed": all("missing") },
      renew: { "/en/application": all("refused"), "/en/application/guessed": all("refused") },
    },
  },

  // Who is in already is told so, with a link that leads on.
  "/:lang/sign-in": { at: { "/en/sign-in": all("page") }, forms: { "": { "/en/sign-in": all("refused") } } },
  // Only in the middle of signing in; all others begin anew, or are led on from there.
  "/:lang/sign-in/second-factor": {
    at: { "/en/sign-in/second-factor": { "half signed in": "page", others: "sign-in" } },
    forms: { "": { "/en/sign-in/second-factor": { "half signed in": "refused", others: "sign-in" } } },
  },
  "/:lang/sign-out": { at: { "/en/sign-out": all("none") }, forms: { "": { "/en/sign-out": all("done") } } },
  "/:lang/set-up/:token": { at: link("set-up"), forms: linkForm("set-up", "refused") },
  // An invitation is for its address: of one that has an account, only its owner accepts. Others are shown what is so.
  "/:lang/invitation/:token": {
    at: { ...link("invitation"), "/en/invitation/{invitation of a member}": all("page") },
    forms: { "": { ...(linkForm("invitation", "refused")[""] as Record<string, Cells>), "/en/invitation/{invitation of a member}": { visitor: "sign-in", suspended: "sign-in", "half signed in": "code", others: "done" } } },
  },
  "/:lang/password": { at: { "/en/password": all("page") }, forms: { "": { "/en/password": all("refused") } } },
  "/:lang/password/:token": { at: link("password"), forms: linkForm("password", "refused") },
  // Whoever has the link to a mailbox confirms for that mailbox, wherever he opens it.
  "/:lang/email/:token": { at: link("email"), forms: linkForm("email", "done") },

  "/:lang/account": {
    at: { [ACCOUNT]: { ...MEMBERS, others: "page" } },
    forms: { profile: byMember(ACCOUNT, "refused"), password: byMember(ACCOUNT, "refused"), email: byMember(ACCOUNT, "refused"), "end-session": byMember(ACCOUNT, "done"), "end-others": byMember(ACCOUNT, "done"), accept: byMember(ACCOUNT, "missing") },
  },
  "/:lang/account/notices": { at: { [CHOICES]: { ...MEMBERS, others: "page" } }, forms: { "": byMember(CHOICES, "refused") } },
  "/:lang/account/searches": {
    at: { [SEARCHES]: { ...MEMBERS, others: "page" } },
    forms: Object.fromEntries(["remove", "bring-back"].map((intent) => [intent, byMember(SEARCHES, "missing")])),
  },
  "/:lang/account/searches/new": { at: { [`${SEARCHES}/new?q=fixture`]: { ...MEMBERS, others: "page" } }, forms: { "": byMember(`${SEARCHES}/new?q=fixture`, "refused") } },
  // Another person's: nobody is told that it is there.
  "/:lang/account/searches/:id": { at: { [`${SEARCHES}/{saved search}`]: { ...MEMBERS, others: "missing" } }, forms: { "": byMember(`${SEARCHES}/{saved search}`, "missing") } },
  // Whoever has the link of a mail stops the mails of its kind, and takes them up again.
  "/:lang/alerts/stop/:token": {
    at: { "/en/alerts/stop/{alert}": all("page"), "/en/alerts/stop/guessed": all("missing") },
    forms: Object.fromEntries(["stop", "resume"].map((intent) => [intent, { "/en/alerts/stop/{alert}": all("done"), "/en/alerts/stop/guessed": all("missing") }])),
  },
  "/:lang/account/second-factor": {
    at: { [FACTOR]: enrolling("page") },
    forms: { "turn-on": { [FACTOR]: enrolling("refused") }, renew: { [FACTOR]: enrolling("refused") }, "turn-off": { [FACTOR]: enrolling("refused") } },
  },

  "/:lang/desk": { at: { "/en/desk": { ...MEMBERS, others: "page" } }, forms: { "read-notices": byMember("/en/desk", "done"), "read-notice": byMember("/en/desk", "done") } },
  "/:lang/desk/new": {
    at: { "/en/desk/new": { ...MEMBERS, ...writers("page"), others: "forbidden" } },
    forms: { "": { "/en/desk/new": { ...MEMBERS, ...writers("refused"), others: "forbidden" } } },
  },
  // The form is about an item of Mauritania's: for others who write there is none.
  "/:lang/desk/languages": {
    at: { "/en/desk/languages": { ...MEMBERS, ...writers("page"), others: "forbidden" } },
    forms: { "": { "/en/desk/languages": { ...MEMBERS, ...writers("missing"), contributor: "done", editor: "done", others: "forbidden" } } },
  },
  // About a comment that is not there.
  "/:lang/comments/:id": { items: WHILE_PUBLISHED("page"), forms: { write: WHILE_PUBLISHED("done"), "take-back": WHILE_PUBLISHED("missing"), report: WHILE_PUBLISHED("missing"), answer: WHILE_PUBLISHED("missing") } },
  // About a comment on an item of Mauritania's, as if it had been read before another moderator's step.
  "/:lang/desk/comments": { at: moderating("page"), forms: Object.fromEntries(["pass", "refuse", "keep", "hide", "show"].map((intent) => [intent, moderating("late", "missing")])) },
  "/:lang/partners": { at: { "/en/partners": all("page") } },
  "/:lang/partners/:id": { at: { "/en/partners/unodc": all("page"), "/en/partners/none": all("missing") } },
  "/:lang/desk/partners": { at: { "/en/desk/partners": onlyCoordinator("page") } },
  // As if another coordinator had changed it in the meantime.
  "/:lang/desk/partners/:id": {
    at: { "/en/desk/partners/unodc": onlyCoordinator("page"), "/en/desk/partners/new": onlyCoordinator("page"), "/en/desk/partners/none": onlyCoordinator("missing") },
    forms: Object.fromEntries(["save", "retire", "bring-back"].map((intent) => [intent, { "/en/desk/partners/unodc": onlyCoordinator("late"), "/en/desk/partners/new": onlyCoordinator(intent === "save" ? "refused" : "missing") }])),
  },
  "/:lang/desk/cooperation": { at: { "/en/desk/cooperation": { ...MEMBERS, others: "page" } } },
  "/:lang/desk/cooperation/new": {
    at: { "/en/desk/cooperation/new": cooperating("page") },
    forms: { "": { "/en/desk/cooperation/new": cooperating("refused") } },
  },
  // An offer of Mauritania's; steps as if somebody had changed it in the meantime.
  "/:lang/desk/cooperation/:id": {
    at: { [OFFER]: { ...MEMBERS, others: "page" }, "/en/desk/cooperation/none": { ...MEMBERS, others: "missing" } },
    forms: {
      ...Object.fromEntries(["change", "match", "close", "reopen"].map((intent) => [intent, { [OFFER]: { ...MEMBERS, editor: "late", coordinator: "late", others: "forbidden" } }])),
      // In the name of a mechanism for which none of them speaks.
      message: { [OFFER]: { ...MEMBERS, others: "forbidden" } },
    },
  },
  "/:lang/desk/cooperation/alike": { at: { "/en/desk/cooperation/alike": { ...MEMBERS, others: "page" }, "/en/desk/cooperation/alike?mechanism=none": { ...MEMBERS, others: "missing" } } },
  "/:lang/desk/reviews": { at: { "/en/desk/reviews": { ...MEMBERS, reviewer: "page", coordinator: "page", others: "forbidden" } } },
  "/:lang/desk/people": { at: { ...PEOPLE, "/en/desk/people?mechanism=all": PEOPLE["/en/desk/people"] }, forms: { invite: peopleForm("refused"), again: peopleForm("done"), "take-back": peopleForm("done"), end: peopleForm("done") } },

  // Who keeps one is led to it.
  "/:lang/desk/mechanism": { at: { "/en/desk/mechanism": { ...MEMBERS, editor: "onward", "editor elsewhere": "onward", coordinator: "page", others: "forbidden" } } },
  "/:lang/desk/mechanism/:id": { at: { [KEPT]: keepers("page"), "/en/desk/mechanism/none": keepers("missing") }, forms: { confirm: { [KEPT]: keepers("done") } } },
  // The form does not say what it began from.
  "/:lang/desk/mechanism/:id/edit/:part": {
    at: { [`${KEPT}/edit/facts`]: keepers("page"), [`${KEPT}/edit/persons`]: keepers("page"), [`${KEPT}/edit/ar`]: keepers("page"), [`${KEPT}/edit/none`]: keepers("missing") },
    forms: { save: { [`${KEPT}/edit/persons`]: keepers("late"), [`${KEPT}/edit/fr`]: keepers("late") } },
  },
  // The forms name no event, and no mechanism to merge into.
  "/:lang/desk/mechanism/:id/history": {
    at: { [`${KEPT}/history`]: keepers("page"), [`${KEPT}/history?add=renamed`]: keepers("page") },
    forms: { add: { [`${KEPT}/history`]: keepers("refused") }, merge: { [`${KEPT}/history`]: keepers("refused") }, correct: { [`${KEPT}/history`]: keepers("late") }, retract: { [`${KEPT}/history`]: keepers("late") }, undo: { [`${KEPT}/history`]: keepers("late") } },
  },

  "/:lang/desk/items/:id": {
    items: KNOWN,
    forms: {
      submit: HANDING_IN, recall: RECALLING, discard: DISCARDING, withdraw: WITHDRAWING, check: MARKING, machineOn: MARKING, machineOff: MARKING,
      add: TRANSLATING, archive: ARCHIVING, unarchive: BRINGING_BACK,
    },
  },
  "/:lang/desk/items/:id/edit/:version": {
    items: `
      any             page  page  missing  missing  missing
      network's any   -     -     missing  page     missing`,
    forms: { save: WRITING, submit: HANDING_IN, "add-part": WRITING, "add-figure": WRITING, "add-source": WRITING, "add-file": NO_FILE, "remove-file": WRITING },
  },
  "/:lang/desk/items/:id/edit/:version/files": {
    items: `
      any             page  page  missing  missing  missing
      network's any   -     -     missing  page     missing`,
    forms: { "": NO_FILE },
  },
  "/files/:id/:name?": { at: FILES("") },
  "/files/:id/preview/:page": { at: FILES("/preview/1") },
  "/:lang/files/:id": { at: { ...FILES("", "/en"), "/xx/files/none": all("missing") } },
  "/:lang/desk/items/:id/edit/:version/autosave": { forms: { "": WRITING } },
  "/:lang/desk/items/:id/preview/:version": { items: KNOWN },
  "/:lang/desk/items/:id/review/:version": {
    items: KNOWN,
    forms: {
      approve: APPROVING, "request-changes": ASKING_FOR_CHANGES, reject: REVIEWING, assign: REVIEWING, release: REVIEWING,
      comment: SPEAKING, done: MARKING_DONE, open: MARKING_DONE,
    },
  },
  "/:lang/desk/items/:id/history/:version": { items: KNOWN, forms: { restore: WRITING } },

  "/:lang/desk/import": { at: { [TABLES]: writing("page") }, forms: { "": { [TABLES]: writing("refused") } } },
  "/:lang/desk/import/:id": { at: { [`${TABLES}/{table}`]: ANOTHERS, [`${TABLES}/none`]: ANOTHERS }, forms: Object.fromEntries(["write", "undo", "forget"].map((intent) => [intent, { [`${TABLES}/{table}`]: ANOTHERS }])) },
  "/:lang/desk/import/:id/report.csv": { at: { [`${TABLES}/{table}/report.csv`]: ANOTHERS } },
  "/:lang/desk/import/template.csv": { at: { [`${TABLES}/template.csv`]: writing("page") } },
  "/:lang/desk/import/items.csv": {
    at: {
      [`${TABLES}/items.csv?mechanism=mauritania`]: { ...ANOTHERS, contributor: "page", editor: "page" },
      [`${TABLES}/items.csv?mechanism=network`]: { ...ANOTHERS, coordinator: "page" },
    },
  },

  "/:lang/desk/applications": { at: { "/en/desk/applications": onlyCoordinator("page") } },
  "/:lang/desk/applications/:id": {
    at: { [APPLICATION]: onlyCoordinator("page"), "/en/desk/applications/none": onlyCoordinator("missing") },
    forms: Object.fromEntries([...["ask", "consult", "stage", "accept", "decline"].map((intent) => [intent, "refused"] as const), ...["record", "leave"].map((intent) => [intent, "late"] as const)].map(([intent, outcome]) => [intent, { [APPLICATION]: onlyCoordinator(outcome), "/en/desk/applications/none": onlyCoordinator("missing") }])),
  },
  "/:lang/desk/applications/:id/letter": { at: { [`${APPLICATION}/letter`]: onlyCoordinator("page"), "/en/desk/applications/none/letter": onlyCoordinator("missing") } },
  "/:lang/desk/memberships": { at: { "/en/desk/memberships": onlyCoordinator("page") }, forms: { "": { "/en/desk/memberships": onlyCoordinator("refused") } } },
  "/:lang/desk/memberships/:id": {
    at: { "/en/desk/memberships/morocco": onlyCoordinator("page"), "/en/desk/memberships/morocco?correct=s1": onlyCoordinator("page"), "/en/desk/memberships/none": onlyCoordinator("missing") },
    forms: Object.fromEntries(["step", "correct"].map((intent) => [intent, { "/en/desk/memberships/morocco": onlyCoordinator("refused"), "/en/desk/memberships/none": onlyCoordinator("missing") }])),
  },

  "/:lang/network/decisions.csv": { at: { "/en/network/decisions.csv": all("page") } },
  "/:lang/network/decisions.json": { at: { "/en/network/decisions.json": all("page") } },
  "/:lang/network/decisions": { at: { "/en/network/decisions": all("page"), "/en/network/decisions?kind=decisionKind:election": all("page") } },
  "/:lang/network/decisions/:id": { at: { [`/en/network/decisions/${DECISION}`]: all("page"), "/en/network/decisions/none": all("missing") } },
  "/:lang/desk/decisions": { at: { "/en/desk/decisions": onlyCoordinator("page") } },
  "/:lang/desk/decisions/new": { at: { "/en/desk/decisions/new": onlyCoordinator("page") }, forms: { "": { "/en/desk/decisions/new": onlyCoordinator("refused") } } },
  // Everybody whom that decision elected has a seat: there is nothing to fill.
  "/:lang/desk/decisions/:id/edit": {
    at: { [`/en/desk/decisions/${DECISION}/edit`]: onlyCoordinator("page"), "/en/desk/decisions/none/edit": onlyCoordinator("missing") },
    forms: { save: { [`/en/desk/decisions/${DECISION}/edit`]: onlyCoordinator("refused") }, fill: { [`/en/desk/decisions/${DECISION}/edit`]: onlyCoordinator("late") } },
  },
  "/:lang/desk/offices": { at: { "/en/desk/offices": onlyCoordinator("page") } },
  "/:lang/desk/offices/new": { at: { "/en/desk/offices/new": onlyCoordinator("page") }, forms: { "": { "/en/desk/offices/new": onlyCoordinator("refused") } } },
  "/:lang/desk/offices/:id": { at: { [OFFICE]: onlyCoordinator("page"), "/en/desk/offices/none": onlyCoordinator("missing") } },
  "/:lang/desk/offices/:id/edit": { at: { [`${OFFICE}/edit`]: onlyCoordinator("page") }, forms: { "": { [`${OFFICE}/edit`]: onlyCoordinator("refused") } } },
  "/:lang/desk/offices/:id/terms/new": { at: { [`${OFFICE}/terms/new`]: onlyCoordinator("page") }, forms: { "": { [`${OFFICE}/terms/new`]: onlyCoordinator("refused") } } },
  // The forms come without the version of the office that they began from, or without what they need.
  "/:lang/desk/offices/:id/terms/:term": {
    at: { [OFFICE_TERM]: onlyCoordinator("page"), [`${OFFICE}/terms/none`]: onlyCoordinator("missing") },
    forms: {
      ...Object.fromEntries(["end", "correct", "put-in", "end-holder", "correct-holder"].map((intent) => [intent, { [OFFICE_TERM]: onlyCoordinator("refused") }])),
      ...Object.fromEntries(["remove-holder", "strike", "restore"].map((intent) => [intent, { [OFFICE_TERM]: onlyCoordinator("late") }])),
    },
  },

  "/:lang/desk/settings": {
    at: { "/en/desk/settings": onlyCoordinator("page") },
    // What is sent names no version of the settings; what is not whole is refused before.
    forms: Object.fromEntries(["statuses", "applications", "stages", "votes", "reminders", "comments", "operator"].map((intent) => [intent, { "/en/desk/settings": onlyCoordinator(intent === "reminders" ? "refused" : "late") }])),
  },
  "/:lang/desk/texts": { at: { "/en/desk/texts": onlyCoordinator("page") } },
  "/:lang/desk/texts/:page": {
    at: { "/en/desk/texts/home": onlyCoordinator("page"), [TEXT]: onlyCoordinator("page"), "/en/desk/texts/none": onlyCoordinator("missing") },
    forms: { save: { [TEXT]: onlyCoordinator("refused") }, drop: { [TEXT]: onlyCoordinator("late") }, preview: { [TEXT]: onlyCoordinator("done"), "/en/desk/texts/home": onlyCoordinator("refused") } },
  },
  "/:lang/desk/vocabularies": { at: { "/en/desk/vocabularies": onlyCoordinator("page") } },
  "/:lang/desk/vocabularies/:scheme": {
    at: { "/en/desk/vocabularies/theme": onlyCoordinator("page"), "/en/desk/vocabularies/none": onlyCoordinator("missing") },
    forms: { "": { "/en/desk/vocabularies/theme": onlyCoordinator("refused"), "/en/desk/vocabularies/none": onlyCoordinator("missing") } },
  },
  // What is sent names no version of the term: it is another's that stands there.
  "/:lang/desk/vocabularies/:scheme/:term": {
    at: { [TERM]: onlyCoordinator("page"), [`${TERM}?into=theme:cultural-rights`]: onlyCoordinator("page"), "/en/desk/vocabularies/theme/none": onlyCoordinator("missing") },
    forms: {
      save: { [TERM]: onlyCoordinator("refused"), "/en/desk/vocabularies/theme/none": onlyCoordinator("missing") },
      ...Object.fromEntries(["retire", "restore", "merge", "undo"].map((intent) => [intent, { [TERM]: onlyCoordinator("late") }])),
    },
  },
  "/:lang/admin/users": { at: { "/en/admin/users": onlyAdministrator("page") } },
  "/:lang/admin/users/:id": {
    at: { [USER]: onlyAdministrator("page"), "/en/admin/users/none": onlyAdministrator("missing") },
    forms: Object.fromEntries(["add-role", "end-role", "suspend", "reinstate", "reset-factor", "end-sessions", "link"].map((intent) => [intent, { [USER]: onlyAdministrator("done") }])),
  },
  "/:lang/network/plan": { at: { "/en/network/plan": all("page") } },
  "/:lang/desk/plan": { at: { "/en/desk/plan": onlyCoordinator("page") }, forms: Object.fromEntries(["earlier", "later"].map((intent) => [intent, { "/en/desk/plan": onlyCoordinator("missing") }])) },
  // The form names no version of the plan that there is.
  "/:lang/desk/plan/:priority": {
    at: { "/en/desk/plan/priority-1": onlyCoordinator("page"), "/en/desk/plan/new": onlyCoordinator("page"), "/en/desk/plan/none": onlyCoordinator("missing") },
    forms: Object.fromEntries(["save", "remove"].map((intent) => [intent, { "/en/desk/plan/priority-1": onlyCoordinator("late") }])),
  },
  "/:lang/desk/plan/:priority/:activity": {
    at: { "/en/desk/plan/priority-1/new": onlyCoordinator("page"), "/en/desk/plan/priority-1/none": onlyCoordinator("missing") },
    forms: {
      save: { "/en/desk/plan/priority-1/new": onlyCoordinator("refused") },
      ...Object.fromEntries(["remove", "link", "unlink"].map((intent) => [intent, { "/en/desk/plan/priority-1/new": onlyCoordinator("missing") }])),
    },
  },
  "/:lang/desk/gatherings": { at: { "/en/desk/gatherings": onlyCoordinator("page") } },
  "/:lang/desk/network": { at: { "/en/desk/network": onlyCoordinator("page") } },
  "/:lang/desk/network/coverage": { at: { "/en/desk/network/coverage": onlyCoordinator("page") } },
  "/:lang/desk/network/activity": { at: { "/en/desk/network/activity": onlyCoordinator("page") } },
  "/:lang/desk/network/figures.csv": { at: { "/en/desk/network/figures.csv?table=activity": onlyCoordinator("page"), "/en/desk/network/figures.csv?table=none": onlyCoordinator("missing") } },
  "/:lang/desk/network/reports": { at: { "/en/desk/network/reports": onlyCoordinator("page") } },
  // The report left no address: it cannot be answered by mail, whoever asks.
  "/:lang/desk/network/reports/:id": {
    at: { "/en/desk/network/reports/{report}": onlyCoordinator("page"), "/en/desk/network/reports/guessed": onlyCoordinator("missing") },
    forms: { answer: { "/en/desk/network/reports/{report}": onlyCoordinator("late") }, close: { "/en/desk/network/reports/{report}": onlyCoordinator("done") }, reopen: { "/en/desk/network/reports/{report}": onlyCoordinator("done") } },
  },
  // The form is about a mail that does not exist.
  "/:lang/admin/archives": {
    at: { "/en/admin/archives": onlyAdministrator("page") },
    forms: { give: { "/en/admin/archives": onlyAdministrator("refused") }, take: { "/en/admin/archives": onlyAdministrator("late") }, drop: { "/en/admin/archives": onlyAdministrator("late") } },
  },
  "/:lang/desk/mechanism/:id/archive.zip": {
    at: { [`${KEPT}/archive.zip`]: { ...keepers("page"), administrator: "page" }, "/en/desk/mechanism/none/archive.zip": { ...keepers("missing"), administrator: "missing" } },
  },
  "/:lang/admin/mail": { at: { "/en/admin/mail": onlyAdministrator("page") }, forms: { "": { "/en/admin/mail": onlyAdministrator("missing") } } },
  "/:lang/admin/audit.csv": { at: { "/en/admin/audit.csv": { ...onlyAdministrator("page"), coordinator: "page" } } },
  "/:lang/admin/audit": { at: { "/en/admin/audit": { ...onlyAdministrator("page"), coordinator: "page" } } },
};
