import { strToU8, unzipSync, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { chooseLanguages } from "../../../api/flow/survey/formats/draft/languages.ts";
import { toDraft } from "../../../api/flow/survey/formats/draft/to-draft.ts";
import { readFiles } from "../../../api/flow/survey/formats/read-files.ts";
import { Problem } from "../../../schema/problem.ts";

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
