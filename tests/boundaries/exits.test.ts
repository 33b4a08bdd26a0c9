import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { execute, getNamedType, isObjectType, isScalarType, parse } from "graphql";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Released } from "../../api/flow/result/result.ts";
import type { Context } from "../../api/graphql/context.ts";
import { schema } from "../../api/graphql/schema.ts";
import { addApi } from "../../api/graphql/server.ts";
import { addClientFiles } from "../../api/platform/client-files.ts";
import { addHealth } from "../../api/platform/health.ts";
import { createLog } from "../../api/platform/log.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { ROOT } from "../testkit/record.ts";

/*
 * Door 3: nothing rawer than a released result leaves. Every way out of the API stands here with the reason why it
 * may; a route, or a field that can hold a figure, without a line fails, and so does a line without either.
 */
const ROUTES: Record<string, string> = {
  "POST /graphql": "the fields below",
  "GET,PUT,PATCH,DELETE /graphql": "only says that it is POST",
  "POST /api/auth/sign-in/magic-link": "says that a message is on its way, to everybody alike",
  "POST /api/auth/magic-link/verify": "sets the cookie of a session",
  "PUT /imports/:id/files/*": "takes in, gives nothing",
  "GET /imports/:id/problems.csv": "to whoever brought the file in: what is wrong with that file",
  "POST /questionnaires/reading": "to whoever sent a file: what is in that file",
  "GET /surveys/:id/xlsform.xlsx": "the questions of a survey, and no answers",
  "POST /questionnaires": "to whoever sent a file: what is in that file",
  "GET /results/:id.csv": "guarded: written from a released result",
  "GET /results/:id.xlsx": "guarded: written from a released result",
  "GET /results/:id.pdf": "guarded: written from a released result",
  "GET /results/:id.json": "guarded: written from a released result, and no cells",
  "GET /results/:id.txt": "guarded: written from a released result, and no cells",
  "GET /hand-overs/:id/data.zip.age":
    "encrypted: a study's own data for one recipient, agreed to by two stewards, each fetch in the ledger",
  "GET /feed.atom": "published words, and no figures",
  "GET /studies/:slug/feed.atom": "published words, and no figures",
  "GET /health/live": "whether the process answers",
  "GET /health/ready": "which part does not answer",
  "GET /": "the web client's page",
  "HEAD,GET /*": "the web client's files",
};

/** Where routes are declared; anybody who declares one elsewhere stands in line here first. */
const DECLARE_ROUTES = [
  "api/flow/outcome/feed.routes.ts",
  "api/flow/result/result.routes.ts",
  "api/flow/snapshot/hand-over/hand-over.routes.ts",
  "api/flow/study/study.routes.ts",
  "api/flow/survey/questionnaire/questionnaire.routes.ts",
  "api/graphql/server.ts",
  "api/people/sign-in-routes.ts",
  "api/platform/client-files.ts",
  "api/platform/health.ts",
];

const DECLARED = "declared with the study or survey, never taken from its data";
const OWN = "the viewer's own doing or answers";
const GUARDED = "guarded: of a released result";
const CODERS = "how far coders are and how well they agree, for who may see themes; never a text";
const READ_BY_NAME = "what somebody wrote, to who was named for it, one at a time and recorded";

