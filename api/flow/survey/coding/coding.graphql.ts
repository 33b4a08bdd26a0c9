import type { Theme } from "../../../../schema/coding.ts";
import { builder } from "../../../graphql/builder.ts";
import { TextType } from "../../../graphql/text.graphql.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { codingPolicy, decidesAtScreen, mayDecideCoding, mayMakeCodebooks } from "./coding.policy.ts";
import type { Codebook, CoderAgreement, CoderRow, OpenQuestion, Progress, VersionRow } from "./coding.ts";
import type { Agreement, Estimate } from "./agreement.ts";
import { themeVariable } from "./theme-variable.ts";

const CoderStatusType = builder.enumType("CoderStatus", {
  values: ["ASKED", "GRANTED", "DECLINED", "WITHDRAWN"] as const,
});
const ThemeStatusType = builder.enumType("ThemeStatus", {
  description: "REPLACED: a later version took its place.",
  values: ["PROPOSED", "DECLARED", "TURNED_DOWN", "REPLACED", "WITHDRAWN"] as const,
});

export const ThemeType = builder.objectRef<Theme>("Theme").implement({
  description: "Something that several people write about in answer to an open question.",
  fields: (t) => ({
    code: t.exposeString("code"),
    label: t.expose("label", { type: TextType }),
    when: t.expose("when", { type: TextType, nullable: true, description: "When it fits, and when it does not." }),
    since: t.exposeInt("since", { description: "The version of the codebook that brought it." }),
  }),
});

const CodebookVersionType = builder.objectRef<VersionRow>("CodebookVersion").implement({
  fields: (t) => ({
    number: t.exposeInt("number"),
    themes: t.expose("themes", { type: [ThemeType] }),
    changedBy: t.exposeString("changedByName"),
    changedAt: t.expose("changedAt", { type: "DateTime" }),
    status: t.expose("status", {
      type: ThemeStatusType,
      nullable: true,
      description: "Whether its themes are variables of the study; null where nobody proposed it.",
    }),
    purpose: t.exposeString("purpose", { nullable: true }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true }),
    reason: t.exposeString("reason", { nullable: true }),
    canDecide: t.boolean({
      resolve: ({ status, proposedById }, _args, { viewer }) =>
        mayDecideCoding(viewer) && status === "PROPOSED" && proposedById !== viewer?.userId,
    }),
  }),
});

const CoderType = builder.objectRef<CoderRow & { opened: number }>("Coder").implement({
  description: "Somebody's right to read what people wrote in answer to one question.",
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    purpose: t.exposeString("purpose"),
    status: t.expose("status", { type: CoderStatusType }),
    askedAt: t.expose("askedAt", { type: "DateTime" }),
    decidedBy: t.exposeString("decidedByName", { nullable: true }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true }),
    reason: t.exposeString("reason", { nullable: true }),
    opened: t.exposeInt("opened", { description: "How often they opened a text; each time is recorded." }),
    canDecide: t.boolean({
      resolve: ({ status, userId }, _args, { viewer }) =>
        mayDecideCoding(viewer) && (status === "GRANTED" || (status === "ASKED" && userId !== viewer?.userId)),
    }),
  }),
});

const EstimateType = builder.objectRef<Estimate>("Kappa").implement({
  fields: (t) => ({
    value: t.exposeFloat("value"),
    low: t.exposeFloat("low", { description: "Of the 95 % interval." }),
    high: t.exposeFloat("high"),
  }),
});

const ThemeAgreementType = builder.objectRef<{ theme: Theme; agreement: Agreement }>("ThemeAgreement").implement({
  fields: (t) => ({
    theme: t.expose("theme", { type: ThemeType }),
    texts: t.int({ description: "Coded by both.", resolve: ({ agreement }) => agreement.texts }),
    share: t.float({
      nullable: true,
      description: "Of texts on which they agree; null where too few were coded by both.",
      resolve: ({ agreement }) => agreement.share,
    }),
    kappa: t.field({
      type: EstimateType,
      nullable: true,
      description: "Cohen's kappa; null where it is not defined, or too few texts were coded by both.",
      resolve: ({ agreement }) => agreement.kappa,
    }),
  }),
});

const CoderAgreementType = builder.objectRef<CoderAgreement>("CoderAgreement").implement({
  description: "How well two coders agree who looked by themselves.",
  fields: (t) => ({
    coders: t.stringList({ resolve: ({ coders }) => [...coders] }),
    themes: t.expose("themes", { type: [ThemeAgreementType] }),
  }),
});

const ProgressType = builder.objectRef<Progress>("CodingProgress").implement({
  fields: (t) => ({ total: t.exposeInt("total"), done: t.exposeInt("done") }),
});

