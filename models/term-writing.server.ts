import { randomUUID } from "node:crypto";

import { auditEntry, type AuditEntry, type Doer, settleTrail } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { inTurn } from "./lease.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { assertFits, changeStep, mergeStep, type Stamp, type TermState, undoStep } from "./term-steps.ts";
import { type TermDocument, TermModel, toTerm } from "./term.server.ts";
import { fieldsOfTerm, type Term, type TermFields } from "./term.ts";
import type { Scheme } from "./vocabulary.ts";

/** Whether a term may follow another depends on all of them: one change of the vocabularies at a time. */
const LEASE = { name: "vocabularies", ms: 10_000 };

const stateOf = (document: TermDocument): TermState => ({ ...toTerm(document), changes: document.changes ?? [], merge: document.merge ?? null });

/** The doer of a change: a person, always. */
type By = Doer & { by: string };
type Taken = { after: TermState; action: string; detail?: Record<string, string> };
type Asked = { id: string; doer: By; /** The version that was seen. */ version: number };

/**
 * Changes one term in one write, with its entry in the log; `step` says what becomes of it among all terms.
 * @throws DomainError `not-found`; `moved-on` where it is no longer as it was seen; what `step` throws.
 */
async function take({ id, doer, version }: Asked, step: (terms: Map<string, TermState>, stamp: Stamp) => Taken): Promise<void> {
  await inTurn(LEASE, async () => {
    const documents = await TermModel.find().lean<TermDocument[]>();
    const found = documents.find(({ _id }) => _id === id);
    if (!found) throw new DomainError("not-found");
    if ((found.writes ?? 0) !== version) throw new DomainError("moved-on");
    const draft = auditEntry(doer, "", { kind: "term", id });
    const { after, action, detail = {} } = step(new Map(documents.map((document) => [document._id, stateOf(document)])), { id: draft.id, at: draft.at, by: doer.by });
    await write(found, after, { ...draft, action: `term:${action}`, detail });
  });
  await settleTrail(TermModel, id);
}

async function write(found: TermDocument, { changes, merge, replacedBy, ...term }: TermState, entry: AuditEntry): Promise<void> {
  const fields = fieldsOfTerm(term);
  const { modifiedCount } = await TermModel.updateOne(
    { _id: found._id, writes: found.writes ?? { $exists: false } },
    {
      $set: { ...fields, replacedBy, changes, writes: (found.writes ?? 0) + 1, ...(merge === null ? {} : { merge }), following: randomUUID() },
      $push: { trail: entry },
      ...(merge === null ? { $unset: { merge: "" } } : {}),
    },
    { runValidators: true },
  );
  if (modifiedCount === 0) throw new DomainError("moved-on");
}

/**
 * Adds a term at the end of its vocabulary. Its id is made of the scheme and the slug and never changes. Returns it.
 * @throws DomainError `wrong-state` with a field: "id" where it is taken, and what `assertFits` throws.
 */
export async function addTerm({ scheme, slug, fields, doer }: { scheme: Scheme; slug: string; fields: TermFields; doer: By }): Promise<string> {
  const id = `${scheme}:${slug}`;
  await inTurn(LEASE, async () => {
    const terms = new Map((await TermModel.find().lean<TermDocument[]>()).map((document) => [document._id, toTerm(document)]));
    if (terms.has(id)) throw new DomainError("wrong-state", { field: "id" });
    const order = Math.max(-1, ...[...terms.values()].flatMap((term) => (term.scheme === scheme ? [term.order] : []))) + 1;
    const term: Term = { ...fieldsOfTerm(fields), id, scheme, replacedBy: null, order };
    assertFits(terms, term, null);
    const { id: _, ...rest } = term;
    try {
      await TermModel.create({ _id: id, ...rest, writes: 1, trail: [auditEntry(doer, "term:added", { kind: "term", id })], following: randomUUID() });
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError("wrong-state", { field: "id" });
      throw error;
    }
  });
  await settleTrail(TermModel, id);
  return id;
}

/**
 * Changes names, place and validity of a term (see `changeStep`).
 * @throws DomainError `not-found`, `moved-on`, `wrong-state`.
 */
export async function changeTerm({ fields, ...asked }: Asked & { fields: TermFields }): Promise<void> {
  await take(asked, (terms, stamp) => {
    const before = terms.get(asked.id);
    const after = changeStep(terms, asked.id, fields, stamp);
    const isRenamed = JSON.stringify(before?.labels) !== JSON.stringify(after.labels);
    return isRenamed ? { after, action: "renamed", detail: { name: Object.values(before?.labels ?? {})[0] ?? "" } } : { after, action: "changed" };
  });
}

/**
 * Lets another term of the vocabulary take the place of this one, from a day on. What carries it follows (see
 * `followTerms`), its names lead to the other.
 * @throws DomainError `not-found`, `moved-on`; `wrong-state` as `mergeStep`.
 */
export async function mergeTerm({ into, day, ...asked }: Asked & { into: string; day: string }): Promise<void> {
  await take(asked, (terms, stamp) => ({ after: mergeStep(terms, asked.id, into, day, stamp), action: "merged", detail: { into } }));
}

/**
 * Takes the newest change of a term back; of a merge, the items that followed it go back as well.
 * @throws DomainError `not-found`, `moved-on`; `wrong-state` as `undoStep`.
 */
export async function undoTerm({ change, ...asked }: Asked & { change: string }): Promise<void> {
  await take(asked, (terms) => {
    const into = terms.get(asked.id)?.replacedBy;
    const after = undoStep(terms, asked.id, change);
    return into && !after.replacedBy ? { after, action: "unmerged", detail: { into } } : { after, action: "undone" };
  });
}
