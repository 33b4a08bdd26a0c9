import { spawn } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { definitionSchema } from "../../schema/survey.ts";
import { StudyRefused } from "../../api/flow/study/study.ts";
import { openDataFolder } from "../../api/platform/files.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { makeServices, type TestServices } from "../testkit/services.ts";
import { questionnaire } from "./survey-questionnaire.ts";
import { studyPackage, type StudyPackageWish, writePackage } from "../testkit/study-package.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Imports a package and throws its folder away. */
async function importing(services: Pick<TestServices, "steps">, wish: StudyPackageWish) {
  const at = await writePackage(studyPackage(wish));
  try {
    return await services.steps.study.importStudy(at);
  } finally {
    await rm(at, { recursive: true });
  }
}

const refusalOf = async (work: Promise<unknown>): Promise<StudyRefused> => {
  const error: unknown = await work.then(
    () => new Error("it came in"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof StudyRefused) return error;
  throw error;
};

describe("importing a study", () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await makeServices();
  });
  afterAll(() => services.close());

  test("a second import makes a new snapshot, keeps ids, and leaves the old snapshot as it was", async () => {
    const { steps, database, folder, clock } = services;
    const age = { name: "age", title: "Age", type: "integer", constraints: { minimum: 10, maximum: 30 } };
    const first = await importing(services, { fields: [age], cells: "20" });
    expect(first).toMatchObject({ slug: "small", persons: 12, rows: 24, waves: 2, variables: 2, notes: [] });
    const before = await steps.study.variables(first.studyId);
    const snapshots = () =>
      database.snapshot.findMany({
        where: { studyId: first.studyId },
        orderBy: { number: "asc" },
        select: { id: true, number: true, folder: true, hash: true },
      });
    const [one] = await snapshots();
    expect(one).toMatchObject({ id: first.snapshotId, number: 1 });
    const place = join(folder.snapshots, one?.folder ?? "");
    const files = async () =>
      Promise.all(
        (await readdir(place)).sort().map(async (name) => [name, (await readFile(join(place, name))).toString("hex")]),
      );
    const kept = await files();

    clock.pass({ days: 1 });
    const income = { name: "income", type: "number" };
    const second = await importing(services, { title: "Another title", fields: [income], cells: "1.5", persons: 40 });
    expect(second.studyId).toBe(first.studyId);
    expect((await snapshots()).map(({ number }) => number)).toEqual([1, 2]);
    expect(await files()).toEqual(kept);
    const after = await steps.study.variables(first.studyId);
    expect(after.map(({ name }) => name)).toEqual(["ok", "income"]);
    expect(after[0]?.id).toBe(before[0]?.id);
    expect(await steps.study.studyBySlug("small")).toMatchObject({ title: "Another title" });
    expect(await steps.study.latestImport(first.studyId)).toMatchObject({
      folder: join(folder.imports, second.importId),
    });
  });

  test("a refused import changes nothing, and says what is wrong without a value of anybody", async () => {
    const { steps, database, folder, lines } = services;
    const { studyId } = await importing(services, { name: "kept" });
    const before = [
      await steps.study.studyBySlug("kept"),
      await steps.study.variables(studyId),
      await readdir(folder.imports),
    ];
    const secret = { name: "secret", type: "integer" };
    const refusal = await refusalOf(
      importing(services, { name: "kept", title: "Never", fields: [secret], cells: "hush-4711", persons: 30 }),
    );
    expect(refusal.problemCount).toBe(60);
    expect(refusal.problems).toHaveLength(20);
    expect(refusal.problems[0]).toMatchObject({
      code: "NOT_AN_INTEGER",
      file: "data/long.csv",
      row: 2,
      field: "secret",
    });
    const report = await readFile(refusal.reportPath ?? "", "utf8");
    expect(report.trimEnd().split("\n")).toHaveLength(61);
    expect([...lines, report, JSON.stringify(refusal.problems)].join("\n")).not.toMatch(/4711/);
    const names = (await readdir(folder.imports)).filter((name) => !name.endsWith(".problems.csv"));
    expect([await steps.study.studyBySlug("kept"), await steps.study.variables(studyId), names]).toEqual([
      before[0],
      before[1],
      (before[2] as string[]).filter((name) => !name.endsWith(".problems.csv")),
    ]);
    expect(await readdir(folder.uploads)).toEqual([]);
    const [last] = await database.studyImport.findMany({
      orderBy: { id: "desc" },
      take: 1,
      select: { status: true, problemCount: true, studyId: true },
    });
    expect(last).toEqual({ status: "REFUSED", problemCount: 60, studyId: null });
  });

  test("a variable that a survey feeds is neither overwritten nor removed", async () => {
    const { steps, database } = services;
    const { studyId } = await importing(services, { name: "asked" });
    const [heard] = await steps.study.variables(studyId);
    await database.variable.create({
      data: {
        studyId,
        ordinal: 9,
        name: "heard",
        label: "Felt heard",
        type: "BOOLEAN",
        level: "PERSON_WAVE",
        role: "ANSWER",
        origin: "SURVEY",
      },
    });
    const refusal = await refusalOf(
      importing(services, { name: "asked", fields: [{ name: "heard", type: "boolean" }], cells: "true" }),
    );
    expect(refusal.problems).toMatchObject([{ code: "VARIABLE_OF_SURVEY", field: "heard" }]);
    await importing(services, { name: "asked", fields: [{ name: "more", type: "integer" }], cells: "1" });
    expect((await steps.study.variables(studyId)).map(({ name, origin }) => `${name} ${origin}`)).toEqual([
      "ok IMPORT",
      "more IMPORT",
      "heard SURVEY",
    ]);
    expect((await steps.study.variables(studyId))[0]?.id).toBe(heard?.id);
  });

  test("a wave in which people were asked stays, after those of the data", async () => {
    const { steps, database } = services;
    const { studyId } = await importing(services, { name: "waved" });
    const survey = await database.survey.create({ data: { studyId, slug: "s", draft: {} }, select: { id: true } });
    const version = await database.surveyVersion.create({
      data: {
        surveyId: survey.id,
        number: 1,
        definition: definitionSchema.parse(questionnaire),
        publishedAt: new Date(),
      },
      select: { id: true },
    });
    const make = (code: string, ordinal: number) =>
      database.wave.create({ data: { studyId, code, label: code, ordinal }, select: { id: true } });
    const [asked] = [await make("0", 2), await make("idle", 3)];
    await database.fielding.create({
      data: { versionId: version.id, waveId: asked.id, promisedOn: new Date(), createdAt: new Date() },
    });
    await importing(services, { name: "waved" });
    expect((await steps.study.waves(studyId)).map(({ code, ordinal }) => `${ordinal} ${code}`)).toEqual([
      "0 1",
      "1 2",
      "2 0",
    ]);
  });

  test("a folder without a description is refused", async () => {
    const at = await writePackage({ "long.csv": "id\n" });
    expect((await refusalOf(services.steps.study.importStudy(at))).problems).toMatchObject([{ code: "NO_PACKAGE" }]);
    await rm(at, { recursive: true });
  });

  test.each(["checking", "not-recorded"])(
    "killed while %s: after the next start the old state is whole",
    async (when) => {
      const { steps, database, folder, url } = services;
      const name = `killed-${when}`;
      const { studyId, importId } = await importing(services, { name });
      const before = [
        await steps.study.studyBySlug(name),
        await steps.study.variables(studyId),
        (await readdir(folder.imports)).sort(),
      ];
      const at = await writePackage(
        studyPackage({ name, title: "Half", fields: [{ name: "late", type: "integer" }], cells: "1" }),
      );
      const child = spawn(
        process.execPath,
        ["--import", "tsx", "tests/testkit/import-and-die.ts", url, folder.root, at, when],
        { cwd: ROOT, stdio: "inherit" },
      );
      const signal = await new Promise<NodeJS.Signals | null>((ended) => child.on("exit", (_code, by) => ended(by)));
      expect(signal).toBe("SIGKILL");
      const running = await database.studyImport.findFirstOrThrow({
        where: { status: "RUNNING" },
        select: { id: true },
      });

      await openDataFolder(folder.root);
      await steps.study.recoverImports();
      expect(
        await database.studyImport.findUniqueOrThrow({
          where: { id: running.id },
          select: { status: true, problems: true, studyId: true },
        }),
      ).toMatchObject({
        status: "REFUSED",
        studyId: null,
        problems: [{ code: "INTERRUPTED" }],
      });
      expect([
        await steps.study.studyBySlug(name),
        await steps.study.variables(studyId),
        (await readdir(folder.imports)).sort(),
      ]).toEqual(before);
      expect(await readdir(folder.uploads)).toEqual([]);
      expect(await steps.study.latestImport(studyId)).toMatchObject({ folder: join(folder.imports, importId) });
      expect(await steps.study.importStudy(at)).toMatchObject({ studyId, title: "Half" });
      await rm(at, { recursive: true });
    },
  );
});