const FIELDS: Record<string, string> = {
  "Result.cells": GUARDED,
  "Cell.count": GUARDED,
  "Cell.missing": GUARDED,
  "Cell.value": GUARDED,
  "Cell.low": GUARDED,
  "Cell.high": GUARDED,
  "WithheldSummary.cells": GUARDED,
  "WithheldSummary.total": GUARDED,
  "Finding.result": GUARDED,
  "Query.result": GUARDED,
  "Query.releasedResult": GUARDED,
  "MissingDiffers.answer": "guarded: asked like every other question",
  "Result.query": "the question, not its answer",
  "Finding.query": "the question, not its answer",
  "Theme.since": DECLARED,
  "ThemeVariable.codebookVersion": DECLARED,
  "CodebookVersion.number": DECLARED,
  "Codebook.version": DECLARED,
  "Codebook.differences": CODERS,
  "Coder.opened": CODERS,
  "CodingProgress.total": CODERS,
  "CodingProgress.done": CODERS,
  "ThemeAgreement.texts": CODERS,
  "ThemeAgreement.share": CODERS,
  "Kappa.value": CODERS,
  "Kappa.low": CODERS,
  "Kappa.high": CODERS,
  "TextOpened.total": CODERS,
  "TextOpened.done": CODERS,
  "TextCoded.total": CODERS,
  "TextCoded.done": CODERS,
  "TextCoded.revision": CODERS,
  "TextSettled.left": CODERS,
  "CodingDifference.left": CODERS,
  "OpenedText.revision": CODERS,
  "OpenedText.place": CODERS,
  "Removal.start": READ_BY_NAME,
  "Removal.end": READ_BY_NAME,
  "QuoteToCheck.start": READ_BY_NAME,
  "QuoteToCheck.end": READ_BY_NAME,
  "Banding.limits": DECLARED,
  "QuestionBanding.limits": DECLARED,
  "Wave.ordinal": DECLARED,
  "Derivation.version": DECLARED,
  "Derivation.definition": DECLARED,
  "DerivedVariable.version": DECLARED,
  "DerivedVariable.definition": DECLARED,
  "Scale.minimum": DECLARED,
  "Scale.maximum": DECLARED,
  "NumberLimits.minimum": DECLARED,
  "NumberLimits.maximum": DECLARED,
  "Question.maxLength": DECLARED,
  "AlarmForm.hours": DECLARED,
  "AlarmRoute.hours": DECLARED,
  "SurveyVersion.number": DECLARED,
  "SurveyChange.from": DECLARED,
  "SurveyChange.to": DECLARED,
  "Wording.version": DECLARED,
  "Expression.tree": DECLARED,
  "HandOver.days": "for how long two stewards agreed",
  "HandOver.progress": "how far a file was written",
  "Snapshot.number": "counts snapshots, which are listed",
  "Blocked.snapshot": "counts snapshots, which are listed",
  "SnapshotWave.expected": "rounded to 10, and moves only when at least 10 persons came or went",
  "SnapshotWave.answered": "rounded to 10, and moves only when at least 10 persons came or went",
  "StudyCompleteness.snapshot": "counts snapshots, which are listed",
  "Snapshot.persons": "rounded to 10, and moves only when at least 10 persons came or went",
  "StudyConnection.totalCount": "counts studies, which are listed",
  "Workplace.members": "counts accounts of colleagues, not participants",
  "Room.mostJoiners": DECLARED,
  "Room.joined": "counts who came in by a code, for the one who lets them in; no answers",
  "Meeting.joined": "counts who came in by a code, for the one who lets them in; no answers",
  "MeetingTheme.given": "counts contributions, for the host of the meeting",
  "MeetingTheme.givers": "counts contributions, for the host of the meeting",
  "Fielding.invited": "counts the links that the researcher made, for the one who sends them",
  "Study.reachable": "counts addresses, for the one who brought them in",
  "WavePlan.offsetDays": DECLARED,
  "WavePlan.windowDays": DECLARED,
  "WavePlan.reminderDays": DECLARED,
  "MailRound.people": "counts messages, for the one who has them sent",
  "MailRound.waiting": "counts messages, for the one who has them sent",
  "MailRound.mailed": "counts messages, for the one who has them sent",
  "MailRound.bounced": "counts messages, for the one who has them sent",
  "MailRound.optedOut": "counts messages, for the one who has them sent",
  "MailRound.failed": "counts messages, for the one who has them sent",
  "InvitationCount.count": "counts the links that the researcher made, for the one who sends them",
  "InvitationRow.delays": "counts reports of mail servers on one message, for the one who sent it",
  "InvitationTable.total": "counts the links that the researcher made, for the one who sends them",
  "Invitation.usesLeft": "how often a link may be opened, for the one who made it",
  "AddressesBroughtIn.added": "counts lines of a list, for whoever brought it in",
  "AddressesBroughtIn.changed": "counts lines of a list, for whoever brought it in",
  "AddressesBroughtIn.same": "counts lines of a list, for whoever brought it in",
  "AddressesBroughtIn.optedOut": "counts lines of a list, for whoever brought it in",
  "ListLine.line": "a line of a list, for whoever brought it in",
  "Fielding.sent": "counts who sent, for the one who must remind; no answers",
  "ImportProblem.row": "a line of the file, for whoever brought it in",
  "StudyImport.progress": "how far the file was read, for whoever brought it in",
  "StudyImport.problemCount": "counts problems of the file, for whoever brought it in",
  "OwnAnswer.value": OWN,
  "PlanAnswer.value": OWN,
  "LastAnswer.value": OWN,
  "Withdrawal.questionnaires": OWN,
  "Respondent.consentRevision": OWN,
  "GivenOut.snapshots": "counts snapshots, which are listed",
  "GivenOut.results": "counts results, for who may be in them",
  "Guardianship.questions": DECLARED,
  "Guardianship.revision": "counts what the guardian said, for the guardian",
  "StudyPurpose.number": "counts versions of a text, which are declared",
  "StudyPurpose.givenBy": "how many agree to a purpose, down to a multiple of ten and never under ten; no answers",
  "Story.ownAnswer": OWN,
  "Story.rings": "how far a story came, 0 to 3",
  "ShapeBudget.used": OWN,
  "ShapeBudget.most": OWN,
  "ShapeBudget.left": OWN,
  "AskerUse.used": "counts questions asked, for stewards",
  "AskerUse.most": "a limit on asking, for stewards",
  "ShapeAlert.shapes": "counts questions asked, for stewards",
  "ShapeGrant.most": "a limit on asking, for stewards",
  "Loop.promises": "counts promises, not persons",
  "Loop.due": "counts promises, not persons",
  "Loop.kept": "counts promises, not persons",
  "Loop.share": "of promises, not of persons",
};

