import { isCoded } from "../codings.ts";
import type { Carried, Carrying } from "./carried.ts";
import type { SpssVariable } from "./spss-variables.ts";
import { PERSONS_FILE, ROWS_FILE } from "./tables.ts";

/** SPSS cuts longer ones off without a word; bytes of UTF-8. */
const LONGEST_LABEL = 255;
const LONGEST_VALUE_LABEL = 120;
/** A line of syntax may have 256 signs. */
const LONGEST_PIECE = 180;

/** What fits in so many bytes, with a sign that there was more. */
export function shortened(text: string, bytes: number): string {
  const plain = text.replaceAll(/\s+/g, " ").replaceAll(/\p{C}/gu, "").trim();
  if (Buffer.byteLength(plain) <= bytes) return plain;
  let kept = "";
  for (const sign of plain) {
    if (Buffer.byteLength(`${kept}${sign}…`) > bytes) break;
    kept += sign;
  }
  return `${kept}…`;
}

export const isShortened = (label: string): boolean => Buffer.byteLength(label) > LONGEST_LABEL;

/** A text in quotes, in pieces that fit on a line. */
function quotedText(text: string): string {
  const pieces = [""];
  for (const sign of text) {
    if ((pieces.at(-1)?.length ?? 0) >= LONGEST_PIECE) pieces.push("");
    pieces[pieces.length - 1] += sign;
  }
  return pieces.map((piece) => `'${piece.replaceAll("'", "''")}'`).join(" +\r\n    ");
}

const label = (text: string): string => quotedText(shortened(text, LONGEST_LABEL));
const valueLabel = (text: string): string => quotedText(shortened(text, LONGEST_VALUE_LABEL));

interface Table {
  file: string;
  saved: string;
  keys: { name: string; width: number; label: string; values: { code: string; label: string }[] }[];
  columns: { carried: Carried; spss: SpssVariable }[];
}

/** How wide a number is read, and how it is shown. */
const READ = "F40.0";
const shown = ({ variable: { type } }: Carried): string =>
  type === "DATE" ? "SDATE10" : type === "NUMBER" ? "F12.4" : isCoded(type) ? "F4.0" : "F10.0";

/** Reads both files, names everything, keeps the reasons why a value is missing apart, and lays them together. */
export function spssSyntax(carrying: Carrying, variables: ReadonlyMap<number, SpssVariable>, rows: boolean): string {
  const { manifest, ofPerson, ofWave, personKey, waveKey } = carrying;
  const columns = (those: readonly Carried[]) =>
    those.flatMap((carried) => {
      const spss = variables.get(carried.index);
      return spss ? [{ carried, spss }] : [];
    });
  const person = { name: personKey, width: 24, label: "Sleutel van deze overdracht", values: [] };
  const wave = {
    name: waveKey,
    width: Math.max(1, ...manifest.waves.map(({ code }) => Buffer.byteLength(code))),
    label: "Ronde",
    values: manifest.waves,
  };
  const tables: Table[] = [
    { file: PERSONS_FILE, saved: "persons.sav", keys: [person], columns: columns(ofPerson) },
    ...(rows ? [{ file: ROWS_FILE, saved: "rows.sav", keys: [person, wave], columns: columns(ofWave) }] : []),
  ];
  const lines = [
    `* ${shortened(manifest.title, 150).replaceAll(/[.*]/g, " ")}: momentopname ${manifest.number}.`,
    "* Zet SPSS eerst in de map waar dit bestand staat, bijvoorbeeld: CD 'C:\\mijn map\\spss'.",
    "* First point SPSS at the folder of this file, as in: CD 'C:\\my folder\\spss'.",
    "SET DECIMAL=DOT.",
    ...tables.flatMap(tableSyntax),
    ...(rows
      ? [
          "",
          "* Alles bij elkaar: een rij per persoon en ronde.",
          `MATCH FILES /FILE='rows.sav' /TABLE='persons.sav' /BY ${personKey}.`,
          "SAVE OUTFILE='all.sav'.",
        ]
      : []),
    "EXECUTE.",
  ];
  // SPSS takes the file for UTF-8 where it begins so.
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function tableSyntax({ file, saved, keys, columns }: Table): string[] {
  const all = [
    ...keys.map(({ name, width }) => `${name} A${width}`),
    ...columns.map(({ spss }) => `${spss.name} ${READ}`),
  ];
  const labels = [
    ...keys.map((key) => `${key.name} ${label(key.label)}`),
    ...columns.map(({ carried, spss }) => `${spss.name} ${label(carried.variable.label)}`),
  ];
  const values = [
    ...keys.flatMap((key) =>
      key.values.length === 0
        ? []
        : [[key.name, ...key.values.map((each) => `${quotedText(each.code)} ${valueLabel(each.label)}`)]],
    ),
    ...columns.flatMap(({ carried: { variable }, spss }) => {
      const said = [
        ...variable.categories.map((each, i) => `${spss.valid[i]} ${valueLabel(each.label)}`),
        ...variable.missingCodes.map((each, i) => `${spss.missing[i]} ${valueLabel(each.label)}`),
      ];
      return said.length === 0 ? [] : [[spss.name, ...said]];
    }),
  ];
  return [
    "",
    "GET DATA",
    "  /TYPE=TXT",
    `  /FILE='${file}'`,
    "  /ENCODING='UTF8'",
    "  /ARRANGEMENT=DELIMITED",
    "  /DELCASE=LINE",
    "  /FIRSTCASE=2",
    "  /DELIMITERS=','",
    "  /QUALIFIER='\"'",
    "  /VARIABLES=",
    ...ended(all.map((each) => `    ${each}`)),
    ...columns.map(({ carried, spss }) => `FORMATS ${spss.name} (${shown(carried)}).`),
    "VARIABLE LABELS",
    ...ended(labels.map((each, i) => `  ${i === 0 ? "" : "/"}${each}`)),
    ...values.flatMap(([name, ...said]) => [`VALUE LABELS ${name}`, ...ended(said.map((each) => `  ${each}`))]),
    ...columns.flatMap(({ spss }) =>
      spss.missingValues === null ? [] : [`MISSING VALUES ${spss.name} (${spss.missingValues}).`],
    ),
    ...columns.flatMap(({ carried, spss }) => `VARIABLE LEVEL ${spss.name} (${LEVELS[carried.variable.type]}).`),
    `SORT CASES BY ${keys.map(({ name }) => name).join(" ")}.`,
    `SAVE OUTFILE='${saved}'.`,
  ];
}

const LEVELS: Record<Carried["variable"]["type"], string> = {
  CATEGORICAL: "NOMINAL",
  ORDINAL: "ORDINAL",
  BOOLEAN: "NOMINAL",
  INTEGER: "SCALE",
  NUMBER: "SCALE",
  DATE: "SCALE",
  TEXT: "NOMINAL",
};

/** The last line ends the command. */
const ended = (lines: readonly string[]): string[] =>
  lines.map((line, i) => (i === lines.length - 1 ? `${line}.` : line));
