import type { QuestionDraft, Written } from "../../../../../../schema/survey.ts";
import { LIMITS } from "../../../../../../schema/survey.ts";
import type { ReadChoice, ReadQuestion } from "../questionnaire.ts";
import { remarkAt, type Remark, type RemarkCode } from "../remarks.ts";
import { ALL_DAYS, type Becomes, becomes, isScale, numberLimits, SHORT_ANSWER } from "./kinds.ts";
import { asCode, Names } from "./names.ts";
import { readOwn } from "./own.ts";
import { MOST, type Texts } from "./texts.ts";

/** Choices, and what each code of the file is here. */
type Options = NonNullable<QuestionDraft["options"]>;

/** One question as ours, its logic still left out; null where it does not come in, which is said. */
export function draftQuestion(
  read: ReadQuestion,
  variable: string,
  texts: Texts,
  remarks: Remark[],
): QuestionDraft | null {
  const { at, type } = read;
  const say = (code: RemarkCode, detail: string | null = null) => remarks.push(remarkAt(code, at, detail, type));
  const choices = merged(read, say);
  const as: Becomes = read.hidden ? { leftOut: "switched_off" } : becomes(read, choices.length);
  if ("leftOut" in as) {
    const words = Object.values(read.text).join(" · ");
    say(
      as.leftOut,
      as.leftOut === "too_many_choices" ? String(choices.length) : (read.calculation ?? (words || read.name)),
    );
    return null;
  }
  if (as.kind === "CALCULATION" && (read.calculation ?? "") === "") {
    // Where it could not be read, that has been said.
    if (read.type.startsWith("calc")) return null;
    say("filling_in", read.name);
    return null;
  }
  const own = readOwn(read.own, remarks, at);
  if (as.changed !== undefined && !(as.changed === "days_added" && own.days !== null)) say(as.changed);
  if (read.identifies) say("identifies");

  const text = texts.write(read.text, MOST.text, at, {
    restFits: Object.keys(read.help).length === 0 ? MOST.help : 0,
    takesAnswers: true,
  });
  const help = texts.write(read.help, MOST.help, at, { takesAnswers: true })?.written ?? text?.rest ?? null;
  if (text === null && as.kind !== "CALCULATION") say("text_missing", read.name);
  const silent = as.kind === "CALCULATION" || as.kind === "STATEMENT";
  const draft: QuestionDraft = {
    id: own.id ?? variable,
    kind: as.kind,
    text: text?.written ?? { nl: read.name.slice(0, MOST.text), en: null },
    help,
    variable,
    concept: own.concept,
    required: silent ? false : read.required,
    stem: texts.write(read.stem, MOST.text, at)?.written ?? null,
    dontKnow: own.dontKnow,
    ratherNotSay: own.ratherNotSay,
    heavy: own.heavy,
  };
  switch (as.kind) {
    case "SINGLE":
    case "MULTIPLE":
    case "RANKING":
      return { ...draft, options: optionsOf(choices, read, texts, say) };
    case "SCALE":
    case "NUMBER":
      if (own.number !== null && read.asks !== "SCALE") return { ...draft, number: own.number, bandings: own.bandings };
      return { ...draft, ...rangeOf(read, texts, say), bandings: own.bandings };
    case "TEXT": {
      const short = read.asks === "SHORT_TEXT";
      const most = read.maxLength ?? (short ? SHORT_ANSWER : LIMITS.textAnswer);
      return { ...draft, short, maxLength: Math.min(Math.max(most, 1), LIMITS.textAnswerMost) };
    }
    case "DATE":
    case "MONTH":
      return { ...draft, days: own.days ?? ALL_DAYS, bandings: own.bandings };
    case "STATEMENT":
      return draft;
    default:
      // What is computed comes with the rest of the logic.
      return { ...draft, number: own.number, options: own.options, bandings: own.bandings, calculation: true };
  }
}

/** Lists that depend on an earlier answer say the same choice once for each: here it is there once. */
function merged({ choices }: ReadQuestion, say: (code: RemarkCode, detail: string) => void): ReadChoice[] {
  const kept: ReadChoice[] = [];
  for (const choice of choices) {
    const same = kept.some(
      ({ code, label }) => code === choice.code && JSON.stringify(label) === JSON.stringify(choice.label),
    );
    if (same) say("choice_merged", choice.code);
    else kept.push(choice);
  }
  return kept;
}

function optionsOf(
  choices: readonly ReadChoice[],
  { at, asks }: ReadQuestion,
  texts: Texts,
  say: (code: RemarkCode, detail: string) => void,
): Options {
  const codes = new Names(asCode);
  return choices.map(({ code: written, label, excludes }) => {
    const code = codes.take(written);
    if (code !== written) say("code_changed", `${written} → ${code}`);
    const words = texts.write(label, MOST.label, at)?.written;
    if (words === undefined) say("text_missing", written);
    return { code, label: words ?? { nl: written, en: null }, excludes: asks === "MULTIPLE" && excludes };
  });
}

function rangeOf(
  read: ReadQuestion,
  texts: Texts,
  say: (code: RemarkCode, detail?: string) => void,
): Pick<QuestionDraft, "kind" | "scale" | "number"> {
  const end = (words: ReadQuestion["low"], limit: number): Written =>
    texts.write(words, MOST.end, read.at)?.written ?? { nl: String(limit), en: String(limit) };
  if (read.asks === "SCALE" && isScale(read)) {
    const minimum = read.minimum ?? 0;
    const maximum = read.maximum ?? 0;
    const faces = read.own["faces"] === "yes";
    return {
      kind: "SCALE",
      scale: { minimum, maximum, low: end(read.low, minimum), high: end(read.high, maximum), faces },
    };
  }
  const { limits, changed } = numberLimits(read);
  if (changed !== null) say(changed, `${limits.minimum} – ${limits.maximum}`);
  const unit = texts.write(read.unit, MOST.unit, read.at)?.written ?? null;
  return { kind: "NUMBER", number: { ...limits, unit } };
}
