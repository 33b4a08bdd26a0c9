import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import readXlsx from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResultQuery } from "../../../api/flow/result/result.ts";
import type { Viewer } from "../../../api/people/people.ts";
import { type ApiServer, startApi } from "../../testkit/api-server.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

const TITLE = "Wonen & “werk”, <nu>";
/** What a study may call its categories, and a spreadsheet would run. */
const FORMULA = '=HYPERLINK("http://kwaad.test","klik")';
const CATEGORIES = [
  { value: "a", label: FORMULA },
  { value: "b", label: "+31 6, @thuis" },
  { value: "-3", label: "-3" },
  { value: "d", label: "بيت\u0007" },
];

let api: ApiServer;
let researcher: Record<string, string>;
let folder: string;
/** Shares by place and wave; one place is too small to be shown. */
let share: string;
let mean: string;
/** Split by a variable that is called as a column of every file is. */
let named: string;

const NL = { "accept-language": "nl" };
const EN = { "accept-language": "en" };

const get = (path: string, headers: Record<string, string> = { ...researcher, ...NL }) =>
  fetch(api.url + path, { headers });

async function release(query: ResultQuery): Promise<string> {
  const { body } = await api.ask<{ result: { id?: string; code?: string } }>(
    "query ($query: ResultQuery!) { result(query: $query) { ... on Result { id } ... on Refusal { code } } }",
    { variables: { query }, headers: researcher },
  );
  return body.data?.result.id ?? expect.unreachable(JSON.stringify(body));
}

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), "weerklank-exits-"));
  researcher = await api.signIn("onderzoek@instituut.nl", ["RESEARCHER"]);
  const place = (i: number) => (i < 150 ? "a" : i < 300 ? "b" : i < 420 ? "-3" : i < 425 ? "d" : "a");
  const fields = [
    { name: "place", title: "Plek", type: "string", categories: CATEGORIES, role: "background", level: "person" },
    {
      name: "value",
      type: "string",
      categories: [
        { value: "x", label: " =1+1" },
        { value: "y", label: "y" },
      ],
      role: "background",
      level: "person",
    },
    { name: "income", type: "number", constraints: { minimum: 0, maximum: 100 }, role: "answer" },
  ];
  const rows = Array.from({ length: 500 }, (_, i) => {
    const person = (wave: number) =>
      `p${i},${wave},${i % 4 ? "yes" : "no"},${place(i)},${i % 2 ? "x" : "y"},${i % 100}`;
    return [person(1), person(2)];
  }).flat();
  await api.steps.study.importStudy(await writePackage(studyPackage({ name: "wonen", title: TITLE, fields, rows })));
  const by = [{ variable: { name: "place" } }];
  share = await release({
    studies: ["wonen"],
    by,
    measure: { share: { is: { variable: { name: "ok" }, in: ["yes"] } } },
  });
  named = await release({ studies: ["wonen"], by: [{ variable: { name: "value" } }], measure: { count: true } });
  mean = await release({ studies: ["wonen"], by: [{ wave: true }], measure: { mean: { name: "income" } } });
});
afterAll(async () => {
  await api?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Read by DuckDB, which knows nothing of how it was written. */
async function readCsv(bytes: Buffer): Promise<Record<string, string>[]> {
  const path = join(folder, `${Math.random()}.csv`);
  await writeFile(path, bytes);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  try {
    const columns = headerOf(bytes).map((name) => `'${name}': 'VARCHAR'`);
    const read = await connection.runAndReadAll(
      `select * from read_csv($path, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
         columns = {${columns.join(", ")}}, nullstr = 'NO SUCH TEXT')`,
      { path },
    );
    return read.getRowObjectsJS() as Record<string, string>[];
  } finally {
    connection.closeSync();
  }
}

const headerOf = (bytes: Buffer): string[] =>
  (
    bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .split("\r\n")[0] ?? ""
  ).split(",");

async function csv(path: string, headers?: Record<string, string>) {
  const answer = await get(path, headers);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** Text and tags as a reader of PDF finds them. */
async function readPdf(bytes: ArrayBuffer) {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const texts: string[] = [];
  const tags: string[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
    const walk = (node: unknown): void => {
      const { role, children = [] } = node as { role?: string; children?: unknown[] };
      if (role !== undefined) tags.push(role);
      children.forEach(walk);
    };
    walk(await page.getStructTree());
  }
  const { info } = await file.getMetadata();
  const marked = await file.getMarkInfo();
  await file.destroy();
  return { text: texts.join(" ").replace(/\s+/g, " "), tags, info: info as Record<string, unknown>, marked };
}

describe("CSV", () => {
  it("has a row a cell, with everything that must stay with a figure beside it", async () => {
    const rows = await readCsv(await csv(`/results/${share}.csv`));
    const stored = await api.steps.result.stored(share);
    expect(rows).toHaveLength(stored?.released.cells.length ?? 0);
    rows.forEach((row, at) => {
      const cell = stored?.released.cells[at];
      expect(row).toMatchObject({
        place: cell?.keys[0]?.code ?? cell?.keys[0]?.missing,
        withheld: String(cell?.withheld),
        state: "PRELIMINARY",
        synthetic: "false",
        rules: stored?.rules,
        result: share,
        as_of: cell?.asOf.slice(0, 10),
      });
      expect(row["value"]).toBe(cell?.withheld ? "te weinig om te laten zien" : String(cell?.value));
      expect(row["low"]).toBe(cell?.withheld ? "te weinig om te laten zien" : String(cell?.low));
      expect(row["citation"]).toContain(share);
      expect(row["notice"]).toContain("voorlopige gegevens");
      expect(row["question"]).toContain("“Goes well” is yes");
    });
  });

  it("writes withheld cells as words, in both languages, never empty and never 0", async () => {
    for (const [lang, words] of [
      ["nl", "te weinig om te laten zien"],
      ["en", "too few to show"],
    ] as const) {
      const withheld = (await readCsv(await csv(`/results/${share}.csv?lang=${lang}`))).filter(
        (row) => row["withheld"] === "true",
      );
      expect(withheld.length).toBeGreaterThan(0);
      for (const row of withheld)
        for (const figure of ["value", "low", "high", "count", "missing"])
          expect([figure, row[figure]]).toEqual([figure, words]);
    }
  });

  it("runs no formula in a spreadsheet, and leaves numbers numbers", async () => {
    const rows = await readCsv(await csv(`/results/${share}.csv`));
    const label = (code: string) => rows.find((row) => row["place"] === code)?.["place_label"];
    expect(label("a")).toBe(`'${FORMULA}`);
    expect(label("b")).toBe("'+31 6, @thuis");
    expect(label("-3")).toBe("-3");
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)))).toEqual([]);
  });

  it("ends its lines and quotes its fields as RFC 4180 says, and starts with a mark only when asked", async () => {
    const plain = await csv(`/results/${share}.csv`);
    const marked = await csv(`/results/${share}.csv?bom=true`);
    expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(marked.subarray(3).equals(plain)).toBe(true);
    expect(plain.toString("utf8").replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(plain.toString("utf8")).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
  });
});