describe("the command", () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await makeServices();
  });
  afterAll(() => services.close());

  async function command(...words: string[]): Promise<{ code: number | null; out: string; told: string }> {
    const child = spawn(process.execPath, ["--import", "tsx", "api/flow/study/import-command.ts", ...words], {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], DATABASE_URL: services.url, DATA_DIR: services.folder.root },
    });
    const [out, told] = [[] as string[], [] as string[]];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => told.push(chunk.toString()));
    const code = await new Promise<number | null>((ended) => child.on("close", ended));
    return { code, out: out.join(""), told: told.join("") };
  }

  test("brings a study in, tells what came and how far it was", async () => {
    const at = await writePackage(studyPackage({ name: "by-command" }));
    const { code, out, told } = await command(at);
    expect([code, out]).toEqual([0, expect.stringContaining("A small study (by-command)")]);
    expect(out).toContain("persons 12 ");
    expect(out).toMatch(/snapshot [0-9a-f-]{36}/);
    expect(told).toContain("100 %");
    expect(await services.steps.study.studyBySlug("by-command")).not.toBeNull();
    await rm(at, { recursive: true });
  });

  test("says what is wrong, in both languages, and ends with 1", async () => {
    const at = await writePackage(studyPackage({ name: "wrong", rows: ["a,1,maybe", "b,9,no"] }));
    const { code, out } = await command(join(at, "datapackage.json"));
    expect(code).toBe(1);
    expect(out).toContain("data/long.csv, regel/line 2: De waarde bij ok is geen van de categorieën.");
    expect(out).toContain("The value of ok is none of its categories.");
    expect(out).toContain("regel/line 3");
    expect(out).toMatch(/problems\.csv/);
    expect(await services.steps.study.studyBySlug("wrong")).toBeNull();
    await rm(at, { recursive: true });
    expect((await command()).code).toBe(2);
  });
});