const NO_FIGURE = ["String", "ID", "Boolean", "DateTime", "Date"];
/** Objects that figures are in: a field that gives one is a way out too. */
const FIGURE_HOLDERS = ["Result", "ResultOrRefusal", "Cell"];

let api: ApiServer;
let routes: string[];
let page: string;

beforeAll(async () => {
  api = await startApi();
  page = await mkdtemp(join(tmpdir(), "weerklank-page-"));
  await writeFile(join(page, "index.html"), "<!doctype html><title>Weerklank</title>");
  const found = new Set<string>();
  const app = Fastify();
  app.addHook("onRoute", ({ method, url }) => {
    // Fastify answers HEAD wherever it answers GET, without a body.
    if (method !== "HEAD") found.add(`${[method].flat().join()} ${url}`);
  });
  const log = createLog(api.clock, () => undefined);
  addHealth(app, {}, () => false);
  await addApi(app, { schema, steps: api.steps, log, chance: () => Buffer.alloc(16), publicUrl: "http://x.test" });
  await addClientFiles(app, page);
  await app.ready();
  await app.close();
  routes = [...found];
});
afterAll(async () => {
  await api?.stop();
  if (page) await rm(page, { recursive: true, force: true });
});

async function sources(): Promise<[path: string, text: string][]> {
  const paths = await readdir(join(ROOT, "api"), { recursive: true });
  const files = paths.filter((path) => path.endsWith(".ts")).map((path) => join("api", path));
  return Promise.all(
    files.map(async (path) => [path.replaceAll("\\", "/"), await readFile(join(ROOT, path), "utf8")] as const),
  ).then((read) => read.map(([path, text]) => [path, text]));
}

const naming = async (pattern: RegExp): Promise<string[]> =>
  (await sources())
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path)
    .sort();

