import { findingChange, newFinding, type FindingChange, type NewFinding } from "../../../schema/outcome.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Asker, Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Finding } from "./outcome.ts";
import { seesDrafts } from "./outcome.policy.ts";
import type { OutcomeStore } from "./outcome.store.ts";
import { checked } from "./sent.ts";

/** What a finding needs to know of a released result. */
export interface Rested {
  id: string;
  variables: readonly { study: string; variable: string }[];
  query: unknown;
}

/** Where earlier steps are asked. */
export interface FindingSources {
  /** A result that was given before, by its citable id. */
  stored(id: string): Promise<Rested | null>;
  /** Id of a study that may be known of, by its slug. */
  studyId(slug: string): Promise<string | null>;
}

/** A variable of a study, as a finding is looked up by it. */
const restsOn = (rested: { study: string; variable: string }): string => `${rested.study}/${rested.variable}`;

interface FindingDeps extends FindingSources {
  store: OutcomeStore;
  clock: Clock;
}

export const unknownFinding = (path: string[]): Problem =>
  new Problem("UNKNOWN_FINDING", { nl: "Deze bevinding is er niet.", en: "There is no such finding." }, path);

const isPublished = (path: string[]): Problem =>
  new Problem(
    "FINDING_PUBLISHED",
    {
      nl: "Deze bevinding is al openbaar. De woorden veranderen niet meer.",
      en: "This finding is already public. Its words no longer change.",
    },
    path,
  );

const unknownResult = (): Problem =>
  new Problem(
    "UNKNOWN_RESULT",
    {
      nl: "Deze uitkomst is nooit gegeven. Stel de vraag eerst.",
      en: "This result was never given. Ask the question first.",
    },
    ["input", "result"],
  );

export const createFindings = ({ store, clock, stored, studyId }: FindingDeps) => {
  /** A draft is not there for those who may not see drafts. */
  const seen = async (viewer: Asker, id: string): Promise<Finding | null> => {
    const finding = await store.finding(id);
    return finding !== null && (finding.publishedAt !== null || seesDrafts(viewer)) ? finding : null;
  };

  const again = async (id: string): Promise<Finding> => {
    const finding = await store.finding(id);
    if (finding === null) throw unknownFinding(["id"]);
    return finding;
  };

  return {
    finding: seen,

    findings: async (viewer: Asker, study: string): Promise<Finding[]> => {
      const id = await studyId(study);
      return id === null ? [] : store.findingsOf(id, seesDrafts(viewer));
    },

    findingsOfStudy: (viewer: Asker, id: string): Promise<Finding[]> => store.findingsOf(id, seesDrafts(viewer)),

    /** Published findings that rest on at least one of these variables, whoever asks. */
    publishedOn: (variables: readonly { study: string; variable: string }[]): Promise<Finding[]> =>
      store.publishedOn(variables.map(restsOn)),

    /** It belongs to the first study that its question asks. */
    createFinding: async (viewer: Viewer, sent: NewFinding): Promise<Finding> => {
      const { result: resultId, ...draft } = checked(newFinding, sent);
      const result = await stored(resultId);
      const first = result?.variables[0];
      const study = first && (await studyId(first.study));
      if (result === null || !study) throw unknownResult();
      const id = await store.addFinding(
        {
          ...draft,
          resultId: result.id,
          studyId: study,
          restsOn: [...new Set(result.variables.map(restsOn))],
          createdById: viewer.userId,
        },
        clock(),
      );
      return again(id);
    },

    updateFinding: async (id: string, sent: FindingChange): Promise<Finding> => {
      const { title, words, picture } = checked(findingChange, sent);
      const before = await again(id);
      const kept = await store.rewordDraft(id, {
        title: title ?? before.title,
        words: words ?? before.words,
        picture: picture ?? before.picture,
      });
      if (!kept) throw isPublished(["id"]);
      return again(id);
    },

    /** Publishing again changes nothing: the first date stands. */
    publishFinding: async (id: string): Promise<Finding> => {
      await again(id);
      await store.publishDraft(id, clock());
      return again(id);
    },
  };
};