describe("XLSX", () => {
  it("has the figures as numbers on one sheet and what they are on the other", async () => {
    const answer = await get(`/results/${share}.xlsx`);
    expect(answer.headers.get("content-type")).toBe(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    );
    const sheets = await readXlsx(Buffer.from(await answer.arrayBuffer()));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["Tabel", "Wat dit is"]);
    const [header, ...rows] = sheets[0]?.data ?? [];
    expect(header).toEqual([
      "Plek",
      "Deel",
      "95%-marge van",
      "95%-marge tot",
      "Gaat over (mensen)",
      "Niet te zeggen (mensen)",
      "Stand van",
    ]);
    const cells = (await api.steps.result.stored(share))?.released.cells ?? [];
    expect(rows.map((row) => row[1])).toEqual(
      cells.map(({ withheld, value }) => (withheld ? "te weinig om te laten zien" : value)),
    );
    // As a word, exactly as the study has it: a spreadsheet runs no text.
    expect(rows[0]?.[0]).toBe(FORMULA);
    const about = new Map((sheets[1]?.data ?? []).map(([term, text]) => [term, String(text)]));
    expect(about.get("De vraag")).toContain("Voor welk deel van de mensen geldt: “Goes well” is yes, naar “Plek”?");
    expect(about.get("Let op")).toContain("voorlopige gegevens");
    expect(about.get("Regels van de bescherming")).toContain("weerklank-protection");
    expect(about.get("Zo verwijs je hiernaar")).toContain(share);
    expect([...(sheets[1]?.data ?? [])].filter(([term]) => term === "Hoe we mensen beschermen").length).toBe(6);
  });

  it("holds no formula at all", async () => {
    const bytes = Buffer.from(await (await get(`/results/${share}.xlsx`)).arrayBuffer());
    const sheets = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith("xl/worksheets/"));
    expect(sheets.length).toBe(2);
    for (const [, xml] of sheets) expect(new TextDecoder().decode(xml)).not.toMatch(/<f[ >]/);
  });
});

