import type { DerivedCondition, DerivedDefinition } from "../../../schema/derived.ts";
import type { Locale, Text } from "../../../schema/text.ts";
import { labelIn } from "./labels.ts";
import { codesOf } from "./derived-declaration.ts";
import type { VariableDeclaration, WaveDeclaration } from "./study.ts";

/** The study's words for what a definition names. */
interface Meaning {
  variables: readonly VariableDeclaration[];
  waves: readonly WaveDeclaration[];
}

/** What a derived variable is, in a sentence or two, in the words of its study. */
export const sayDerived = (definition: DerivedDefinition, meaning: Meaning): Text => ({
  nl: say(definition, meaning, "nl"),
  en: say(definition, meaning, "en"),
});

const WORDS = {
  nl: {
    and: " en ",
    or: " of ",
    is: " is ",
    atLeast: (limit: number) => `minstens ${limit}`,
    below: (limit: number) => `minder dan ${limit}`,
    inWave: (wave: string) => ` in meting ${wave}`,
    all: (list: string) => `Ja als dit allemaal klopt: ${list}. Nee zodra één ervan niet klopt.`,
    any: (list: string) => `Ja zodra één hiervan klopt: ${list}.`,
    count: (list: string) => `Hoeveel hiervan kloppen: ${list}.`,
    first: (label: string, when: string) => `“${label}” als ${when}`,
    next: (label: string, when: string) => `anders “${label}” als ${when}`,
    rest: (label: string) => `in alle andere gevallen “${label}”`,
    numberChange: (name: string, before: string) => `${name} nu, min ${before}.`,
    orderChange: (name: string, before: string) =>
      `Of ${name} omlaag ging, gelijk bleef of omhoog ging sinds ${before}.`,
    codeChange: (name: string, before: string) => `Of ${name} veranderde sinds ${before}.`,
    firstTime: "de eerste keer dat het is ingevuld",
    waveBefore: "de meting ervoor",
    since: (event: string, most: number) =>
      `Hoeveel metingen geleden dit voor het eerst klopte: ${event}. ${most} is ${most} of meer. Metingen waarin het niet te zeggen is, tellen als nog niet.`,
    unknown: "Niet ingevuld als het niet te zeggen is.",
  },
  en: {
    and: " and ",
    or: " or ",
    is: " is ",
    atLeast: (limit: number) => `at least ${limit}`,
    below: (limit: number) => `below ${limit}`,
    inWave: (wave: string) => ` in wave ${wave}`,
    all: (list: string) => `Yes where all of this holds: ${list}. No as soon as one of it does not.`,
    any: (list: string) => `Yes as soon as one of this holds: ${list}.`,
    count: (list: string) => `How many of these hold: ${list}.`,
    first: (label: string, when: string) => `“${label}” where ${when}`,
    next: (label: string, when: string) => `else “${label}” where ${when}`,
    rest: (label: string) => `in all other cases “${label}”`,
    numberChange: (name: string, before: string) => `${name} now, less ${before}.`,
    orderChange: (name: string, before: string) => `Whether ${name} went down, stayed or went up since ${before}.`,
    codeChange: (name: string, before: string) => `Whether ${name} changed since ${before}.`,
    firstTime: "the first time it was filled in",
    waveBefore: "the wave before",
    since: (event: string, most: number) =>
      `How many waves ago this first held: ${event}. ${most} is ${most} or more. Waves in which it cannot be told count as not yet.`,
    unknown: "Empty where it cannot be told.",
  },
} satisfies Record<Locale, unknown>;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function say(definition: DerivedDefinition, meaning: Meaning, locale: Locale): string {
  const words = WORDS[locale];
  const one = (condition: DerivedCondition) => sayCondition(condition, meaning, locale);
  const unknown = ` ${words.unknown}`;
  switch (definition.kind) {
    case "ALL":
      return words.all(definition.conditions.map(one).join("; ")) + unknown;
    case "ANY":
      return words.any(definition.conditions.map(one).join("; ")) + unknown;
    case "COUNT":
      return words.count(definition.conditions.map(one).join("; ")) + unknown;
    case "RECODE": {
      const parts = definition.cases.map(({ label, when }, at) =>
        (at === 0 ? words.first : words.next)(label, when.map(one).join(words.and)),
      );
      if (definition.otherwise) parts.push(words.rest(definition.otherwise.label));
      return `${sentence(parts.join("; "))}.${unknown}`;
    }
    case "CHANGE": {
      const variable = meaning.variables.find(({ name }) => name === definition.variable);
      const name = `“${variable ? labelIn(variable, locale) : definition.variable}”`;
      const before = definition.from === "FIRST" ? words.firstTime : words.waveBefore;
      const change =
        variable?.type === "INTEGER" || variable?.type === "NUMBER"
          ? words.numberChange
          : variable?.type === "ORDINAL"
            ? words.orderChange
            : words.codeChange;
      return change(name, before) + unknown;
    }
    case "TIME_SINCE":
      return words.since(definition.event.map(one).join(words.and), definition.atMost) + unknown;
  }
}

function sayCondition(condition: DerivedCondition, meaning: Meaning, locale: Locale): string {
  const words = WORDS[locale];
  const variable = meaning.variables.find(({ name }) => name === condition.variable);
  const codes = variable ? codesOf(variable) : [];
  const value =
    condition.in
      ?.map((code) => {
        const known = codes.find((each) => each.code === code);
        return `“${known ? labelIn(known, locale) : code}”`;
      })
      .join(words.or) ??
    [
      ...(condition.min === null ? [] : [words.atLeast(condition.min)]),
      ...(condition.max === null ? [] : [words.below(condition.max)]),
    ].join(words.and);
  const wave = meaning.waves.find(({ code }) => code === condition.wave);
  const when = condition.wave === null ? "" : words.inWave(wave?.label ?? condition.wave);
  return `“${variable ? labelIn(variable, locale) : condition.variable}”${when}${words.is}${value}`;
}