describe("through the API", () => {
  let api: ApiServer;
  let researcher: Record<string, string>;
  beforeAll(async () => {
    api = await startApi();
    researcher = await api.signIn("iris@instituut.nl", ["RESEARCHER"]);
  });
  afterAll(() => api.stop());

  const FOLLOWED = `id status progress uploadUrl problemCount reportUrl study { slug } problems { code message file row field }`;
  interface Followed {
    id: string;
    status: string;
    progress: number;
    uploadUrl: string;
    problemCount: number;
    reportUrl: string | null;
    study: { slug: string } | null;
    problems: { code: string; message: string; file: string | null; row: number | null; field: string | null }[];
  }

  async function open(headers = researcher): Promise<Followed> {
    const { body } = await api.ask<{ openStudyImport: Followed }>(
      `mutation { openStudyImport { ... on StudyImport { ${FOLLOWED} } } }`,
      { headers },
    );
    if (!body.data) throw new Error(JSON.stringify(body));
    return body.data.openStudyImport;
  }

  const put = (url: string, content: string | Uint8Array<ArrayBuffer>, headers = researcher) =>
    fetch(api.url + url, { method: "PUT", body: content, headers: { ...headers, "content-type": "text/csv" } });

  async function send(files: Record<string, string>): Promise<Followed> {
    const opened = await open();
    for (const [path, content] of Object.entries(files))
      expect((await put(`${opened.uploadUrl}/${path}`, content)).status).toBe(204);
    return opened;
  }

  async function run(id: string, headers = researcher): Promise<Followed> {
    const RUN = `mutation ($id: ID!) { runStudyImport(id: $id) { ... on StudyImport { id status } ... on Problem { code } } }`;
    const started = await api.ask<{ runStudyImport: { status?: string } }>(RUN, { variables: { id }, headers });
    expect(started.body.data?.runStudyImport.status).toMatch(/RUNNING|DONE|REFUSED/);
    await api.steps.study.settleImports();
    const { body } = await api.ask<{ studyImport: Followed }>(
      `query ($id: ID!) { studyImport(id: $id) { ${FOLLOWED} } }`,
      { variables: { id }, headers },
    );
    if (!body.data) throw new Error(JSON.stringify(body));
    return body.data.studyImport;
  }

  test("files are sent, checked and brought in", async () => {
    const opened = await send(studyPackage({ name: "sent" }));
    expect(opened).toMatchObject({
      status: "OPEN",
      progress: 0,
      uploadUrl: `/imports/${opened.id}/files`,
      reportUrl: null,
    });
    expect(await run(opened.id)).toMatchObject({
      status: "DONE",
      progress: 1,
      study: { slug: "sent" },
      problemCount: 0,
      reportUrl: null,
    });
    const { body } = await api.ask(`{ study(slug: "sent") { waves { code } variables { name role } } }`);
    expect(body.data).toEqual({
      study: { waves: [{ code: "1" }, { code: "2" }], variables: [{ name: "ok", role: "ANSWER" }] },
    });
  });

  test("problems come in the caller's language, with a file of all of them", async () => {
    const { id } = await send(studyPackage({ name: "sent-wrong", rows: ["a,1,maybe", "b,1,no"] }));
    const refused = await run(id, { ...researcher, "accept-language": "en" });
    expect(refused).toMatchObject({
      status: "REFUSED",
      problemCount: 1,
      study: null,
      problems: [
        {
          code: "UNKNOWN_CATEGORY",
          file: "data/long.csv",
          row: 2,
          field: "ok",
          message: "The value of ok is none of its categories.",
        },
      ],
    });
    const report = await fetch(api.url + refused.reportUrl, { headers: researcher });
    expect([report.status, report.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(await report.text()).toMatch(/^code,file,row,field,nl,en\nUNKNOWN_CATEGORY,data\/long.csv,2,ok,/);
    const again = await put(`/imports/${id}/files/data/long.csv`, "x");
    expect([again.status, await again.json()]).toMatchObject([409, { code: "IMPORT_NOT_OPEN" }]);
  });

  test("only the researcher who opened it, and only with the right to import", async () => {
    const { id, uploadUrl } = await open();
    const other = await api.signIn("otto@elders.nl", ["RESEARCHER"]);
    const member = await api.signIn("mia@gemeente.nl", ["MEMBER", "STEWARD", "ADMIN"]);
    const { secret } = await api.people.createTokenFor("iris@instituut.nl", "RESEARCHER", {
      name: "r",
      days: 1,
      scopes: ["READ", "WRITE"],
    });
    const { secret: may } = await api.people.createTokenFor("iris@instituut.nl", "RESEARCHER", {
      name: "i",
      days: 1,
      scopes: ["IMPORT"],
    });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const statuses = await Promise.all(
      [other, member, {}, bearer(secret), bearer(may)].map(
        async (headers) => (await put(`${uploadUrl}/a.csv`, "x", headers)).status,
      ),
    );
    expect(statuses).toEqual([404, 403, 403, 403, 204]);
    const seen = await api.ask(`query ($id: ID!) { studyImport(id: $id) { id } }`, {
      variables: { id },
      headers: other,
    });
    expect(seen.body.data).toEqual({ studyImport: null });
    const ran = await api.ask(`mutation ($id: ID!) { runStudyImport(id: $id) { ... on Problem { code } } }`, {
      variables: { id },
      headers: other,
    });
    expect(ran.body.data).toEqual({ runStudyImport: { code: "UNKNOWN_IMPORT" } });
    expect((await fetch(`${api.url}/imports/${id}/problems.csv`, { headers: other })).status).toBe(404);
  });

  test.each([
    "..%2f..%2fescape.csv",
    "a/%2e%2e/%2e%2e/b.csv",
    ".hidden",
    "a//b.csv",
    "a%5c..%5cb.csv",
    "C:%5cb.csv",
    "a%00b.csv",
  ])("a path that is none within the package: %s", async (path) => {
    const { uploadUrl } = await open();
    const response = await new Promise<number>((answered, failed) => {
      // fetch would tidy the path up before it is sent.
      void import("node:http").then(({ request }) => {
        const { hostname, port } = new URL(api.url);
        const sent = request({
          hostname,
          port,
          method: "PUT",
          path: `${uploadUrl}/${path}`,
          headers: { ...researcher, "content-length": 1 },
        });
        sent.on("response", (answer) => {
          answer.resume();
          answered(answer.statusCode ?? 0);
        });
        sent.on("error", failed);
        sent.end("x");
      });
    });
    expect(response).toBe(400);
  });

  test("an upload that breaks off leaves no file", async () => {
    const { id, uploadUrl } = await open();
    const { hostname, port } = new URL(api.url);
    const { request } = await import("node:http");
    await new Promise<void>((broken) => {
      const sent = request({
        hostname,
        port,
        method: "PUT",
        path: `${uploadUrl}/half.csv`,
        headers: { ...researcher, "content-length": 1000 },
      });
      sent.on("error", () => broken());
      sent.write("only a part", () => setTimeout(() => sent.destroy(new Error("gone")), 50));
    });
    await put(`${uploadUrl}/datapackage.json`, JSON.stringify({ name: "half", resources: [] }));
    expect((await run(id)).problems).toMatchObject([{ code: "PACKAGE_INVALID" }]);
  });
});