describe("PDF", () => {
  it("can be read aloud: a title, a language, headings and a table with headers", async () => {
    const answer = await get(`/results/${share}.pdf?lang=nl`);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    const { text, tags, info, marked } = await readPdf(await answer.arrayBuffer());
    expect(marked).toMatchObject({ Marked: true });
    expect(info).toMatchObject({ Language: "nl", Title: "Weerklank: Wonen   “werk”,  nu " });
    expect(tags).toEqual(expect.arrayContaining(["Document", "H1", "P", "Table", "TR", "TH", "TD", "H2", "H3"]));
    expect(text).toContain(TITLE);
    expect(text).toContain("Voor welk deel van de mensen geldt: “Goes well” is yes, naar “Plek”?");
    expect(text).toContain("te weinig om te laten zien");
    expect(text).toContain("voorlopige gegevens");
    expect(text).toContain(`resultaat ${share}`);
    expect(text).toContain("De cijfers zijn beschermd.");
    const cells = (await api.steps.result.stored(share))?.released.cells ?? [];
    const first = cells.find(({ withheld }) => !withheld)?.value ?? NaN;
    expect(text).toContain(`${Math.round(first * 100)}%`);
  });

  it("says the same in English", async () => {
    const { text, info } = await readPdf(
      await (await get(`/results/${mean}.pdf`, { ...researcher, ...EN })).arrayBuffer(),
    );
    expect(info).toMatchObject({ Language: "en" });
    expect(text).toContain("How high is “income” on average, per wave?");
    expect(text).toContain("preliminary");
  });
});

describe("the citation", () => {
  it("is CSL-JSON with what a reference manager and a reader years later need", async () => {
    const answer = await get(`/results/${share}.json?lang=en`);
    expect(answer.headers.get("content-type")).toContain("application/vnd.citationstyles.csl+json");
    const [item, ...more] = (await answer.json()) as Record<string, unknown>[];
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      id: share,
      type: "dataset",
      language: "en",
      publisher: "Weerklank",
      version: "wonen 1",
      URL: `http://weerklank.test/results/${share}`,
      custom: { state: "PRELIMINARY", synthetic: false, sources: [{ study: "wonen", snapshot: 1, title: TITLE }] },
    });
    expect(item?.["title"]).toContain("For what share of people does this hold");
    expect(item?.["note"]).toContain("These are preliminary data");
    const { givenAt } = (await api.steps.result.stored(share)) ?? expect.unreachable();
    const { "date-parts": parts } = item?.["issued"] as { "date-parts": number[][] };
    expect(parts).toEqual([[givenAt.getUTCFullYear(), givenAt.getUTCMonth() + 1, givenAt.getUTCDate()]]);
  });

  it("is words too, without a figure", async () => {
    const text = await (await get(`/results/${share}.txt`)).text();
    expect(text).toContain(`Weerklank, resultaat ${share} (voorlopige gegevens; weerklank-protection`);
    expect(text).toContain(`http://weerklank.test/results/${share}\n`);
  });
});