describe("every way out is on the list", () => {
  it("each route has a line, and each line a route", () => {
    expect(routes.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it("routes are declared where this test looks", async () => {
    const declaring = /\b(app|api|routes|server|fastify|instance)\s*\.\s*(get|post|put|patch|delete|all|route)\s*[<(]/;
    expect(await naming(declaring)).toEqual(DECLARE_ROUTES);
  });

  it("each field that can hold a figure has a line, and each line a field", () => {
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith("__"))
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []))
      .filter(({ field }) => {
        const named = getNamedType(field.type);
        return isScalarType(named) ? !NO_FIGURE.includes(named.name) : FIGURE_HOLDERS.includes(named.name);
      })
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(fields.sort()).toEqual(Object.keys(FIELDS).sort());
  });
});

describe("only release makes what leaves", () => {
  it("nobody else says of a thing that it was protected, released or made into a document", async () => {
    const saying =
      /\bas (unknown as )?(readonly )?(ProtectedCell|ProtectedAnswer|Released|StoredResult|ResultDocument)\b/;
    expect(await naming(saying)).toEqual(["api/flow/result/protect/protect.ts"]);
  });

  it("only the store reads back what was released, and only it reaches the table", async () => {
    expect(await naming(/\breleasedBefore\b/)).toEqual([
      "api/flow/result/released.ts",
      "api/flow/result/result.store.ts",
    ]);
    expect(await naming(/\bstoredResult\s*\.|"StoredResult"/)).toEqual(["api/flow/result/result.store.ts"]);
  });

  it("what looks like a released result but was not sealed does not pass GraphQL", async () => {
    const forged = {
      kind: "result",
      id: "r1",
      query: { studies: ["x"], measure: { count: true } },
      variables: [],
      snapshots: [],
      rules: "none",
      released: {
        state: "FINAL",
        asOf: "2026-01-01",
        sources: [],
        cells: [{ keys: [], count: 1, value: 1 }],
        withheld: {},
      },
      givenAt: new Date(0),
    };
    expect(Released.isSealed(forged.released)).toBe(false);
    const steps = { ...api.steps, result: { ...api.steps.result, stored: async () => forged } };
    const viewer = { userId: "u", name: "u", email: "u@x.nl", roles: ["RESEARCHER"], scopes: null, workplaces: [] };
    const { data, errors } = await execute({
      schema,
      document: parse('{ releasedResult(id: "r1") { cells { count value } } }'),
      contextValue: { viewer, respondent: null, locale: "nl", steps } as unknown as Context,
    });
    expect(data).toEqual({ releasedResult: null });
    expect(errors?.[0]?.message).toContain('Expected value of type "Result"');
  });
});

describe("the compiler refuses", () => {
  const IMPORTS = `
    import { csvOf } from "./flow/result/exits/csv.ts";
    import { ResultDocument, type Surroundings } from "./flow/result/exits/document.ts";
    import { pdfOf } from "./flow/result/exits/pdf.ts";
    import { xlsxOf } from "./flow/result/exits/xlsx.ts";
    import { cslOf } from "./flow/result/exits/citation.ts";
    import type { Measurement } from "./flow/result/measure.ts";
    import { ProtectedAnswer, type ProtectedCell } from "./flow/result/protect/protect.ts";
    import { Released, releaseCells, type AboutReleased } from "./flow/result/released.ts";
    import type { StoredResult } from "./flow/result/result.ts";
    declare const measured: Measurement;
    declare const about: AboutReleased;
    declare const words: Surroundings;
    declare const result: StoredResult;
    declare const document: ResultDocument;
  `;
  const REFUSED = [
    "csvOf(measured, { bom: false });",
    "void xlsxOf(measured);",
    "void pdfOf(measured);",
    'cslOf(measured, "");',
    "csvOf(result, { bom: false });",
    "csvOf({ ...document }, { bom: false });",
    'ResultDocument.of(measured, words, "nl");',
    'ResultDocument.of({ ...result, released: { ...result.released } }, words, "nl");',
    "new ResultDocument(result, words, 'nl');",
    "releaseCells(measured, about);",
    "releaseCells({ cells: [] }, about);",
    "new Released(result.released);",
    "new ProtectedAnswer([]);",
    'export const cell: ProtectedCell = { keys: [], count: 1, missing: 0, value: 1, low: null, high: null, withheld: false, asOf: "" };',
  ];
  const ALLOWED = ['ResultDocument.of(result, words, "nl");', "csvOf(document, { bom: false });"];

  it("anything rawer than a released result at every way out", { timeout: 180_000 }, () => {
    const path = join(ROOT, "api", "try-the-exits.ts");
    const lines = [...REFUSED, ...ALLOWED];
    const text = `${IMPORTS.trim()}\n${lines.join("\n")}\n`;
    const config = ts.readConfigFile(join(ROOT, "tsconfig.json"), (name) => ts.sys.readFile(name));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (name) => name === path || fileExists.call(host, name);
    host.getSourceFile = (name, ...rest) =>
      name === path ? ts.createSourceFile(name, text, rest[0]) : getSourceFile.call(host, name, ...rest);
    const program = ts.createProgram([path], options, host);
    const file = program.getSourceFile(path) ?? expect.unreachable();
    const first = IMPORTS.trim().split("\n").length;
    const refused = new Set(
      program
        .getSemanticDiagnostics(file)
        .map(({ start = 0 }) => lines[file.getLineAndCharacterOfPosition(start).line - first] ?? "an import"),
    );
    expect([...refused]).toEqual(REFUSED);
  });
});
