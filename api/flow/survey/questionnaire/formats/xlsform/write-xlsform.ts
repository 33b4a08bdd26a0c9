import { writeXlsx, type WriteSheet } from "hucre/xlsx";
import { pipedIn } from "../../../../../../schema/logic/piping.ts";
import { printExpression } from "../../../../../../schema/logic/print.ts";
import type { Question, SurveyDefinition, Written } from "../../../../../../schema/survey.ts";
import type { Text } from "../../../../../../schema/text.ts";
import { constraintOf } from "./odk-constraint.ts";
import { odkExpression, odkNames, type OdkNames } from "./odk-expression.ts";

/** What XLSForm cannot say, by the variable of the question; null for the questionnaire as a whole. */
export interface OutRemark {
  variable: string | null;
  text: Text;
}

export const LANGUAGES = { nl: "Nederlands (nl)", en: "English (en)" } as const;

type Row = Record<string, string>;

const COLUMNS = [
  ...[
    "type",
    "name",
    `label::${LANGUAGES.nl}`,
    `label::${LANGUAGES.en}`,
    `hint::${LANGUAGES.nl}`,
    `hint::${LANGUAGES.en}`,
  ],
  ...[
    "required",
    "relevant",
    "constraint",
    `constraint_message::${LANGUAGES.nl}`,
    `constraint_message::${LANGUAGES.en}`,
  ],
  ...["calculation", "appearance", "parameters"],
];

const SAID = {
  consent: {
    nl: "Waar mensen ja op zeggen, staat bij settings. Andere programma's laten dat niet zien.",
    en: "What people say yes to is in settings. Other programs do not show it.",
  },
  instead: {
    nl: "“Weet ik niet” en “Wil ik liever niet zeggen” kent XLSForm niet.",
    en: "XLSForm does not know “I don't know” and “I'd rather not say”.",
  },
  expression: {
    nl: "Deze logica kijkt naar vorige keer of naar waarom er geen antwoord is, of is uitgeschreven te lang. XLSForm kan dat niet.",
    en: "This logic looks at last time or at why there is no answer, or is too long written out. XLSForm cannot do that.",
  },
  years: {
    nl: "Hele jaren worden in XLSForm geteld als dagen gedeeld door 365,25. Rond een verjaardag kan dat een dag schelen.",
    en: "Whole years are counted in XLSForm as days divided by 365.25. Around a birthday that can be a day off.",
  },
  piped: {
    nl: "Een antwoord van vorige keer in de tekst kent XLSForm niet. Daar staat ….",
    en: "XLSForm has no answers of last time in a text. It says … there.",
  },
  looks: {
    nl: "Gezichtjes en de woorden aan de uiteinden van een schaal kent XLSForm niet.",
    en: "XLSForm knows no faces and no words at the ends of a scale.",
  },
  meaning: {
    nl: "Het onderwerp en de groepen voor analyse kent XLSForm niet.",
    en: "XLSForm knows no concept and no bands for analysis.",
  },
} satisfies Record<string, Text>;

/**
 * A questionnaire as an XLSForm. What XLSForm has no word for stands in columns of our own, which other programs pass
 * over and bringing it in again reads, and on a sheet that says so to people.
 */
export async function writeXlsForm(slug: string, definition: SurveyDefinition): Promise<Buffer> {
  const remarks: OutRemark[] = [{ variable: null, text: SAID.consent }];
  const names = odkNames(definition.questions);
  const survey = definition.questions.map((question) => surveyRow(question, names, remarks));
  const choices = definition.questions.flatMap(choiceRows);
  const { title, consent } = definition;
  const settings: Row = {
    form_title: title.nl,
    form_id: slug,
    default_language: LANGUAGES.nl,
    weerklank_form: "1",
    weerklank_title_nl: title.nl,
    weerklank_title_en: title.en ?? "",
    weerklank_consent_nl: consent.nl,
    weerklank_consent_en: consent.en ?? "",
  };
  const bytes = await writeXlsx({
    sheets: [
      sheet("survey", COLUMNS, survey),
      sheet("choices", ["list_name", "name", `label::${LANGUAGES.nl}`, `label::${LANGUAGES.en}`], choices),
      sheet("settings", [], [settings]),
      sheet(
        "weerklank",
        [],
        remarks.map(({ variable, text }) => ({ name: variable ?? "", nl: text.nl, en: text.en })),
      ),
    ],
  });
  return Buffer.from(bytes);
}

/** Columns that nothing stands in are left out. */
function sheet(name: string, first: readonly string[], rows: readonly Row[]): WriteSheet {
  const used = new Set(rows.flatMap((row) => Object.keys(row).filter((column) => row[column] !== "")));
  const columns = [...first.slice(0, 3), ...[...first.slice(3), ...used].filter((column) => used.has(column))];
  const distinct = [...new Set(columns)];
  return { name, rows: [distinct, ...rows.map((row) => distinct.map((column) => asCell(row[column] ?? "")))] };
}

/** Workbooks write signs as _x000D_; a text that has such a thing in it says so by the sign of its first one. */
const asCell = (text: string): string | null => text.replace(/_(?=x[0-9A-F]{4}_)/gi, "_x005F_") || null;

