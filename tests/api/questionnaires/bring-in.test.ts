import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFiles } from "../../../api/flow/survey/questionnaire/formats/read-files.ts";
import { writeXlsForm } from "../../../api/flow/survey/questionnaire/formats/xlsform/write-xlsform.ts";
import type { BroughtIn, QuestionnaireReading } from "../../../schema/questionnaire.ts";
import { definitionSchema } from "../../../schema/survey.ts";
import { type ApiServer, startApi } from "../../testkit/api-server.ts";
import { recordStudy } from "../../testkit/recorded-study.ts";

/* A file of another program over real HTTP: read, brought in as a draft, and taken away again. */

const DICTIONARY = [
  '"Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Branching Logic (Show field only if...)"',
  "record_id,home,text,Record,,",
  'place,home,radio,"Do you have a place?","1, Yes | 0, No",',
  "since,home,notes,Since when?,,[place] = '1'",
  "photo,home,file,A picture,,",
].join("\n");

const file = (name: string, content: string | Buffer) => ({ name, content: Buffer.from(content).toString("base64") });

let api: ApiServer;
let researcher: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  researcher = await api.signIn("researcher@instituut.nl", ["RESEARCHER"]);
  await recordStudy(api.test.database, "na-de-zorg", { waves: [], variables: [], persons: [] });
});
afterAll(() => api.stop());

async function post<Given>(
  path: string,
  body: unknown,
  headers = researcher,
): Promise<{ status: number; said: Given }> {
  const response = await fetch(api.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "en", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, said: (await response.json()) as Given };
}

const dictionary = { files: [file("dictionary.csv", DICTIONARY)] };

describe("a questionnaire of another program", () => {
  test("is read, and nothing is kept", async () => {
    const { status, said } = await post<QuestionnaireReading>("/questionnaires/reading", dictionary);
    expect(status).toBe(200);
    expect(said).toMatchObject({ format: "REDCAP", languages: [""], title: null });
    expect(said.questions).toMatchObject([
      { variable: "place", kind: "SINGLE", options: [{ nl: "Yes" }, { nl: "No" }] },
      { variable: "since", kind: "TEXT", relevance: "${place} = '1'" },
    ]);
    const of = (name: string) => said.remarks.filter((remark) => remark.name === name);
    expect(of("record_id")).toMatchObject([{ outcome: "LEFT_OUT", row: 2, type: "text" }]);
    expect(of("photo")).toMatchObject([{ outcome: "LEFT_OUT", message: "This cannot be asked here." }]);
    expect(of("place")).toMatchObject([{ outcome: "CARRIED_OVER" }]);
    const { body } = await api.ask('{ surveys(study: "na-de-zorg") { id } }', { headers: researcher });
    expect(body.data).toEqual({ surveys: [] });
  });

  test("becomes a draft, with its logic, and can be taken away as an XLSForm", async () => {
    const words = { title: { nl: "Wonen" }, consent: { nl: "Je doet mee als je dat wilt." } };
    const made = await post<BroughtIn>("/questionnaires", {
      ...dictionary,
      ...words,
      study: "na-de-zorg",
      slug: "wonen",
    });
    expect([made.status, made.said.slug]).toEqual([201, "wonen"]);
    const { body } = await api.ask<{ survey: unknown }>(
      `{ survey(id: "${made.said.id}") { title { nl } draft { variable kind relevance { text } } versions { id } } }`,
      { headers: researcher },
    );
    expect(body.data?.survey).toEqual({
      title: { nl: "Wonen" },
      draft: [
        { variable: "place", kind: "SINGLE", relevance: null },
        { variable: "since", kind: "TEXT", relevance: { text: "${place} = '1'" } },
      ],
      versions: [],
    });

    const taken = await fetch(`${api.url}/surveys/${made.said.id}/xlsform.xlsx`, { headers: researcher });
    expect([taken.status, taken.headers.get("content-disposition")]).toEqual([
      200,
      'attachment; filename="wonen.xlsx"',
    ]);
    const back = await readFiles([{ name: "wonen.xlsx", bytes: Buffer.from(await taken.arrayBuffer()) }]);
    expect(back.items).toMatchObject([
      { name: "place", type: "select_one place" },
      { name: "since", relevant: "${place} = '1'" },
    ]);

    const again = await post<{ code: string }>("/questionnaires", {
      ...dictionary,
      ...words,
      study: "na-de-zorg",
      slug: "wonen",
    });
    expect([again.status, again.said.code]).toEqual([409, "SLUG_TAKEN"]);
  });

  test("needs a title and words to agree to, and at least one question", async () => {
    const bare = { ...dictionary, study: "na-de-zorg", slug: "leeg" };
    expect(await post("/questionnaires", bare)).toMatchObject({ status: 422, said: { code: "TITLE_MISSING" } });
    const titled = { ...bare, title: { nl: "Leeg" } };
    expect(await post("/questionnaires", titled)).toMatchObject({ status: 422, said: { code: "CONSENT_MISSING" } });
    const [head, first] = DICTIONARY.split("\n");
    const none = { ...bare, files: [file("none.csv", `${head}\n${first}`)] };
    expect(await post("/questionnaires", none)).toMatchObject({ status: 422, said: { code: "NOTHING_TO_ASK" } });
  });

  test("is for researchers, and only as JSON, so that no form of another site can send it", async () => {
    const member = await api.signIn("member@instituut.nl", ["MEMBER"]);
    for (const headers of [{}, member]) {
      for (const path of ["/questionnaires/reading", "/questionnaires"])
        expect(await post(path, dictionary, headers)).toMatchObject({ status: 403, said: { code: "NOT_PERMITTED" } });
      const taken = await fetch(`${api.url}/surveys/x/xlsform.xlsx`, { headers });
      expect(taken.status).toBe(403);
    }
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]) {
      const { status } = await post("/questionnaires", dictionary, { ...researcher, "content-type": type });
      expect([type, status >= 400]).toEqual([type, true]);
    }
    const unknown = await fetch(`${api.url}/surveys/none/xlsform.xlsx`, { headers: researcher });
    expect(unknown.status).toBe(404);
  });

  test("is refused where the request is not right or too large, in words", async () => {
    expect(await post("/questionnaires/reading", { files: "x" })).toMatchObject({ said: { code: "BAD_REQUEST" } });
    expect(await post("/questionnaires/reading", { files: [] })).toMatchObject({
      said: { code: "QUESTIONNAIRE_FILE_MISSING", message: "Choose a file." },
    });
    const large = { files: [file("large.csv", Buffer.alloc(13 * 1024 ** 2, "a"))] };
    expect(await post("/questionnaires/reading", large)).toMatchObject({
      status: 413,
      said: { code: "QUESTIONNAIRE_TOO_LARGE" },
    });
    expect(api.lines.join()).not.toContain("Do you have a place");
  });

  test("what is taken away of a workbook of ours is read as ours", async () => {
    const bytes = await writeXlsForm(
      "kort",
      definitionSchema.parse({
        title: { nl: "Kort" },
        consent: { nl: "Ja?" },
        questions: [{ id: "a", kind: "TEXT", text: { nl: "=1+1" }, variable: "a" }],
      }),
    );
    const { said } = await post<QuestionnaireReading>("/questionnaires/reading", { files: [file("kort.xlsx", bytes)] });
    expect(said).toMatchObject({
      title: { nl: "Kort" },
      consent: { nl: "Ja?" },
      questions: [{ text: { nl: "=1+1" } }],
    });
  });
});
