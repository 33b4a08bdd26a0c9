import type { InputVariable, Proposal } from "./operations.ts";

/** A proposal as it is being filled in: choices, not yet a definition. */

export const KINDS = ["all", "any", "count", "recode", "change", "timeSince"] as const;
export type Kind = (typeof KINDS)[number];

export interface ConditionDraft {
  key: number;
  variable: string;
  /** "" where it is looked at in the wave itself */
  wave: string;
  codes: readonly string[];
  /** "" where there is none */
  min: string;
  max: string;
}

export interface CaseDraft {
  key: number;
  code: string;
  label: string;
  when: readonly ConditionDraft[];
}

export interface Draft {
  name: string;
  label: string;
  purpose: string;
  kind: Kind;
  conditions: readonly ConditionDraft[];
  cases: readonly CaseDraft[];
  ordered: boolean;
  otherwise: { code: string; label: string };
  changing: string;
  from: "FIRST" | "PREVIOUS";
  minimum: string;
  maximum: string;
  atMost: string;
}

let made = 0;
const nextKey = (): number => ++made;

export const emptyCondition = (): ConditionDraft => ({
  key: nextKey(),
  ...{ variable: "", wave: "", codes: [], min: "", max: "" },
});

export const emptyCase = (): CaseDraft => ({ key: nextKey(), code: "", label: "", when: [emptyCondition()] });

export const emptyDraft = (): Draft => ({
  ...{ name: "", label: "", purpose: "", kind: "all", ordered: false, changing: "", from: "PREVIOUS" },
  ...{ minimum: "", maximum: "", atMost: "5", otherwise: { code: "", label: "" } },
  conditions: [emptyCondition(), emptyCondition()],
  cases: [emptyCase(), emptyCase()],
});

/** Every limit at which a number may be cut. */
export const limitsOf = ({ bandings }: InputVariable): number[] =>
  [...new Set(bandings.flatMap(({ limits }) => limits))].sort((a, b) => a - b);

const isText = ({ type, role }: InputVariable): boolean => type === "TEXT" || role === "WEIGHT";
const isNumber = ({ type }: InputVariable): boolean => type === "INTEGER" || type === "NUMBER";

/** What a condition can look at: it has codes or limits, and is not derived itself. */
export const fitForCondition = (variable: InputVariable): boolean =>
  !variable.derived &&
  !isText(variable) &&
  (variable.type === "BOOLEAN" || variable.categories.length > 0 || limitsOf(variable).length > 0);

export const fitForChange = (variable: InputVariable): boolean =>
  !variable.derived &&
  !isText(variable) &&
  variable.level === "PERSON_WAVE" &&
  (isNumber(variable) || variable.type === "BOOLEAN" || variable.categories.length > 0);

export const isNumeric = (variable: InputVariable | undefined): boolean => variable !== undefined && isNumber(variable);

const numberIn = (written: string): number | null => (written.trim() === "" ? null : Number(written));

type Condition = Extract<Proposal["definition"], { all: object }>["all"][number];

function conditionSent({ variable, wave, codes, min, max }: ConditionDraft): Condition {
  return {
    variable,
    ...(wave !== "" && { wave }),
    ...(codes.length > 0 ? { in: [...codes] } : { min: numberIn(min), max: numberIn(max) }),
  };
}

export function proposalOf(draft: Draft): Proposal {
  const { name, label, purpose } = draft;
  return { name: name.trim(), label: label.trim(), purpose: purpose.trim(), definition: definitionOf(draft) };
}

function definitionOf(draft: Draft): Proposal["definition"] {
  const conditions = draft.conditions.map(conditionSent);
  switch (draft.kind) {
    case "all":
      return { all: conditions };
    case "any":
      return { any: conditions };
    case "count":
      return { count: { conditions } };
    case "recode":
      return {
        recode: {
          cases: draft.cases.map(({ code, label, when }) => ({
            code: code.trim(),
            label: label.trim(),
            when: when.map(conditionSent),
          })),
          otherwise: draft.otherwise.code.trim() === "" ? null : draft.otherwise,
          ordered: draft.ordered,
        },
      };
    case "change":
      return {
        change: {
          variable: draft.changing,
          from: draft.from,
          minimum: numberIn(draft.minimum),
          maximum: numberIn(draft.maximum),
        },
      };
    case "timeSince":
      return { timeSince: { event: conditions, atMost: Number(draft.atMost) } };
  }
}
