import type { z } from "zod";
import { derivedDecision, derivedProposal, type DerivedDraft } from "../../../schema/derived.ts";
import type { Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import { declareDerived, type DerivedSource } from "./derived-declaration.ts";
import * as problems from "./derived-problems.ts";
import { sayDerived } from "./derived-sentence.ts";
import type { DerivedStore, DerivedVariable, HeldStudy } from "./derived.store.ts";
import type { StudyStore } from "./study.store.ts";

interface DerivedDeps {
  store: StudyStore;
  derived: DerivedStore;
  clock: Clock;
}

const checked = <T>(shape: z.ZodType<T>, sent: unknown): T => {
  const outcome = shape.safeParse(sent);
  if (outcome.success) return outcome.data;
  throw problems.derivedInvalid(["input", ...(outcome.error.issues[0]?.path.map(String) ?? [])]);
};

export const createDerivedVariables = ({ store, derived, clock }: DerivedDeps) => ({
  /** Puts a definition before a steward; under the name of one that is in force, it is that one's next version. */
  async proposeDerived(viewer: Viewer, study: string, draft: DerivedDraft): Promise<DerivedVariable> {
    const { purpose, ...proposal } = checked(derivedProposal, draft);
    const found = await store.bySlug(study);
    if (found === null) throw problems.studyUnknown(["study"]);
    return derived.holding(found.id, async (held) => {
      const versions = held.derived.filter(({ name }) => name === proposal.name);
      checkName(proposal.name, held);
      if (versions.some(({ status }) => status === "PROPOSED")) throw problems.alreadyProposed(proposal.name);
      declareDerived(proposal, held.variables, held.waves);
      return held.add({
        ...proposal,
        purpose,
        studyId: found.id,
        version: Math.max(0, ...versions.map(({ version }) => version)) + 1,
        sentence: sayDerived(proposal.definition, held),
        proposedById: viewer.userId,
        proposedAt: clock(),
      });
    });
  },

  /** Declares a proposal, turns it down, or withdraws what is in force. */
  async decideDerived(viewer: Viewer, id: string, sent: unknown): Promise<DerivedVariable> {
    const { decision, reason } = checked(derivedDecision, sent);
    const known = await derived.byId(id);
    if (known === null) throw problems.derivedUnknown();
    return derived.holding(known.studyId, async (held) => {
      const version = held.derived.find((each) => each.id === id);
      if (version === undefined) throw problems.derivedUnknown();
      const decided = { reason, decidedById: viewer.userId, decidedAt: clock() };
      if (decision === "WITHDRAW") {
        if (version.status !== "DECLARED") throw problems.notDeclared();
        await held.removeVariable(version);
        return held.decide(id, { ...decided, status: "WITHDRAWN" });
      }
      if (version.status !== "PROPOSED") throw problems.alreadyDecided();
      if (version.proposedById === viewer.userId) throw problems.ownProposal();
      if (decision === "TURN_DOWN") return held.decide(id, { ...decided, status: "TURNED_DOWN" });
      // What it names may have changed since it was proposed.
      checkName(version.name, held);
      await held.putVariable(version, declareDerived(version, held.variables, held.waves));
      return held.decide(id, { ...decided, status: "DECLARED" });
    });
  },

  derivedById: derived.byId,

  /** Newest first; of one study by its slug, or of all; with one status, or with any. */
  async derivedVariables(study: string | null, status: DerivedVariable["status"] | null): Promise<DerivedVariable[]> {
    const found = study === null ? null : await store.bySlug(study);
    if (study !== null && found === null) return [];
    return derived.list({ ...(found && { studyId: found.id }), ...(status && { status }) });
  },

  /** What a snapshot computes, and what it holds that against. */
  async derivedSources(studyId: string): Promise<DerivedSource[]> {
    const declared = await derived.everDeclared(studyId);
    return declared.map(({ name, version, label, concept, definition, status }) => {
      const inForce = status === "DECLARED";
      return { name, version, label, concept, definition, inForce };
    });
  },
});

/** Names that differ in capitals only would be one column in the tools that people analyse with. */
function checkName(name: string, { variables }: HeldStudy): void {
  const there = variables.find((variable) => variable.name.toLowerCase() === name.toLowerCase());
  if (there !== undefined && (there.origin !== "DERIVED" || there.name !== name)) throw problems.nameTaken(name);
}
