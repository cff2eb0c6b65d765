import type { Connection } from "mongoose";

import { contentHash } from "./content-hash.server.ts";
import type { Present } from "./mechanism.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { COMMITTEE, COORDINATOR, type Definition, type Holder, isSamePlace, type Term } from "./office.ts";
import { DATE_NOT_STATED } from "./partial-date.ts";
import type { SeedMark } from "./source.server.ts";

/** A seat for one term, as a document of its own: what an office was up to schema version 2. */
type OldSeat = Pick<Term, "state" | "mechanism" | "from" | "to" | "decision" | "sources"> & {
  _id: string;
  kind?: string;
  order: number;
  holders: Array<Pick<Holder, "name" | "position" | "asOf" | "sources">>;
  seed?: SeedMark;
};

/** Mechanisms merged only later. */
const unmerged: Present = (id) => id;

const NOT_FIXED = { mayHold: [], termMonths: null, maxRenewals: null, substitutes: 0 };

/** The offices that there were, as the network had them. */
const KNOWN: Array<Definition & { _id: string }> = [
  {
    _id: COORDINATOR,
    name: { ar: "المنسق", en: "Coordinator", fr: "Coordonnateur", es: "Coordinador", pt: "Coordenador" },
    order: 1,
    seats: 1,
    exOfficio: null,
    ...NOT_FIXED,
  },
  {
    _id: COMMITTEE,
    name: { ar: "اللجنة التنفيذية", en: "Executive committee", fr: "Comité exécutif", es: "Comité ejecutivo", pt: "Comité executivo" },
    order: 2,
    seats: null,
    exOfficio: COORDINATOR,
    ...NOT_FIXED,
  },
];

/**
 * Makes one document of each office from one for each seat and term. Can be repeated after a crash at any point: an
 * office is written whole, and the old documents go when all of them stand.
 */
export async function gatherOffices(connection: Connection): Promise<void> {
  const offices = connection.collection<OldSeat>("offices");
  const isOld = { kind: { $exists: true } };
  const seats = await offices.find(isOld).sort({ order: 1, _id: 1 }).toArray();
  if (seats.length === 0) return;
  for (const definition of KNOWN) {
    const { _id } = definition;
    const own = seats.filter(({ kind }) => kind === _id);
    // The coordinator's State sits in the committee as such.
    const isChair = (seat: OldSeat): boolean => _id === COMMITTEE && seats.some((other) => other.kind === COORDINATOR && isSamePlace(other, seat, unmerged));
    const office = { ...definition, terms: own.filter((seat) => !isChair(seat)).map(toTerm) };
    const { _id: __, ...content } = office;
    const fields = Object.keys(content);
    // As the seed left them: then it may go on bringing them up to date.
    const isSeeded = own.length > 0 && own.every((seat) => seat.seed && seat.seed.hash === contentHash(seat, seat.seed.fields));
    const now = new Date();
    const next = { ...content, ...(isSeeded ? { seed: { hash: contentHash(content, fields), fields } } : {}), createdAt: now, updatedAt: now };
    // The coordinator's office has the id that the one seat had.
    const { matchedCount } = await offices.replaceOne({ _id, ...isOld }, next as never);
    if (matchedCount > 0) continue;
    try {
      await offices.updateOne({ _id }, { $setOnInsert: next as never }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  await offices.deleteMany(isOld);
}

function toTerm({ _id, state, mechanism, from, to, decision, holders, sources }: OldSeat): Term {
  return {
    id: `${_id}-term`,
    state,
    mechanism,
    from,
    to,
    endedEarly: false,
    decision,
    holders: holders.map((holder, index) => ({ id: `${_id}-${index + 1}`, ...holder, from: DATE_NOT_STATED, to: DATE_NOT_STATED, substitute: false })),
    sources,
    corrections: [],
    struck: null,
  };
}
