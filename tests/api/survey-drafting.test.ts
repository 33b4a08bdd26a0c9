import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revisionOf } from "../../api/flow/survey/survey.ts";
import { fieldQuestionnaire, questionnaire, type Survey } from "./survey-questionnaire.ts";

/** A formula is kept as a tree, whose parts the database puts in an order of its own. */
const branched = questionnaire.questions.map((question, at) =>
  at === 4 ? { ...question, relevance: { text: "${home} = 'own' or answered(${home})" } } : question,
);

let house: Survey;
beforeAll(async () => {
  house = await fieldQuestionnaire("drafting");
});
afterAll(() => house.test.drop());

const draft = async () => (await house.survey.survey(house.surveyId))!.draft;
const refused = { code: "DRAFT_CHANGED" };

describe("a questionnaire that is not wanted after all", () => {
  it("is taken away with its name where it was never published, and else stays", async () => {
    const made = { ...questionnaire, study: "thuis", slug: "proef" };
    const { id } = await house.survey.createSurvey(made);
    await house.survey.deleteSurvey(id);
    expect(await house.survey.survey(id)).toBeNull();
    await expect(house.survey.deleteSurvey(id)).rejects.toMatchObject({ code: "SURVEY_UNKNOWN" });
    await expect(house.survey.deleteSurvey(house.surveyId)).rejects.toMatchObject({ code: "SURVEY_STAYS" });
    expect(await house.survey.survey(house.surveyId)).not.toBeNull();
    expect((await house.survey.createSurvey(made)).slug).toBe("proef");
  });
});

describe("two people who write on one draft", () => {
  it("do not write over one another", async () => {
    const seen = revisionOf(await draft());
    const one = await house.survey.updateSurvey(house.surveyId, { questions: branched }, seen);
    expect(revisionOf(one.draft)).not.toBe(seen);

    const other = house.survey.updateSurvey(house.surveyId, { title: { nl: "Van de ander" } }, seen);
    await expect(other).rejects.toMatchObject(refused);
    await expect(house.survey.publishSurvey(house.surveyId, seen)).rejects.toMatchObject(refused);
    expect((await draft()).title.nl).toBe("Hoe gaat het?");

    const next = await house.survey.updateSurvey(house.surveyId, { title: { nl: "Nu wel" } }, revisionOf(one.draft));
    expect(revisionOf(await draft())).toBe(revisionOf(next.draft));
    expect(await house.survey.publishSurvey(house.surveyId, revisionOf(next.draft))).toMatchObject({ number: 2 });
  });

  it("at once: one of them is told", async () => {
    const seen = revisionOf(await draft());
    const tries = await Promise.allSettled(
      ["Een", "Twee", "Drie"].map((nl) => house.survey.updateSurvey(house.surveyId, { title: { nl } }, seen)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are not held up where no revision is said, as programs do", async () => {
    await house.survey.updateSurvey(house.surveyId, { title: { nl: "Hoe gaat het?" } });
    expect((await draft()).title.nl).toBe("Hoe gaat het?");
  });
});
