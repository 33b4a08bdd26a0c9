import { labelIn, unitIn } from "../../study/study.ts";
import { allCarried, type Carrying, wavesAsked } from "./carried.ts";
import type { SpssVariable } from "./spss-variables.ts";

/** What a spreadsheet would take for a formula: these are tables of words, for people to open. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

const cellOf = (text: string): string => {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csv = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((cells) => cells.map(cellOf).join(",")).join("\r\n")}\r\n`;

/** The waves in study order, and when data were collected in them here. */
export const wavesTable = ({ manifest: { waves, fieldwork } }: Carrying): string =>
  csv([
    ["wave", "label", "opened", "closed"],
    ...waves.map(({ code, label }, i) => [
      code,
      label,
      fieldwork?.[i]?.openedAt?.slice(0, 10) ?? "",
      fieldwork?.[i]?.closedAt?.slice(0, 10) ?? "",
    ]),
  ]);

export const variablesTable = (carrying: Carrying, spss: ReadonlyMap<number, SpssVariable>): string =>
  csv([
    [
      ...["name", "spss_name", "label", "label_en", "type", "level", "role", "concept", "unit", "unit_en", "sensitive"],
      ...["asked_in", "minimum", "maximum", "derived_from"],
    ],
    ...allCarried(carrying).map(({ index, variable, sensitive }) => [
      variable.name,
      spss.get(index)?.name ?? "",
      variable.label,
      labelIn(variable, "en"),
      variable.type,
      variable.level,
      variable.role,
      variable.concept ?? "",
      variable.unit ?? "",
      unitIn(variable, "en") ?? "",
      String(sensitive),
      (wavesAsked(variable, carrying.manifest) ?? []).join(" "),
      String(variable.limits?.minimum ?? ""),
      String(variable.limits?.maximum ?? ""),
      (variable.derivedFrom ?? []).join(" "),
    ]),
  ]);

/** Every code of every variable: as it stands in the data, and the number that SPSS has for it. */
export const codesTable = (carrying: Carrying, spss: ReadonlyMap<number, SpssVariable>): string =>
  csv([
    ["variable", "kind", "code", "spss_number", "label", "label_en"],
    ...allCarried(carrying).flatMap(({ index, variable }) => {
      const numbers = spss.get(index);
      const row = (kind: string, each: { code: string; label: string }, number: number | undefined) => [
        variable.name,
        kind,
        each.code,
        String(number ?? ""),
        each.label,
        labelIn(each, "en"),
      ];
      return [
        ...variable.categories.map((each, i) => row("valid", each, numbers?.valid[i])),
        ...variable.missingCodes.map((each, i) => row("missing", each, numbers?.missing[i])),
      ];
    }),
  ]);
