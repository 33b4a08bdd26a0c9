import type { Category, VariableType } from "../../study/study.ts";
import type { Carried, Carrying } from "./carried.ts";
import { PERSONS_FILE, ROWS_FILE } from "./tables.ts";

/** In quotes, in plain ASCII: it reads the same whatever R takes the file to be written in. */
function text(of: string): string {
  const escaped = [...of].map((sign) => {
    const point = sign.codePointAt(0) ?? 0;
    if (sign === "\\" || sign === '"') return `\\${sign}`;
    if (point >= 0x20 && point < 0x7f) return sign;
    return point > 0xffff ? `\\U${point.toString(16).padStart(8, "0")}` : `\\u${point.toString(16).padStart(4, "0")}`;
  });
  return `"${escaped.join("")}"`;
}

/** Two codes with one label would become one level; what tells them apart may be another one's label already. */
function levels(categories: readonly Category[]): { code: string; label: string }[] {
  const labels = categories.map(({ label }) => label);
  const told = categories.map(({ code, label }) => ({
    code,
    label: labels.filter((each) => each === label).length > 1 ? `${label} [${code}]` : label,
  }));
  const alike = new Set(told.map(({ label }) => label)).size < told.length;
  return alike ? categories.map(({ code, label }) => ({ code, label: `${label} [${code}]` })) : told;
}

const pairs = (categories: readonly Category[]): string =>
  `c(${levels(categories)
    .map(({ code, label }) => `${text(code)} = ${text(label)}`)
    .join(",\n    ")})`;

/** A column with the reasons, beside the one with the values. */
function reasonColumn(name: string, taken: ReadonlySet<string>): string {
  let found = `${name}.missing`;
  while (taken.has(found)) found = `${found}.`;
  return found;
}

const READS: Record<VariableType, string> = {
  CATEGORICAL: "set_category",
  ORDINAL: "set_order",
  BOOLEAN: "set_yes_no",
  INTEGER: "set_number",
  NUMBER: "set_number",
  DATE: "set_day",
  TEXT: "set_category",
};

const COMMON = `read_table <- function(file) {
  read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
}

# Puts the values in the column, and why there is none in a column of its own.
set_values <- function(data, name, label, missing, reasons, read) {
  cells <- data[[name]]
  is_reason <- cells %in% names(missing)
  values <- read(ifelse(is_reason, NA_character_, cells))
  attr(values, "label") <- label
  data[[name]] <- values
  if (length(missing) > 0) {
    data[[reasons]] <- factor(ifelse(is_reason, cells, NA_character_), levels = names(missing), labels = unname(missing))
  }
  data
}

set_category <- function(data, name, label, categories, missing = character(), reasons = "") {
  set_values(data, name, label, missing, reasons,
    function(cells) factor(cells, levels = names(categories), labels = unname(categories)))
}

set_order <- function(data, name, label, categories, missing = character(), reasons = "") {
  set_values(data, name, label, missing, reasons,
    function(cells) factor(cells, levels = names(categories), labels = unname(categories), ordered = TRUE))
}

set_yes_no <- function(data, name, label, missing = character(), reasons = "") {
  set_values(data, name, label, missing, reasons, function(cells) cells == "true")
}

set_number <- function(data, name, label, missing = character(), reasons = "") {
  set_values(data, name, label, missing, reasons, as.numeric)
}

set_day <- function(data, name, label, missing = character(), reasons = "") {
  set_values(data, name, label, missing, reasons, as.Date)
}
`;

/** Reads both files with nothing but R itself, and gives `persons`, `rows` and `all_rows`. */
export function rScript({ ofPerson, ofWave, personKey, waveKey, manifest }: Carrying, rows: boolean): string {
  const parts = [
    '# Zet R eerst in de map van dit bestand: setwd("..."); source("labels.R")',
    '# First point R at the folder of this file: setwd("..."); source("labels.R")',
    "",
    COMMON,
    ...tableScript("persons", PERSONS_FILE, ofPerson),
  ];
  if (rows) {
    const waves = manifest.waves.map(({ code, label }) => ({ code, label }));
    parts.push(
      ...tableScript("rows", ROWS_FILE, ofWave),
      `rows[[${text(waveKey)}]] <- factor(rows[[${text(waveKey)}]], levels = names(${pairs(waves)}), labels = unname(${pairs(waves)}), ordered = TRUE)`,
      "",
      `all_rows <- merge(persons, rows, by = ${text(personKey)}, sort = FALSE)`,
    );
  }
  return `${parts.join("\n")}\n`;
}

function tableScript(data: string, file: string, those: readonly Carried[]): string[] {
  const taken = new Set(those.map(({ variable }) => variable.name));
  return [
    `${data} <- read_table(${text(file)})`,
    ...those.map(({ variable: { name, label, type, categories, missingCodes } }) => {
      const set = READS[type];
      const given = [
        data,
        text(name),
        text(label),
        ...(set === "set_category" || set === "set_order" ? [pairs(categories)] : []),
        ...(missingCodes.length > 0
          ? [`missing = ${pairs(missingCodes)}`, `reasons = ${text(reasonColumn(name, taken))}`]
          : []),
      ];
      return `${data} <- ${set}(${given.join(",\n  ")})`;
    }),
    "",
  ];
}
