import { builder } from "../../graphql/builder.ts";
import { say, signedIn } from "../../graphql/errors.ts";
import { type ImportProblem, type StudyImport } from "./study.ts";
import { StudyType } from "./study.graphql.ts";

const ImportStatusType = builder.enumType("ImportStatus", {
  values: ["OPEN", "RUNNING", "DONE", "REFUSED"] as const,
});

const ImportProblemType = builder.objectRef<ImportProblem>("ImportProblem").implement({
  fields: (t) => ({
    code: t.exposeString("code"),
    message: t.string({ resolve: ({ message }, _args, context) => say(message, context) }),
    file: t.exposeString("file", { nullable: true }),
    row: t.exposeInt("row", { nullable: true, description: "Line of the file, the first line being 1." }),
    field: t.exposeString("field", { nullable: true }),
  }),
});

export const StudyImportType = builder.objectRef<StudyImport>("StudyImport").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    status: t.expose("status", { type: ImportStatusType }),
    progress: t.exposeFloat("progress", { description: "0 to 1" }),
    uploadUrl: t.string({ resolve: ({ id }) => `/imports/${id}/files` }),
    study: t.field({
      type: StudyType,
      nullable: true,
      resolve: ({ studyId }, _args, { steps }) => (studyId === null ? null : steps.study.studyById(studyId)),
    }),
    problems: t.expose("problems", {
      type: [ImportProblemType],
      description: "The first problems, up to a readable number.",
    }),
    problemCount: t.exposeInt("problemCount"),
    notes: t.expose("notes", {
      type: [ImportProblemType],
      description: "What somebody should know or confirm; the study came in all the same.",
    }),
    reportUrl: t.string({
      nullable: true,
      description: "Where all problems can be fetched as CSV; null where there are none.",
      resolve: async ({ id }, _args, { steps, viewer }) =>
        viewer !== null && (await steps.study.importReport(viewer, id)) !== null ? `/imports/${id}/problems.csv` : null,
    }),
  }),
});

builder.queryField("studyImport", (t) =>
  t.field({
    type: StudyImportType,
    nullable: true,
    description: "Progress and outcome of an import through the API.",
    authScopes: { may: "importStudies" },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => context.steps.study.studyImport(signedIn(context), id),
  }),
);

builder.mutationFields((t) => ({
  openStudyImport: t.field({
    type: StudyImportType,
    description: "Opens an import; files are then sent with PUT to uploadUrl/<path of the file in the package>.",
    authScopes: { may: "importStudies" },
    errors: {},
    resolve: (_root, _args, context) => context.steps.study.openImport(signedIn(context)),
  }),
  runStudyImport: t.field({
    type: StudyImportType,
    description: "Checks and brings in what was uploaded, in the background; follow it with studyImport.",
    authScopes: { may: "importStudies" },
    errors: {},
    args: {
      id: t.arg.id({ required: true }),
      description: t.arg.string({ required: true, defaultValue: "datapackage.json" }),
    },
    resolve: (_root, { id, description }, context) => context.steps.study.runImport(signedIn(context), id, description),
  }),
}));
