import { findingChange, newFinding, type FindingChange, type NewFinding } from "../../../schema/outcome.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Asker, Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { ResultStep } from "../result/result.ts";
import type { StudyStep } from "../study/study.ts";
import type { SurveyStep } from "../survey/survey.ts";
import type { Finding, StudyVariable } from "./outcome.ts";
import { seesDrafts } from "./outcome.policy.ts";
import type { OutcomeStore } from "./outcome.store.ts";
import { checked } from "./sent.ts";

/** Where earlier steps are asked. */
export interface FindingSources {
  study: Pick<StudyStep, "studyBySlug">;
  result: Pick<ResultStep, "stored">;
  survey: Pick<SurveyStep, "coding">;
}

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

const quoteNotUsable = (): Problem =>
  new Problem(
    "QUOTE_NOT_USABLE",
    {
      nl: "Een van deze citaten is niet (meer) te gebruiken. Kies opnieuw.",
      en: "One of these quotes cannot be used (any more). Choose again.",
    },
    ["input", "quotes"],
  );

export const createFindings = ({ store, clock, study: studies, survey, result: results }: FindingDeps) => {
  /** Of this study, checked by a second person, and agreed to by whoever wrote it; `before` may stay whatever came of it. */
  async function checkQuotes(
    studyId: string,
    chosen: readonly string[],
    before: readonly string[] = [],
  ): Promise<void> {
    const added = chosen.filter((id) => !before.includes(id));
    if (added.length === 0) return;
    const usable = new Set((await survey.coding.usableQuotes(studyId)).map(({ id }) => id));
    if (!added.every((id) => usable.has(id))) throw quoteNotUsable();
  }

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
      const known = await studies.studyBySlug(study);
      return known === null ? [] : store.findingsOf(known.id, seesDrafts(viewer));
    },

    findingsOfStudy: (viewer: Asker, id: string): Promise<Finding[]> => store.findingsOf(id, seesDrafts(viewer)),

    /** The latest published findings, of one study or of all; newest first. */
    lastPublished: (studyId: string | null, most: number): Promise<Finding[]> => store.lastPublished(studyId, most),

    /** Published findings that rest on at least one of these variables, whoever asks. */
    publishedOn: (variables: readonly StudyVariable[]): Promise<Finding[]> => store.publishedOn(variables),

    /** It belongs to the first study that its question asks. */
    createFinding: async (viewer: Viewer, sent: NewFinding): Promise<Finding> => {
      const { result: resultId, ...draft } = checked(newFinding, sent);
      const result = await results.stored(resultId);
      const slug = result?.query.studies[0];
      const study = slug === undefined ? null : await studies.studyBySlug(slug);
      if (result === null || study === null) throw unknownResult();
      await checkQuotes(study.id, draft.quotes);
      const id = await store.addFinding(
        {
          ...draft,
          resultId: result.id,
          studyId: study.id,
          variables: result.variables,
          createdById: viewer.userId,
        },
        clock(),
      );
      return again(id);
    },

    updateFinding: async (id: string, sent: FindingChange): Promise<Finding> => {
      const { title, words, picture, quotes } = checked(findingChange, sent);
      const before = await again(id);
      await checkQuotes(before.studyId, quotes ?? [], before.quotes);
      const kept = await store.rewordDraft(id, {
        title: title ?? before.title,
        words: words ?? before.words,
        picture: picture ?? before.picture,
        quotes: [...new Set(quotes ?? before.quotes)],
      });
      if (!kept) throw isPublished(["id"]);
      return again(id);
    },

    /** What people wrote that stands with a finding; null where it may not be shown (any more). */
    quotesOf: async ({ quotes }: Pick<Finding, "quotes">): Promise<{ id: string; words: string | null }[]> => {
      const now = await survey.coding.quotesNow(quotes);
      return quotes.map((id) => ({ id, words: now.get(id) ?? null }));
    },

    /** Publishing again changes nothing: the first date stands. */
    publishFinding: async (id: string): Promise<Finding> => {
      await again(id);
      await store.publishDraft(id, clock());
      return again(id);
    },
  };
};