export const CodebookType = builder.objectRef<Codebook>("Codebook");
const OpenQuestionType = builder.objectRef<OpenQuestion>("OpenQuestion").implement({
  description: "A question that people answer in their own words.",
  fields: (t) => ({
    survey: t.exposeID("surveyId"),
    surveyTitle: t.expose("surveyTitle", { type: TextType }),
    variable: t.exposeString("variable"),
    text: t.expose("text", { type: TextType }),
    codebook: t.field({
      type: CodebookType,
      nullable: true,
      resolve: async ({ studyId, surveyId, variable }, _args, { steps }) => {
        const { coding } = steps.survey;
        const found = (await coding.codebooksOf(studyId)).find(
          (each) => each.surveyId === surveyId && each.variable === variable,
        );
        return found ? coding.whole(found) : null;
      },
    }),
  }),
});

CodebookType.implement({
  description: "The themes of an open question, over all its versions and waves.",
  fields: (t) => ({
    id: t.exposeID("id"),
    study: t.field({
      type: StudyType,
      resolve: async ({ studyId }, _args, { steps }) => {
        const study = await steps.study.studyById(studyId);
        if (study === null) throw new Error("a codebook names a study that is not there");
        return study;
      },
    }),
    question: t.expose("question", { type: OpenQuestionType }),
    version: t.exposeInt("version"),
    themes: t.expose("themes", { type: [ThemeType] }),
    versions: t.field({
      type: [CodebookVersionType],
      description: "Newest first.",
      resolve: ({ id }, _args, { steps }) => steps.survey.coding.versionsOfCodebook(id),
    }),
    coders: t.field({
      type: [CoderType],
      description: "Who may read the answers, who asked to, and who may no more; oldest first.",
      resolve: ({ id }, _args, { steps }) => steps.survey.coding.codersOf(id),
    }),
    agreement: t.field({
      type: [CoderAgreementType],
      description:
        "For its coders and stewards, at the screen: it tells in how many texts a theme is. Empty for others.",
      resolve: async (codebook, _args, { viewer, respondent, steps }) => {
        const { coding } = steps.survey;
        const reads = codingPolicy.readTexts({ viewer, respondent }) && viewer !== null;
        const may = decidesAtScreen(viewer) || (reads && (await coding.mayRead(codebook.id, viewer.userId)));
        return may ? coding.agreement(codebook) : [];
      },
    }),
    progress: t.field({
      type: ProgressType,
      nullable: true,
      description: "Of the viewer; null where they may not read the texts.",
      resolve: (codebook, _args, { viewer, steps }) =>
        viewer && steps.survey.coding.progressOf(codebook, viewer.userId),
    }),
    differences: t.int({
      description: "Texts to settle that the viewer and another coded differently.",
      resolve: (codebook, _args, { viewer, steps }) =>
        viewer === null ? 0 : steps.survey.coding.differencesOf(codebook, viewer.userId),
    }),
    canChange: t.boolean({ resolve: (_codebook, _args, { viewer }) => mayMakeCodebooks(viewer) }),
  }),
});

builder.objectField(StudyType, "openQuestions", (t) =>
  t.field({
    type: [OpenQuestionType],
    nullable: true,
    description: "Questions that people answer in their own words; null for who may not see their themes.",
    resolve: ({ id }, _args, { viewer, respondent, steps }) =>
      codingPolicy.seeCodebooks({ viewer, respondent }) ? steps.survey.coding.questionsOf(id) : null,
  }),
);

const ThemeVariableType = builder
  .objectRef<{ name: string; theme: Theme; codebookVersion: number }>("ThemeVariable")
  .implement({
    description: "A variable that says whether people wrote about a theme.",
    fields: (t) => ({
      name: t.exposeString("name"),
      when: t.field({
        type: TextType,
        nullable: true,
        description: "When it fits, and when it does not.",
        resolve: ({ theme }) => theme.when,
      }),
      codebookVersion: t.exposeInt("codebookVersion", { description: "Of the codebook that it is coded with now." }),
    }),
  });

builder.objectField(StudyType, "themeVariables", (t) =>
  t.field({
    type: [ThemeVariableType],
    description: "Which of its variables are themes that people found in open answers.",
    resolve: async ({ id }, _args, { steps }) =>
      [...(await steps.survey.coding.declaredThemes(id)).values()].flatMap(({ variable, version, themes }) =>
        themes.map((theme) => ({ name: themeVariable(variable, theme.code), theme, codebookVersion: version })),
      ),
  }),
);

builder.queryFields((t) => ({
  codebook: t.field({
    type: CodebookType,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: "seeCodebooks" },
    resolve: (_root, { id }, { steps }) => steps.survey.coding.codebook(id),
  }),
  codingWaiting: t.field({
    type: [CodebookType],
    description:
      "Of all studies, where somebody asks to read answers, or themes are proposed as variables. For stewards.",
    authScopes: { may: "seeCodingWaiting" },
    resolve: (_root, _args, { steps }) => steps.survey.coding.codingWaiting(),
  }),
}));
