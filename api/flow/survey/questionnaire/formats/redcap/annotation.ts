import type { ReadQuestion, Words } from "../questionnaire.ts";

/** What the action tags of a field say that a question can say itself; all of them are said to stay behind besides. */
export function readAnnotation(question: ReadQuestion, annotation: string): void {
  if (/@HIDDEN(?:-SURVEY)?(?![\w-])/.test(annotation)) question.hidden = true;
  const computed = bracketed(annotation, "@CALCTEXT") ?? bracketed(annotation, "@CALCDATE");
  if (computed !== null) {
    question.asks = "CALCULATION";
    question.calculation = computed;
  }
  const alone = /@NONEOFTHEABOVE\s*=\s*["']?([\w,-]+)/.exec(annotation)?.[1]?.split(",") ?? [];
  if (question.asks === "MULTIPLE")
    for (const choice of question.choices) choice.excludes ||= alone.includes(choice.code);
  const most = /@CHARLIMIT\s*=\s*["']?(\d{1,5})/.exec(annotation)?.[1];
  if (["SHORT_TEXT", "LONG_TEXT"].includes(question.asks) && most !== undefined) question.maxLength = Number(most);
}

/** What stands within the brackets after a tag. */
function bracketed(annotation: string, tag: string): string | null {
  const from = annotation.indexOf(`${tag}(`);
  if (from < 0) return null;
  let open = 0;
  for (let at = from + tag.length; at < annotation.length; at++) {
    if (annotation[at] === "(") open++;
    if (annotation[at] === ")" && --open === 0) return annotation.slice(from + tag.length + 1, at).trim();
  }
  return null;
}

/** An earlier answer in a text is [name] there, or [name:value]; braces are said to be left out with the text. */
export function pipeAnswers(questions: readonly ReadQuestion[]): void {
  const names = new Set(questions.map(({ name }) => name));
  const piped = (text: string): string =>
    text.replace(
      /((?:\[[a-z][\w-]*\]){0,3})\[([a-z]\w*)(?:\(\w+\))?(?::[a-z-]+)?\]/gi,
      (whole, before: string, name: string) =>
        !names.has(name.toLowerCase()) ? whole : before === "" ? `{${name.toLowerCase()}}` : `{${before}[${name}]}`,
    );
  const each = (words: Words) => {
    for (const [language, text] of Object.entries(words)) words[language] = piped(text);
  };
  for (const { text, help, low, high, choices } of questions) {
    for (const words of [text, help, low, high]) each(words);
    for (const { label } of choices) each(label);
  }
}
