import { z } from "zod";
import { questionSchema, type QuestionDraft } from "../../../../../../schema/survey.ts";
import type { Place } from "../questionnaire.ts";
import { remarkAt, type Remark } from "../remarks.ts";

/**
 * What our own forms carry in columns that other programs pass over, so that a questionnaire that was taken away comes
 * back the same. It is checked like anything that somebody sends.
 */
export interface OwnParts {
  id: string | null;
  concept: string | null;
  bandings: NonNullable<QuestionDraft["bandings"]>;
  days: QuestionDraft["days"];
  dontKnow: boolean;
  ratherNotSay: boolean;
  heavy: boolean;
  /** Of a number, and of what a calculation can give */
  number: QuestionDraft["number"];
  options: NonNullable<QuestionDraft["options"]>;
}

const shape = questionSchema.in.shape;
const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text, context) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: "custom", message: "not as it was written", input: text });
      return z.NEVER;
    }
  });

const PARTS = {
  id: shape.id,
  concept: shape.concept,
  bandings: json(shape.bandings),
  number: json(shape.number),
  options: json(shape.options),
  days: json(shape.days),
};

/** Columns that are read elsewhere: what a name, a scale or a unit is. */
const READ_ELSEWHERE = [
  ...["faces", "low_nl", "low_en", "high_nl", "high_en", "unit_nl", "unit_en", "stem_nl", "stem_en"],
  ...["relevant", "constraint", "calculation", "label_nl", "label_en", "hint_nl", "hint_en"],
  ...["max_length", "dont_know", "rather_not_say", "heavy"],
];

export function readOwn(own: Record<string, string>, remarks: Remark[], at: Place): OwnParts {
  const read = <Part extends keyof typeof PARTS>(part: Part): z.output<(typeof PARTS)[Part]> | null => {
    const text = own[part];
    if (text === undefined) return null;
    const checked = PARTS[part].safeParse(text);
    if (checked.success) return checked.data as z.output<(typeof PARTS)[Part]>;
    remarks.push(remarkAt("column", { ...at, column: `weerklank_${part}` }, text));
    return null;
  };
  for (const name of Object.keys(own))
    if (!(name in PARTS) && !READ_ELSEWHERE.includes(name))
      remarks.push(remarkAt("column", { ...at, column: `weerklank_${name}` }, own[name] ?? ""));
  return {
    id: read("id"),
    concept: read("concept"),
    bandings: read("bandings") ?? [],
    days: read("days"),
    dontKnow: own["dont_know"] === "yes",
    ratherNotSay: own["rather_not_say"] === "yes",
    heavy: own["heavy"] === "yes",
    number: read("number"),
    options: read("options") ?? [],
  };
}
