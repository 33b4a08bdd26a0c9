import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { codes, declare, type ImportedPerson } from "./imported-folder.ts";
import type { StudyData } from "./freezer.ts";

/** Somebody who can open what is encrypted for them. */
export async function recipient(): Promise<{
  key: string;
  secret: string;
  open(sealed: Uint8Array): Promise<Archive>;
}> {
  const secret = await generateX25519Identity();
  const decrypter = new Decrypter();
  decrypter.addIdentity(secret);
  return {
    secret,
    key: await identityToRecipient(secret),
    open: async (sealed) => archiveOf(unzipSync(await decrypter.decrypt(sealed))),
  };
}

export interface Archive {
  names: string[];
  text(name: string): string;
  /** Lines of a file of plain cells. */
  rows(name: string): Record<string, string>[];
  /** Writes all of it to a folder. */
  writeTo(folder: string): Promise<void>;
}

const archiveOf = (files: Record<string, Uint8Array>): Archive => {
  const text = (name: string): string => {
    const bytes = files[name];
    if (bytes === undefined) throw new Error(`no ${name} in this archive`);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  };
  return {
    names: Object.keys(files).sort(),
    text,
    rows(name) {
      const [header = [], ...lines] = cellsOf(text(name));
      return lines.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i] ?? ""])));
    },
    async writeTo(folder) {
      for (const [name, bytes] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), bytes);
      }
    },
  };
};

/** RFC 4180 */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end !== ",") lines.push([]);
  }
  return lines.filter((cells) => cells.length > 1 || (cells[0] ?? "") !== "");
}

const missing = (...all: string[]) => all.map((code) => ({ code, label: `geen: ${code}`, labelEn: `none: ${code}` }));

/** Everything that a variable can be, and names, codes and labels that are hard to write down. */
export function hardStudy(persons = 40): StudyData {
  const both = { level: "PERSON_WAVE", role: "ANSWER" } as const;
  const variables = [
    declare("geslacht", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") }),
    declare("born", { type: "DATE", level: "PERSON", role: "BACKGROUND", missingCodes: missing("onbekend") }),
    declare("weight", { type: "NUMBER", level: "PERSON", role: "WEIGHT" }),
    declare("person", {
      ...both,
      type: "BOOLEAN",
      label: "Heet zoals een sleutel",
      missingCodes: missing("NOT_ASKED"),
    }),
    declare("Geslacht", {
      ...both,
      type: "ORDINAL",
      label: `Zegt 'iemand' "ja"?\nOok op twee regels: ${"heel lang ".repeat(40)}`,
      categories: [
        { code: "1", label: "Dezelfde [2]", labelEn: "One" },
        { code: "2", label: "Dezelfde" },
        { code: "3", label: "Dezelfde" },
      ],
      missingCodes: missing("-9", "-8", "-7", "-6"),
    }),
    declare("wérk & geld (€)", {
      ...both,
      type: "CATEGORICAL",
      label: "=1+1",
      categories: [
        { code: "=ja, toch", label: "Ja, 'toch' \\ 日本 🙂" },
        { code: 'nee "nee"', label: "@nee" },
      ],
      missingCodes: missing("DONT_KNOW", "RATHER_NOT_SAY"),
    }),
    declare("vraag.1", {
      ...{ ...both, type: "INTEGER", unit: "punten", unitEn: "points" },
      ...{ minimum: 0, maximum: 10, missingCodes: missing("DONT_KNOW", "-9") },
    }),
    declare("with", { ...both, type: "NUMBER", missingCodes: missing("-99") }),
    declare("op_dag", { ...both, type: "DATE", missingCodes: missing("-1", "RATHER_NOT_SAY") }),
    declare("open", { ...both, type: "TEXT", label: "Vertel" }),
  ];
  const all = Array.from({ length: persons }, (_, i): ImportedPerson => {
    const wave = (w: number) => ({
      person: i % 5 === 0 ? { missing: "NOT_ASKED" } : i % 2 === 0,
      Geslacht: i % 7 === 0 ? { missing: ["-9", "-8", "-7", "-6"][w % 4] ?? "-9" } : String(((i + w) % 3) + 1),
      "wérk & geld (€)": i % 6 === 0 ? { missing: "DONT_KNOW" } : i % 2 ? "=ja, toch" : 'nee "nee"',
      "vraag.1": i % 9 === 0 ? { missing: "DONT_KNOW" } : i % 8 === 0 ? null : (i + w) % 11,
      with: i % 4 === 0 ? { missing: "-99" } : (i - 10) * 0.00001 + w,
      op_dag: i % 3 === 0 ? { missing: "RATHER_NOT_SAY" } : -5_000 + i * 400,
      open: `Ik ben Jan de Vries van nummer ${i}`,
    });
    return {
      person: `pseudo-${i}`,
      values: {
        geslacht: i % 2 ? "m" : "v",
        born: i % 10 === 0 ? { missing: "onbekend" } : 11_000 + i,
        weight: 0.5 + i / 7,
      },
      waves: i === 3 ? {} : i % 4 === 1 ? { w1: wave(1) } : { w1: wave(1), "w 2": wave(2) },
    };
  });
  return {
    waves: [
      { code: "w1", label: "Eerste" },
      { code: "w 2", label: "Tweede 'ronde'" },
    ],
    variables,
    persons: all,
  };
}
