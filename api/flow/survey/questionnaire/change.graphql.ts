import { builder } from "../../../graphql/builder.ts";
import { say } from "../../../graphql/errors.ts";
import type { Problem } from "../../../../schema/problem.ts";
import { SURVEY_CHANGE_KINDS, type SurveyChange } from "../../../../schema/survey-change.ts";
import { TextType } from "../../../graphql/text.graphql.ts";
import { StudyType, WaveType } from "../../study/study.graphql.ts";
import { QuestionType } from "./question.graphql.ts";
import { SurveyType, SurveyVersionType } from "../survey.graphql.ts";
import type { Rewording, Wording } from "../survey.ts";

const SurveyChangeType = builder.objectRef<SurveyChange>("SurveyChange").implement({
  description: "One difference between two versions of a questionnaire.",
  fields: (t) => ({
    kind: t.expose("kind", { type: builder.enumType("SurveyChangeKind", { values: SURVEY_CHANGE_KINDS }) }),
    question: t.expose("question", {
      type: QuestionType,
      nullable: true,
      description: "As it is now, or as it was where it is gone; null for the questionnaire itself.",
    }),
    from: t.exposeInt("from", { nullable: true, description: "Its place before, from 1." }),
    to: t.exposeInt("to", { nullable: true, description: "Its place now, from 1." }),
    before: t.expose("before", { type: TextType, nullable: true }),
    after: t.expose("after", { type: TextType, nullable: true }),
  }),
});

/** A problem that is told of, where one that is met is an answer of its own. */
const DraftProblemType = builder.objectRef<{ problem: Problem }>("DraftProblem").implement({
  fields: (t) => ({
    code: t.string({ resolve: ({ problem }) => problem.code }),
    message: t.string({ resolve: ({ problem }, _args, context) => say(problem.text, context) }),
    path: t.stringList({ resolve: ({ problem }) => [...(problem.at ?? [])] }),
  }),
});

const WordingType = builder.objectRef<Wording>("Wording").implement({
  fields: (t) => ({
    text: t.expose("text", { type: TextType }),
    version: t.exposeInt("version", { description: "The first version of the questionnaire with these words." }),
    waves: t.expose("waves", { type: [WaveType], description: "In which it was asked so." }),
  }),
});

const RewordingType = builder.objectRef<Rewording>("Rewording").implement({
  description: "A variable that was asked in other words from some wave on.",
  fields: (t) => ({
    variable: t.exposeString("variable"),
    wordings: t.expose("wordings", { type: [WordingType], description: "Oldest first." }),
  }),
});

builder.objectFields(SurveyVersionType, (t) => ({
  changes: t.field({
    type: [SurveyChangeType],
    description: "What is different since another version of the questionnaire: the one before, where none is named.",
    args: { since: t.arg.int() },
    resolve: (version, { since }, { steps }) => steps.survey.changesIn(version, since ?? version.number - 1),
  }),
}));

builder.objectFields(SurveyType, (t) => ({
  version: t.field({
    type: SurveyVersionType,
    nullable: true,
    args: { number: t.arg.int({ required: true }) },
    resolve: async ({ id }, { number }, { steps }) =>
      (await steps.survey.versionsOf([id])).find((version) => version.number === number) ?? null,
  }),
  draftChanges: t.field({
    type: [SurveyChangeType],
    description: "What publishing the draft would change since the newest version.",
    resolve: (survey, _args, { steps }) => steps.survey.draftChanges(survey),
  }),
  problems: t.field({
    type: [DraftProblemType],
    description: "Everything that stands in the way of publishing the draft, each with its place.",
    resolve: async (survey, _args, { steps }) =>
      (await steps.survey.draftProblems(survey)).map((problem) => ({ problem })),
  }),
}));

builder.objectField(StudyType, "rewordings", (t) =>
  t.field({
    type: [RewordingType],
    description: "Variables that were asked in other words in some waves than in others.",
    resolve: ({ id }, _args, { steps }) => steps.survey.rewordings(id),
  }),
);
