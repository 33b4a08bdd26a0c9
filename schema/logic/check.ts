import type { Question } from "../survey.ts";
import type { Text } from "../text.ts";
import { answersIn, type Expression, lastAnswersIn } from "./expression.ts";
import { inferType, type LogicProblemCode, type Names } from "./infer.ts";
import { pipedIn } from "./piping.ts";
import { BOOLEAN, sayType, strangeCodes, typeOfQuestion, type ValueType } from "./value-type.ts";

/*
 * What is wrong with the logic of a questionnaire, before anybody can come upon it: names that are not there, questions
 * that are still to come, circles, and what can never be so.
 */

export interface LogicProblem {
  code: LogicProblemCode;
  text: Text;
  /** In the definition: questions, 3, relevance */
  path: string[];
}

/** `last`: what the study's variables are, by name, where questionnaires of the study ask or asked them. */
export function checkLogic(questions: readonly Question[], last: ReadonlyMap<string, ValueType>): LogicProblem[] {
  const order = new Map(questions.map(({ variable }, at) => [variable, at]));
  const reaches = reachFrom(questions);
  return questions.flatMap((question, at) => {
    const problems: LogicProblem[] = [];
    const own = ["questions", String(at)];

    /** Names as they are seen from one place in this question. */
    const namesAt = (...place: string[]): Names => {
      const tell: Names["tell"] = (code, text) => problems.push({ code, text, path: [...own, ...place] });
      return {
        tell,
        answer: (variable) => {
          const there = order.get(variable);
          const found = there === undefined ? undefined : questions[there];
          if (found === undefined || there === undefined) tell("LOGIC_UNKNOWN_NAME", unknown(variable));
          else if (there < at) return typeOfQuestion(found);
          else if (there === at) tell(place[0] === "constraint" ? "LOGIC_NO_ANSWER" : "LOGIC_CYCLE", itself(variable));
          else if (reaches(variable, question.variable)) tell("LOGIC_CYCLE", circle(question.variable, variable));
          else tell("LOGIC_LATER_QUESTION", later(variable));
          return null;
        },
        last: (variable) => {
          const type = last.get(variable);
          if (type === undefined) tell("LOGIC_UNKNOWN_NAME", unknownLast(variable));
          return type ?? null;
        },
        self: () => {
          if (place[0] === "constraint") return typeOfQuestion(question);
          tell("LOGIC_NO_ANSWER", {
            nl: "De punt (.) kan alleen in een controle.",
            en: "The dot (.) fits in a constraint only.",
          });
          return null;
        },
      };
    };

    if (question.relevance !== null) expectType(question.relevance, [BOOLEAN], namesAt("relevance"));
    if (question.constraint !== null) expectType(question.constraint.holds, [BOOLEAN], namesAt("constraint", "holds"));
    if (question.calculation !== null) checkCalculation(question, question.calculation, namesAt("calculation"));
    for (const part of ["text", "help"] as const)
      for (const language of ["nl", "en"] as const)
        for (const name of pipedIn(question[part]?.[language] ?? "")) {
          const names = namesAt(part, language);
          if (name.startsWith("last.")) names.last(name.slice("last.".length));
          else names.answer(name);
        }
    return problems;
  });
}

function expectType(expression: Expression, wanted: readonly ValueType[], names: Names): ValueType | null {
  const type = inferType(expression, names);
  if (type === null || wanted.some(({ is }) => is === type.is)) return type;
  names.tell("LOGIC_TYPE", {
    nl: `Hier hoort ${wanted.map((each) => sayType(each).nl).join(" of ")}. Dit is ${sayType(type).nl}.`,
    en: `There should be ${wanted.map((each) => sayType(each).en).join(" or ")} here. This is ${sayType(type).en}.`,
  });
  return null;
}

/** What is computed is what the question declares. */
function checkCalculation(question: Question, calculation: Expression, names: Names): void {
  const declared = typeOfQuestion(question);
  const type = expectType(calculation, [declared], names);
  if (type === null) return;
  if (declared.is === "NUMBER" && type.is === "NUMBER" && declared.whole && !type.whole)
    names.tell("LOGIC_TYPE", {
      nl: "Hier kan een gebroken getal uit komen. Gebruik round(…), of sta breuken toe.",
      en: "This can give a number that is not whole. Use round(…), or allow decimals.",
    });
  const strange = type.is === "CODE" ? (strangeCodes(declared, { ...type, written: true }) ?? []) : [];
  for (const code of strange)
    names.tell("LOGIC_UNKNOWN_CODE", {
      nl: `Hier kan ‘${code}’ uit komen, en dat staat niet bij de antwoorden.`,
      en: `This can give ‘${code}’, which is not among the answers.`,
    });
}

/** Whether what the one question does depends on the other, through however many between them. */
function reachFrom(questions: readonly Question[]): (from: string, to: string) => boolean {
  const looksAt = new Map(questions.map((question) => [question.variable, answersOf(question)]));
  return (from, to) => {
    const seen = new Set<string>();
    const ahead = [from];
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (name === to) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      ahead.push(...(looksAt.get(name) ?? []));
    }
    return false;
  };
}

const expressionsOf = ({ relevance, constraint, calculation }: Question): (Expression | null)[] => [
  relevance,
  constraint?.holds ?? null,
  calculation,
];

const pipesOf = ({ text, help }: Question): string[] =>
  [text.nl, text.en, help?.nl, help?.en].flatMap((words) => pipedIn(words ?? ""));

/** Variables of the questionnaire that a question looks at. */
const answersOf = (question: Question): string[] => [
  ...new Set([
    ...expressionsOf(question).flatMap(answersIn),
    ...pipesOf(question).filter((name) => !name.startsWith("last.")),
  ]),
];

/** Variables of the study whose last answer a questionnaire uses: no others leave for the phone. */
export const lastAnswersOf = (questions: readonly Question[]): string[] => [
  ...new Set(
    questions.flatMap((question) => [
      ...expressionsOf(question).flatMap(lastAnswersIn),
      ...pipesOf(question).flatMap((name) => (name.startsWith("last.") ? name.slice("last.".length) : [])),
    ]),
  ),
];

const unknown = (variable: string): Text => ({
  nl: `Er is geen vraag met de variabele ‘${variable}’.`,
  en: `There is no question with the variable ‘${variable}’.`,
});
const unknownLast = (variable: string): Text => ({
  nl: `De variabele ‘${variable}’ is in dit onderzoek niet eerder gevraagd.`,
  en: `The variable ‘${variable}’ was not asked before in this study.`,
});
const itself = (variable: string): Text => ({
  nl: `‘${variable}’ is het antwoord op deze vraag zelf. Schrijf in een controle een punt (.).`,
  en: `‘${variable}’ is the answer to this question itself. Write a dot (.) in a constraint.`,
});
const later = (variable: string): Text => ({
  nl: `De vraag met de variabele ‘${variable}’ komt pas later. Zet die eerder.`,
  en: `The question with the variable ‘${variable}’ only comes later. Put it earlier.`,
});
const circle = (one: string, other: string): Text => ({
  nl: `‘${one}’ en ‘${other}’ wachten op elkaar. Haal een van de twee verwijzingen weg.`,
  en: `‘${one}’ and ‘${other}’ wait for one another. Take one of the two references away.`,
});
