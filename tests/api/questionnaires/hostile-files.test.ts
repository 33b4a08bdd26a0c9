import { strToU8, unzipSync, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { DIALECTS } from "../../../api/flow/survey/questionnaire/formats/draft/dialects.ts";
import { chooseLanguages } from "../../../api/flow/survey/questionnaire/formats/draft/languages.ts";
import { asElsewhere } from "../../../api/flow/survey/questionnaire/formats/draft/skipped.ts";
import { toDraft } from "../../../api/flow/survey/questionnaire/formats/draft/to-draft.ts";
import { readFiles } from "../../../api/flow/survey/questionnaire/formats/read-files.ts";
import { writeXlsForm } from "../../../api/flow/survey/questionnaire/formats/xlsform/write-xlsform.ts";
import { partsOf } from "../../../schema/logic/expression.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { Problem } from "../../../schema/problem.ts";
import { definitionSchema } from "../../../schema/survey.ts";

/* Files that are broken or mean harm: each is refused with a reason, and none of them holds the server up. */

const read = (...files: (string | Uint8Array)[]) =>
  readFiles(
    files.map((bytes, at) => ({ name: `file-${at}`, bytes: typeof bytes === "string" ? strToU8(bytes) : bytes })),
  );
const refusal = (...files: (string | Uint8Array)[]) =>
  read(...files).then(
    () => "read",
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );
const draftOf = async (...files: (string | Uint8Array)[]) => {
  const form = await read(...files);
  return toDraft(form, chooseLanguages(form, {}));
};

const FORM = [
  ["type", "name", "label"],
  ["text", "a", "Hoe gaat het?"],
];
let parts: Record<string, Uint8Array>;
beforeAll(async () => {
  parts = unzipSync(Buffer.from(await writeXlsx({ sheets: [{ name: "survey", rows: FORM }], stringMode: "inline" })));
});

const SHEET = "xl/worksheets/sheet1.xml";
const textOf = (part: string) => Buffer.from(parts[part] ?? []).toString("utf8");
/** The same workbook with one part otherwise. */
const withPart = (part: string, change: (text: string) => string) =>
  zipSync({ ...parts, [part]: strToU8(change(textOf(part))) });
const withRow = (row: string) => withPart(SHEET, (text) => text.replace("</sheetData>", `${row}</sheetData>`));
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe("workbooks", () => {
  test("a sound one is read", async () => {
    expect(await refusal(zipSync(parts))).toBe("read");
  });

  test("a bomb is let go of long before it is unpacked", async () => {
    const bomb = zipSync({ ...parts, [SHEET]: new Uint8Array(300_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusal(bomb)).toBe("QUESTIONNAIRE_TOO_LARGE");
  });

  test("one that claims to be small is counted as it unpacks", async () => {
    const bomb = Buffer.from(zipSync({ [SHEET]: new Uint8Array(100_000_000) }, { level: 9 }));
    // The size that the entry claims, in its own header and in the directory.
    bomb.writeUInt32LE(10, 22);
    bomb.writeUInt32LE(10, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    expect(await refusal(bomb)).toBe("QUESTIONNAIRE_TOO_LARGE");
  });

  test("with too many entries, or one part twice", async () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`junk/${at}`, new Uint8Array(1)]));
    expect(await refusal(zipSync({ ...parts, ...many }))).toBe("QUESTIONNAIRE_TOO_LARGE");
    const one = Buffer.from(zipSync({ ...parts, "xl/worksheets/sheet2.xml": parts[SHEET] ?? new Uint8Array() }));
    const twice = Buffer.from(one.toString("latin1").replaceAll("sheet2.xml", "sheet1.xml"), "latin1");
    expect(await refusal(twice)).toBe("QUESTIONNAIRE_UNREADABLE");
  });

  test("what lies beside the form is never unpacked", async () => {
    const beside = { "xl/media/image1.png": new Uint8Array(200_000_000), "xl/vbaProject.bin": new Uint8Array(9) };
    expect(await refusal(zipSync({ ...parts, ...beside }, { level: 1 }))).toBe("read");
  });

  test("with a DOCTYPE or entities, in whatever letters", async () => {
    const declares = (text: string) =>
      text.replace("<worksheet", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><worksheet');
    expect(await refusal(withPart(SHEET, declares))).toBe("QUESTIONNAIRE_UNSAFE");
    const utf16 = Buffer.from(`\ufeff${declares(textOf(SHEET))}`, "utf16le");
    expect(await refusal(zipSync({ ...parts, [SHEET]: utf16 }))).toBe("QUESTIONNAIRE_UNSAFE");
  });

  test("a huge sheet in a few bytes: one cell in the last corner, or far to the right", async () => {
    expect(await refusal(withRow(`<row r="1048576">${cell("XFD1048576", "x")}</row>`))).toMatch(/^QUESTIONNAIRE_/);
    expect(await refusal(withRow(`<row r="9">${cell("XFD9", "x")}</row>`))).toBe("QUESTIONNAIRE_TOO_LARGE");
    const rows = Array.from({ length: 5_100 }, (_, at) => `<row r="${at + 3}">${cell(`A${at + 3}`, "note")}</row>`);
    expect(await refusal(withRow(rows.join("")))).toBe("QUESTIONNAIRE_TOO_LARGE");
  });

  test("one long text in thousands of cells is as large as all of them together", async () => {
    const text = "woord ".repeat(5_000);
    const strings = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${text}</t></si></sst>`;
    const shared = unzipSync(await writeXlsx({ sheets: [{ name: "survey", rows: FORM }] }));
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `<row r="${at + 3}"><c r="C${at + 3}" t="s"><v>0</v></c></row>`,
    );
    const sheet = Buffer.from(shared[SHEET] ?? [])
      .toString()
      .replace("</sheetData>", `${rows.join("")}</sheetData>`);
    const bomb = zipSync({ ...shared, [SHEET]: strToU8(sheet), "xl/sharedStrings.xml": strToU8(strings) });
    expect(bomb.length).toBeLessThan(30_000);
    expect(await refusal(bomb)).toBe("QUESTIONNAIRE_TOO_LARGE");
  });

  test("a cell that holds an error or a day that is none is a text like any other", async () => {
    const dated = textOf("xl/styles.xml").replace(
      /<cellXfs count="\d+">/,
      '$&<xf numFmtId="14" applyNumberFormat="1"/>',
    );
    const row = (at: number, rest: string) =>
      `<row r="${at}">${cell(`A${at}`, "text")}${cell(`B${at}`, `b${at}`)}${rest}</row>`;
    const cells = [row(3, '<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), row(4, '<c r="C4" s="0"><v>1e300</v></c>')];
    const sheet = textOf(SHEET).replace("</sheetData>", `${cells.join("")}</sheetData>`);
    const { questions } = await draftOf(
      zipSync({ ...parts, [SHEET]: strToU8(sheet), "xl/styles.xml": strToU8(dated) }),
    );
    expect(questions.map(({ text }) => text.nl)).toEqual(["Hoe gaat het?", "#DIV/0!", "#####"]);
  });

  test("broken off, something else, old, with a password, or no form", async () => {
    expect(await refusal(zipSync(parts).subarray(0, 700))).toBe("QUESTIONNAIRE_UNREADABLE");
    expect(await refusal("PK\u0003\u0004 hello")).toBe("QUESTIONNAIRE_UNREADABLE");
    expect(await refusal(zipSync({ "a.txt": strToU8("x") }))).toBe("QUESTIONNAIRE_UNREADABLE");
    expect(await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe("QUESTIONNAIRE_UNREADABLE");
    const other = await writeXlsx({ sheets: [{ name: "Blad1", rows: FORM }] });
    expect(await refusal(Buffer.from(other))).toBe("QUESTIONNAIRE_NOT_KNOWN");
  });

  test("a formula is never worked out: what stood there counts, and it is said", async () => {
    const row =
      '<row r="3"><c r="A3" t="str"><f>HYPERLINK("http://example.org","text")</f><v>text</v></c>' +
      `${cell("B3", "b")}<c r="C3" t="str"><f>1+1</f></c></row>`;
    const { questions, remarks } = await draftOf(withRow(row));
    expect(questions).toMatchObject([{ variable: "a" }, { variable: "b", text: { nl: "b" } }]);
    const said = remarks.filter(({ code }) => code === "formula_value");
    expect(said.map(({ detail }) => detail)).toEqual(['=HYPERLINK("http://example.org","text")', "=1+1"]);
  });
});

describe("XML", () => {
  const lss = (inside: string, head = "") =>
    `<?xml version="1.0"?>${head}<document><LimeSurveyDocType>Survey</LimeSurveyDocType>${inside}</document>`;
  const question = (text: string) =>
    lss(
      "<groups><rows><row><gid>1</gid></row></rows></groups><questions><rows><row><qid>1</qid><gid>1</gid><parent_qid>0</parent_qid>" +
        `<type>T</type><title>a</title><question>${text}</question></row></rows></questions>`,
    );

  test("entities and a DOCTYPE are refused, known or not", async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>';
    expect(await refusal(lss("&b;", laughs))).toBe("QUESTIONNAIRE_UNSAFE");
    expect(await refusal(lss("", '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'))).toBe("QUESTIONNAIRE_UNSAFE");
    expect(await refusal(question("&unknown;"))).toBe("QUESTIONNAIRE_UNREADABLE");
  });

  test("too deep, broken off, of another kind", async () => {
    expect(await refusal(lss("<a>".repeat(5_000) + "</a>".repeat(5_000)))).toBe("QUESTIONNAIRE_UNSAFE");
    expect(await refusal(question("x").slice(0, -40))).toBe("QUESTIONNAIRE_UNREADABLE");
    expect(await refusal("<html><body>hello</body></html>")).toBe("QUESTIONNAIRE_NOT_KNOWN");
  });

  test("scripts, styles and tags in a text are left out, also where they never end", async () => {
    const text = "<![CDATA[<b>Hoe</b> gaat<br>het?<script>alert(1)</script><style>p{color:red}]]>";
    const { questions, remarks } = await draftOf(question(text));
    expect(questions).toMatchObject([{ text: { nl: "Hoe gaat het?" } }]);
    expect(remarks.map(({ code }) => code)).toContain("markup_removed");
  });
});

describe("tables of text", () => {
  const head = "field_name,form_name,field_type,field_label\n";

  test("in another encoding: read as what old programs write, and said; or refused", async () => {
    const latin = Buffer.from(`${head}a,f,notes,Hoe gaat het met je ouders? Één antwoord.\n`, "latin1");
    const { questions, remarks } = await draftOf(latin);
    expect(questions).toMatchObject([{ text: { nl: "Hoe gaat het met je ouders? Één antwoord." } }]);
    expect(remarks.map(({ code }) => code)).toContain("encoding_assumed");
    const wide = Buffer.from(`\ufeff${head}a,f,notes,Één?\n`, "utf16le");
    expect((await draftOf(wide)).questions).toMatchObject([{ text: { nl: "Één?" } }]);
    expect(await refusal(Buffer.from(`${head}a,f,notes,\u0000\n`))).toBe("QUESTIONNAIRE_UNREADABLE");
    expect(await refusal(Buffer.from([0x81, 0x8d, 0x01, 0x02, 0x2c, 0x90]))).toBe("QUESTIONNAIRE_UNREADABLE");
  });

  test("however a program ends its lines, parts its columns or begins its file", async () => {
    const table = `${head}a,f,notes,"Één, hier"\n`;
    const same = [
      ...[table, table.replaceAll("\n", "\r\n"), table.replaceAll("\n", "\r"), `\ufeff${table}`, `\n\n${table}`],
      ...[";", "\t"].map((sign) => table.replaceAll(/,(?! )/g, sign)),
      `sep=;\r\n${table.replaceAll(/,(?! )/g, ";")}`,
      Buffer.from(`\ufeff${table}`, "utf16le"),
      Buffer.from(`\ufeff${table}`, "utf16le").swap16(),
    ];
    for (const file of same)
      expect((await draftOf(file)).questions).toMatchObject([{ variable: "a", text: { nl: "Één, hier" } }]);
  });

  test("names of emoji, from right to left, or of what every object has", async () => {
    const names = ["😀\u202ename", "مرحبا", "__proto__", "constructor", "toString"];
    const { questions, remarks } = await draftOf(head + names.map((name) => `${name},f,notes,X\n`).join(""));
    expect(questions.map(({ variable }) => variable)).toEqual(["name", "v_", "proto", "constructor", "toString"]);
    expect(remarks.filter(({ code }) => code === "name_changed").map(({ detail }) => detail)).toEqual([
      "😀\u202ename → name",
      "مرحبا → v_",
      "__proto__ → proto",
    ]);
  });

  test("with a column twice, too many rows, nothing, or three files", async () => {
    expect(await refusal("field_name,form_name,field_type,field_label,Field Label\na,f,text,x,y\n")).toBe(
      "QUESTIONNAIRE_COLUMN_TWICE",
    );
    expect(await refusal(head + "a,f,text,x\n".repeat(6_000))).toBe("QUESTIONNAIRE_TOO_LARGE");
    expect(await refusal("")).toBe("QUESTIONNAIRE_FILE_MISSING");
    expect(await refusal(head)).toBe("QUESTIONNAIRE_EMPTY");
    expect(await refusal(head, head, head)).toBe("QUESTIONNAIRE_TOO_MANY_FILES");
    expect(await refusal(new Uint8Array(5 * 1024 ** 2).fill(97))).toBe("QUESTIONNAIRE_TOO_LARGE");
  });

  test("groups that do not close, and texts made to take long", async () => {
    expect(await refusal("type,name,label\nbegin group,g,G\ntext,a,A\n")).toBe("QUESTIONNAIRE_GROUPS");
    expect(await refusal("type,name,label\ntext,a,A\nend group,,\n")).toBe("QUESTIONNAIRE_GROUPS");
    const long = 30_000;
    for (const sign of ["[", "<a", "{", " ", "**", "__", "&", "(", "not(", "${a} and ", "- ", "<script>"]) {
      const text = sign.repeat(Math.floor(long / sign.length));
      const form = `type,name,label,relevant,constraint\ninteger,a,"${text}","${text}","${text}"\n`;
      const started = process.cpuUsage();
      await draftOf(form);
      // Milliseconds where each sign is read a few times; a minute where every sign is read for every other one.
      expect([sign, process.cpuUsage(started).user < 5_000_000]).toEqual([sign, true]);
    }
  });
});

describe("logic that is made to run away", () => {
  const LONG = 30_000;
  const SIGNS = [
    ...[
      "!",
      "not(",
      "in_array(",
      "sum(",
      "is_empty(",
      "if(",
      "(",
      "-",
      '"',
      "a.NAOK && ",
      "1X1X1",
      "9",
      "a:",
      "[a] and ",
    ],
    ...["[a", "[a][", "[a]", "[a-]", "[a-a", "[ ", "@CALCTEXT(", "regex(., '^(a+)+$') and "],
  ];
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

  test.each(SIGNS)("%s thousands of times, as LimeSurvey and as REDCap", async (sign) => {
    const text = sign.repeat(LONG / sign.length);
    const started = process.cpuUsage();
    const field = `"${text.replaceAll('"', '""')}"`;
    await draftOf(
      `field_name,form_name,field_type,field_label,branching_logic,field_annotation\nid,f,text,X,,\na,f,notes,${field},${field},${field}\n`,
    );
    await draftOf(
      "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>1</gid></row></rows></groups><questions><rows>" +
        `<row><qid>1</qid><gid>1</gid><parent_qid>0</parent_qid><type>T</type><title>a</title><question>${escaped(text)}</question>` +
        `<relevance>${escaped(text)}</relevance></row></rows></questions></document>`,
    );
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });

  test.each([8, 10, 100])("in_array within in_array, %i times, is not written out and is said", async (deep) => {
    const text = "in_array(".repeat(deep) + "a.NAOK" + ",1,2,3)".repeat(deep);
    const rows = ["a", "b"].map(
      (name, nth) =>
        `<row><qid>${nth}</qid><gid>1</gid><parent_qid>0</parent_qid><type>N</type><title>${name}</title>` +
        `<question>X</question><relevance>${nth === 0 ? 1 : text}</relevance></row>`,
    );
    const started = process.cpuUsage();
    expect(DIALECTS.LIMESURVEY(text) === text).toBe(true);
    const { questions, remarks } = await draftOf(
      "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>1</gid></row></rows></groups>" +
        `<questions><rows>${rows.join("")}</rows></questions></document>`,
    );
    expect(process.cpuUsage(started).user).toBeLessThan(500_000);
    expect(questions.map(({ variable, relevance }) => [variable, relevance])).toEqual([
      ["a", null],
      ["b", null],
    ]);
    expect(remarks).toContainEqual(expect.objectContaining({ code: "relevance" }));
  });

  test("as much as can be read is written out still", () => {
    const said = DIALECTS.LIMESURVEY(`in_array(a.NAOK, ${Array.from({ length: 130 }, (_, i) => i).join(", ")})`);
    expect(said).toMatch(/^\( \$\{a\} = 0 or .* or \$\{a\} = 129 \)$/);
    expect(parseExpression(said).ok).toBe(true);
    const empty = DIALECTS.LIMESURVEY(Array.from({ length: 110 }, () => "is_empty(a.NAOK)").join(" && "));
    expect(parseExpression(empty).ok).toBe(true);
  });

  test("a chain of names that may each be skipped grows no further than what is kept", () => {
    const chain = (long: number) => {
      const parsed = parseExpression(Array.from({ length: long }, (_, i) => `\${a${i}}`).join(" != "));
      return asElsewhere(parsed.ok ? parsed.expression : expect.unreachable(), () => true);
    };
    expect(chain(190)).toBeNull();
    expect(partsOf(chain(10) ?? expect.unreachable()).length).toBeGreaterThan(100);
  });

  const form = (relevant: string) => `type,name,label,relevant\ninteger,a,A,\ninteger,b,B,"${relevant}"\n`;

  test("thousands of terms, itself, a circle and a pattern are taken out, with the reason", async () => {
    const why = async (file: string) => (await draftOf(file)).remarks.flatMap((remark) => remark.why?.nl ?? []);
    expect(await why(form(`${"${a} > 1 or ".repeat(10_000)}true()`.slice(0, 32_000)))).toEqual([
      "Deze formule is te lang. (teken 4001)",
    ]);
    expect(await why(form("regex(${a}, '^(a+)+$')"))).toEqual(["De functie ‘regex’ kennen we niet."]);
    expect(
      await why("type,name,label,calculation\ncalculate,a,A,${b} + 1\ncalculate,b,B,${a} + 1\ntext,c,C,\n"),
    ).toEqual([
      "‘a’ en ‘b’ wachten op elkaar. Haal een van de twee verwijzingen weg.",
      "Er is geen vraag met de variabele ‘a’.",
    ]);
    expect(await why(form("${b} > 1"))).toEqual([
      "‘b’ is het antwoord op deze vraag zelf. Schrijf in een controle een punt (.).",
    ]);
  });

  test("deep within one another: in, and out in words that grow with every step", async () => {
    const deep = 25;
    const nots = await draftOf(form("not(${a} > 1 and ".repeat(deep) + "true()" + ")".repeat(deep)));
    expect(nots.questions[1]?.relevance).not.toBeNull();
    const ifs = await draftOf(form("if(".repeat(deep) + "${a} > 1" + ", ${a} > 2, ${a} < 2)".repeat(deep)));
    expect(ifs.questions[1]?.relevance).not.toBeNull();
    const words = { title: { nl: "T" }, consent: { nl: "J" } };
    const out = await writeXlsForm("diep", definitionSchema.parse({ ...words, questions: ifs.questions }));
    expect((await draftOf(out)).questions).toEqual(ifs.questions);
  });
});
