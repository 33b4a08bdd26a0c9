import type { Condition, VariableReference } from "../../api/flow/result/result.ts";
import type { Panel } from "./panel.ts";
import { reference, type Question, type Shown, type Table, type Tables } from "./tables.ts";
import { bandCodes } from "../../api/flow/study/study.ts";
import type { ImportedPerson } from "../testkit/imported-folder.ts";

/** Fewest persons in a cell that is shown. */
const FEWEST = 10;

/** The usual protection that attacks are held against: cells of fewer than 10 persons hidden, else exact figures. */
export function plainSuppression(panel: Panel, persons: readonly ImportedPerson[] = panel.persons): Tables {
  const codeOf = (person: ImportedPerson, by: VariableReference): string => {
    const variable = panel.variables.find(({ name }) => name === by.name);
    const value = valueOf(person, by);
    if (!variable || value === null) return "~";
    if (typeof value !== "number") return String(value);
    const banding = variable.bandings.find(({ name }) => name === by.banding) ?? variable.bandings[0];
    if (!banding) return String(value);
    return bandCodes(banding.limits)[banding.limits.filter((limit) => value >= limit).length] ?? "~";
  };
  const holds = (person: ImportedPerson, condition: Condition): boolean => {
    if (condition.all) return condition.all.every((part) => holds(person, part));
    if (condition.any) return condition.any.some((part) => holds(person, part));
    if (condition.not) return !holds(person, condition.not);
    if (condition.is?.in) return condition.is.in.includes(codeOf(person, condition.is.variable));
    const value = condition.is ? valueOf(person, condition.is.variable) : null;
    if (typeof value !== "number") return false;
    return value >= (condition.is?.min ?? -Infinity) && value < (condition.is?.max ?? Infinity);
  };
  return {
    async ask({ share, mean, sum, by = [], where }: Question): Promise<Table> {
      const groups = new Map<string, ImportedPerson[]>();
      for (const person of persons) {
        if (where && !holds(person, where)) continue;
        const key = by.map((each) => codeOf(person, reference(each))).join("|");
        const group = groups.get(key);
        if (group) group.push(person);
        else groups.set(key, [person]);
      }
      const measured = mean ?? sum;
      const shown = (group: readonly ImportedPerson[]): Shown => {
        if (group.length < FEWEST) return { count: null, value: null };
        if (measured !== undefined) {
          const values = group.map((person) => valueOf(person, { name: measured }) as number);
          const total = values.reduce((into, value) => into + value, 0);
          return { count: group.length, value: sum === undefined ? total / group.length : total };
        }
        if (share === undefined) return { count: group.length, value: group.length };
        const having = group.filter((person) => holds(person, share)).length;
        const hidden = having < FEWEST;
        return { count: group.length, value: hidden ? null : having / group.length };
      };
      return new Map([...groups].map(([key, group]) => [key, shown(group)]));
    },
  };
}

const valueOf = (person: ImportedPerson, { name, wave }: VariableReference) =>
  (wave === undefined || wave === null ? person.values?.[name] : person.waves[wave]?.[name]) ?? null;
