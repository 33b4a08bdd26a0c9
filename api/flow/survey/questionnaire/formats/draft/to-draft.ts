import { LIMITS, type Question, type Written } from "../../../../../../schema/survey.ts";
import { type ReadItem, type ReadQuestionnaire, questionsOf, type Words } from "../questionnaire.ts";
import { nowhere, remarkAt, sayRemark, type Remark } from "../remarks.ts";
import { checkDrafted } from "./check-drafted.ts";
import type { Asked, Drafted, DraftedAs } from "./drafted.ts";
import { applyLogic } from "./expressions.ts";
import { type ChosenLanguages, isDutch } from "./languages.ts";
import { type NameHere, soundLogic } from "./logic.ts";
import { asVariable, Names } from "./names.ts";
import { opened } from "./opened.ts";
import { draftQuestion } from "./questions.ts";
import { MOST, Texts } from "./texts.ts";

/** What comes of a file here: the questions, and what became of everything in it. */
export interface QuestionnaireDraft {
  title: Written | null;
  consent: Written | null;
  questions: Question[];
  remarks: Remark[];
}

/** The questions of a file as ours; everything that is not the same afterwards has a remark. */
export function toDraft(read: ReadQuestionnaire, chosen: ChosenLanguages): QuestionnaireDraft {
  const remarks: Remark[] = [...read.remarks, ...ofLanguages(read, chosen)];
  const names = new Names(asVariable);
  const named = openAll(read.items, [], names, remarks);
  const here = namesHere(named);
  const drafted: DraftedAs[] = [];
  const texts = new Texts(chosen, remarks, read.ours, (name) => {
    const there = here(name);
    return there === null || "code" in there ? null : there.variable;
  });
  for (const each of named) {
    const draft = draftQuestion(each.question, each.variable, texts, remarks);
    if (draft === null) continue;
    const question = checkDrafted(draft, each.question, remarks);
    if (question === null) continue;
    if (drafted.length === LIMITS.questions)
      remarks.push(remarkAt("too_many_questions", each.question.at, each.question.name, each.question.type));
    else drafted.push({ question, at: each.question.at, type: each.question.type, from: each });
    if (each.variable !== each.question.name && !each.made)
      remarks.push(
        remarkAt("name_changed", each.question.at, `${each.question.name} → ${each.variable}`, each.question.type),
      );
  }
  const sound = soundLogic(applyLogic(read, drafted, here, texts, remarks), remarks);
  const written = (words: Words, most: number) =>
    texts.write(words, most, { ...nowhere, column: "title" })?.written ?? null;
  const title = written(read.title, MOST.title);
  const consent = Object.keys(read.consent).length === 0 ? null : written(read.consent, MOST.consent);
  const kept = sound.flatMap((each) => {
    const checked = checkDrafted(each.question, each, remarks);
    return checked === null ? [] : [{ ...each, question: checked }];
  });
  const said = once(remarks);
  return {
    title,
    consent,
    questions: kept.map(({ question }) => question),
    remarks: inOrder([...said, ...carriedOver(kept, said)], named),
  };
}

function openAll(items: readonly ReadItem[], around: readonly string[], names: Names, remarks: Remark[]): Asked[] {
  return items.flatMap((item): Asked[] => {
    if (item.is === "QUESTION")
      return opened(item, remarks).map((each) => ({
        ...each,
        variable: names.take(each.question.name),
        within: [...around],
      }));
    if (item.repeats) remarks.push(remarkAt("repeats", item.at, item.name, "repeat"));
    const words = [...Object.values(item.text), ...Object.values(item.help)].join(" · ");
    if (words !== "") remarks.push(remarkAt("group_words", item.at, words, "group"));
    return openAll(item.items, [...around, ...(item.relevant === null ? [] : [item.relevant])], names, remarks);
  });
}

/** What a name in the file's expressions and texts is here. */
function namesHere(named: readonly Asked[]): (name: string) => NameHere {
  const here = new Map<string, NameHere>();
  for (const { question, variable } of named) {
    if (!here.has(question.name)) here.set(question.name, { variable });
    if (question.asks !== "MULTIPLE") continue;
    for (const { code } of question.choices) {
      const part = `${question.name}_${code}`;
      if (!here.has(part)) here.set(part, { variable, code });
    }
  }
  return (name) => here.get(name) ?? null;
}

/** Languages that have no place here, and a language that stands in for Dutch. */
function ofLanguages({ languages, items }: ReadQuestionnaire, chosen: ChosenLanguages): Remark[] {
  const words = questionsOf(items).flatMap(({ text, help, constraintMessage, choices }) => [
    ...[text, help, constraintMessage],
    ...choices.map(({ label }) => label),
  ]);
  const count = (language: string) => words.filter((each) => Object.hasOwn(each, language)).length;
  // Without a language it stands in wherever the chosen one is not.
  const unread = (language: string) =>
    language === "" ? words.some((each) => Object.hasOwn(each, "") && Object.hasOwn(each, chosen.nl)) : true;
  const others = languages.filter((language) => language !== chosen.nl && language !== chosen.en && unread(language));
  const stands = chosen.nl === "" || isDutch(chosen.nl) ? [] : [remarkAt("language_stands_in", nowhere, chosen.nl)];
  return [
    ...stands,
    ...others.map((language) => remarkAt("language", nowhere, `${language || "label"} (${count(language)}×)`)),
  ];
}

/** One language in two places says the same twice. */
const once = (remarks: readonly Remark[]): Remark[] => [
  ...new Map(remarks.map((remark) => [JSON.stringify([remark.code, remark.at, remark.detail]), remark])).values(),
];

/** Questions of which nothing else has to be said. */
function carriedOver(sound: readonly Drafted[], remarks: readonly Remark[]): Remark[] {
  const key = ({ row, name, sheet }: Drafted["at"]) => JSON.stringify([sheet, row, name]);
  const said = new Set(
    remarks.filter((remark) => sayRemark(remark).outcome !== "CARRIED_OVER").map(({ at }) => key(at)),
  );
  return sound
    .filter(({ at }) => !said.has(key(at)))
    .map(({ at, type, question }) => remarkAt("carried_over", at, question.variable, type));
}

/** As people read the file: what is said of it as a whole, then row by row, or question by question. */
function inOrder(remarks: readonly Remark[], named: readonly Asked[]): Remark[] {
  const order = new Map(named.map(({ question }, at) => [question.at.name, at]));
  const place = ({ at }: Remark): number => {
    if (at.row !== null && at.sheet !== "choices" && at.sheet !== "settings") return at.row;
    return at.row === null ? (order.get(at.name) ?? -1) : -1;
  };
  return remarks.toSorted((a, b) => place(a) - place(b));
}