function surveyRow(question: Question, names: OdkNames, remarks: OutRemark[]): Row {
  const say = (text: Text) => remarks.push({ variable: question.variable, text });
  const row: Row = {
    ...typeOf(question),
    name: question.variable,
    ...labels(question, say),
    required: question.required ? "yes" : "",
    ...own(question),
  };
  if (question.dontKnow || question.ratherNotSay) say(SAID.instead);
  if (question.scale !== null) say(SAID.looks);
  if (question.concept !== null || question.bandings.length > 0) say(SAID.meaning);

  const write = (column: "relevant" | "calculation", expression: Question["relevance"]) => {
    if (expression === null) return;
    const odk = odkExpression(expression, column === "relevant" ? "CONDITION" : "VALUE", names);
    const ours = printExpression(expression);
    // A calculation has to say something in every program.
    row[column] = odk ?? (column === "calculation" ? "''" : "");
    if (odk !== ours) row[`weerklank_${column}`] = ours;
    if (odk === null) say(SAID.expression);
    if (ours.includes("years(")) say(SAID.years);
  };
  write("relevant", question.relevance);
  write("calculation", question.calculation);
  const { constraint, ours, possible } = constraintOf(question, names);
  row["constraint"] = constraint;
  row["weerklank_constraint"] = ours;
  if (!possible) say(SAID.expression);
  if (question.constraint !== null)
    Object.assign(row, inBoth("constraint_message", question.constraint.message, plain));
  return row;
}

function typeOf(question: Question): Row {
  const list = question.variable;
  switch (question.kind) {
    case "SINGLE":
      return { type: `select_one ${list}` };
    case "MULTIPLE":
      return { type: `select_multiple ${list}` };
    case "RANKING":
      return { type: `rank ${list}` };
    case "SCALE":
      return { type: "range", parameters: `start=${question.scale?.minimum} end=${question.scale?.maximum} step=1` };
    case "NUMBER":
      return { type: question.number?.integer ? "integer" : "decimal" };
    case "DATE":
      return { type: "date" };
    case "MONTH":
      return { type: "date", appearance: "month-year" };
    case "TEXT":
      return { type: "text", appearance: question.short ? "" : "multiline" };
    case "STATEMENT":
      return { type: "note" };
    case "CALCULATION":
      return { type: "calculate" };
  }
}

/** What XLSForm has no column for; JSON where it is more than a word. */
function own(question: Question): Row {
  const { scale, number, stem } = question;
  const list = (entries: readonly unknown[]) => (entries.length === 0 ? "" : JSON.stringify(entries));
  const both = (part: string, words: Written | null | undefined): Row => ({
    [`weerklank_${part}_nl`]: words?.nl ?? "",
    [`weerklank_${part}_en`]: words?.en ?? "",
  });
  return {
    weerklank_id: question.id === question.variable ? "" : question.id,
    weerklank_concept: question.concept ?? "",
    weerklank_bandings: list(question.bandings),
    weerklank_dont_know: question.dontKnow ? "yes" : "",
    weerklank_rather_not_say: question.ratherNotSay ? "yes" : "",
    weerklank_max_length: question.maxLength === null ? "" : String(question.maxLength),
    weerklank_heavy: question.heavy ? "yes" : "",
    weerklank_faces: scale?.faces ? "yes" : "",
    weerklank_number: number === null ? "" : JSON.stringify(number),
    weerklank_days: question.days === null ? "" : JSON.stringify(question.days),
    weerklank_options: question.kind === "CALCULATION" ? list(question.options) : "",
    ...both("low", scale?.low),
    ...both("high", scale?.high),
    ...both("stem", stem),
  };
}

const choiceRows = (question: Question): Row[] =>
  question.kind === "CALCULATION"
    ? []
    : question.options.map(({ code, label, excludes }) => ({
        list_name: question.variable,
        name: code,
        ...inBoth("label", label, plain),
        weerklank_excludes: excludes ? "yes" : "",
      }));

function labels({ text, stem, help }: Question, say: (text: Text) => void): Row {
  const piped = [text, help].flatMap((words) => [...pipedIn(words?.nl ?? ""), ...pipedIn(words?.en ?? "")]);
  if (piped.some((name) => name.startsWith("last."))) say(SAID.piped);
  const label: Written = {
    nl: [stem?.nl, inserted(text.nl)].filter(Boolean).join("\n"),
    en: text.en === null ? null : [stem?.en ?? stem?.nl, inserted(text.en)].filter(Boolean).join("\n"),
  };
  return { ...inBoth("label", label, plain), ...(help === null ? {} : inBoth("hint", help)), ...asWritten(text, help) };
}

/** Our own wording of what is inserted, where XLSForm's says less; what it can say is said in its way. */
function asWritten(text: Written, help: Written | null): Row {
  const kept: Row = {};
  for (const [part, words] of Object.entries({ label: text, hint: help }))
    for (const place of ["nl", "en"] as const) {
      const said = words?.[place] ?? "";
      if (/\{[^{}]*[.|][^{}]*\}/.test(said))
        kept[`weerklank_${part}_${place}`] = said.replace(/\{([A-Za-z]\w*)\}/g, "$${$1}");
    }
  return kept;
}

const inBoth = (column: string, words: Written, write: (text: string) => string = inserted): Row => ({
  [`${column}::${LANGUAGES.nl}`]: write(words.nl),
  [`${column}::${LANGUAGES.en}`]: words.en === null ? "" : write(words.en),
});

/** Words that take no answers. */
const plain = (text: string): string => text;

/** {home} is ${home} there; what was said last time is not there. */
const inserted = (text: string): string =>
  text.replace(/\{((?:last\.)?[A-Za-z]\w*)(?:\|[^{}]*)?\}/g, (_, name: string) =>
    name.startsWith("last.") ? "…" : `\${${name}}`,
  );
