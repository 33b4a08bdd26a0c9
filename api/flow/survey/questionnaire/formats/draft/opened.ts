import { NO_LOGIC, readQuestion, type ReadQuestion, type Words } from "../questionnaire.ts";
import { remarkAt, type Remark } from "../remarks.ts";

export interface Opened {
  question: ReadQuestion;
  /** Made here of a part of a question, so that no expression in the file names it. */
  made: boolean;
  /** Asked where this choice of that question was made. */
  after: { name: string; code: string } | null;
}

/** The code of "other, namely", unless the file has it already. */
export const OTHER = "other";
const OTHER_WORDS: Words = { nl: "Anders", en: "Other" };

/** What one question of a file is here: itself, a question for each of its lines, and one for what is written beside. */
export function opened(question: ReadQuestion, remarks: Remark[]): Opened[] {
  const { at, type } = question;
  if (question.lines.length > 0) {
    remarks.push(remarkAt("line_by_line", at, question.lines.map(({ code }) => code).join(" · "), type));
    return question.lines.flatMap((line) =>
      withBeside(
        {
          ...question,
          name: `${question.name}_${line.code}`,
          ...linesWords(question.text, line.label),
          choices: line.choices ?? question.choices,
          lines: [],
        },
        remarks,
        true,
      ),
    );
  }
  return withBeside(question, remarks, false);
}

function withBeside(question: ReadQuestion, remarks: Remark[], made: boolean): Opened[] {
  const { at, type, name, choices } = question;
  const opens: Opened[] = [];
  const whole = { ...question };
  if (question.other && ["SINGLE", "MULTIPLE"].includes(question.asks)) {
    const code = choices.some((choice) => choice.code === OTHER) ? `${OTHER}_2` : OTHER;
    whole.choices = [...choices, { code, label: OTHER_WORDS, excludes: false }];
    remarks.push(remarkAt("other_as_text", at, `${name}_other`, type));
    opens.push({
      question: follow(question, "other", { nl: "Namelijk", en: "Namely" }),
      made: true,
      after: { name, code },
    });
  }
  if (question.comment) {
    remarks.push(remarkAt("comment_as_text", at, `${name}_comment`, type));
    opens.push({
      question: follow(question, "comment", { nl: "Toelichting", en: "Comment" }),
      made: true,
      after: null,
    });
  }
  return [{ question: whole, made, after: null }, ...opens];
}

const follow = (question: ReadQuestion, part: string, words: Words): ReadQuestion =>
  readQuestion({
    ...NO_LOGIC,
    at: question.at,
    name: `${question.name}_${part}`,
    type: question.type,
    asks: "LONG_TEXT",
    text: besideOurs(question.text, words),
    relevant: question.relevant,
  });

/** What the question asks stands above; which of its lines it is asked of, is the question. */
const linesWords = (text: Words, line: Words): Pick<ReadQuestion, "text" | "stem"> =>
  Object.keys(line).length === 0 ? { text, stem: {} } : { text: line, stem: text };

/** Our own word after the words of the question; in languages that are not ours the Dutch one stands. */
const besideOurs = (text: Words, words: Words): Words =>
  Object.keys(text).length === 0
    ? words
    : Object.fromEntries(
        Object.entries(text).map(([language, asked]) => [
          language,
          `${asked} – ${(/^en|english|\(en/i.test(language) ? words["en"] : words["nl"]) ?? ""}`,
        ]),
      );