describe("who may take it along", () => {
  const ENDINGS = ["csv", "xlsx", "pdf", "json", "txt"];

  it.each(ENDINGS)("%s: only those who may see the result, in words of their own language", async (ending) => {
    const nobody = await get(`/results/${share}.${ending}`, NL);
    expect([nobody.status, await nobody.json()]).toEqual([403, { code: "NOT_PERMITTED", message: "Log eerst in." }]);
    expect(nobody.headers.get("cache-control")).toBe("no-store");
    const bad = await get(`/results/${share}.${ending}`, { authorization: "Bearer wk_x", ...EN });
    expect([bad.status, ((await bad.json()) as { code: string }).code]).toEqual([401, "TOKEN_NOT_VALID"]);
    const unknown = await get(`/results/r00.${ending}?lang=en`);
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      { code: "UNKNOWN_RESULT", message: "This result was never given. Ask the question first." },
    ]);
  });

  it("an access token with READ opens every format; one without opens none", async () => {
    const { viewer } = await api.people.viewerOf({ authorization: undefined, cookie: researcher["cookie"] });
    const token = async (scopes: ("READ" | "WRITE")[]) => {
      const { secret } = await api.people.createAccessToken(viewer as Viewer, {
        name: "export",
        scopes,
        days: 1,
      });
      return { authorization: `Bearer ${secret}` };
    };
    const [reads, writes] = [await token(["READ"]), await token(["WRITE"])];
    for (const ending of ENDINGS) {
      expect([ending, (await get(`/results/${share}.${ending}`, reads)).status]).toEqual([ending, 200]);
      expect([ending, (await get(`/results/${share}.${ending}`, writes)).status]).toEqual([ending, 403]);
    }
  });

  it("keeps the copy with whoever asked, and sends it again only when it changed", async () => {
    const first = await get(`/results/${share}.csv`);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toBe("Accept-Language, Authorization, Cookie");
    expect(first.headers.get("content-disposition")).toBe(`attachment; filename="weerklank-${share}.csv"`);
    const etag = first.headers.get("etag") ?? expect.unreachable();
    expect((await get(`/results/${share}.csv`, { ...researcher, ...NL, "if-none-match": etag })).status).toBe(304);
    expect((await get(`/results/${share}.csv`, { ...researcher, ...EN, "if-none-match": etag })).status).toBe(200);
    expect((await get(`/results/${share}.csv`, { ...NL, "if-none-match": etag })).status).toBe(403);
  });

  it("has nothing under an address that is no format", async () => {
    expect((await get(`/results/${share}.parquet`)).status).toBe(404);
  });
});

describe("what a study calls things", () => {
  it("keeps two columns of one name apart, and a label from being a formula behind a space", async () => {
    const bytes = await csv(`/results/${named}.csv`);
    expect(headerOf(bytes).slice(0, 3)).toEqual(["value_2", "value_label", "value"]);
    expect((await readCsv(bytes)).map((row) => row["value_label"])).toContain("' =1+1");
  });
});

describe("data that were withdrawn", () => {
  it("say why, in every format", async () => {
    const { snapshots } = (await api.steps.result.stored(mean)) ?? expect.unreachable();
    const steward: Viewer = {
      userId: "s",
      name: "s",
      email: "s@x.nl",
      roles: ["STEWARD"],
      scopes: null,
      workplaces: [],
    };
    await api.people.ensureAccount({ email: "steward@instituut.nl", roles: ["STEWARD"] });
    const account = await api.test.database.user.findFirstOrThrow({ where: { email: "steward@instituut.nl" } });
    await api.steps.snapshot.withdrawSnapshot({ ...steward, userId: account.id }, snapshots[0] ?? "", {
      nl: "Een golf stond verkeerd.",
      en: "A wave was wrong.",
    });
    const words = "A wave was wrong.";
    const file = async (ending: string) => (await get(`/results/${mean}.${ending}?lang=en`)).arrayBuffer();
    const text = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);
    for (const row of await readCsv(Buffer.from(await file("csv")))) expect(row["notice"]).toContain(words);
    const sheets = await readXlsx(Buffer.from(await file("xlsx")));
    expect(sheets[1]?.data.map(([, cell]) => cell).join("\n")).toContain(`The reason: ${words}`);
    expect((await readPdf(await file("pdf"))).text).toContain(words);
    expect(text(await file("json"))).toContain(words);
    expect(text(await file("txt"))).toContain(words);
  });
});
