import type { DerivedCondition, DerivedDefinition } from "../../../schema/derived.ts";
import type { VariableDeclaration, WaveDeclaration } from "../study/study.ts";
import { declaredCategories, isCoded, isMeasured, positionType } from "./codings.ts";

/*
 * A definition as SQL over the staged tables (stage.ts). SQL has the logic that is needed: what cannot be told is NULL,
 * and NULL neither makes `all` true nor `any` false. Nothing of what people wrote is in a statement: columns go by their
 * place, codes by their position, limits are bound.
 */

export interface DerivedColumn {
  /** As the columns v<i> and m<i> are; m only where it is a number. */
  value: string;
  kind: string | null;
}

interface Source {
  variable: VariableDeclaration;
  index: number;
}

/** Collects the columns of one table, with the joins and the bound values they need. */
export class DerivedStatement {
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #waves: readonly WaveDeclaration[];
  readonly #joins = new Map<string, string>();
  readonly #columns: string[] = [];
  readonly values: number[] = [];

  constructor(variables: readonly VariableDeclaration[], waves: readonly WaveDeclaration[]) {
    this.#sources = new Map(variables.map((variable, index) => [variable.name, { variable, index }]));
    this.#waves = waves;
  }

  add(name: string, definition: DerivedDefinition, declared: VariableDeclaration): void {
    const { value, kind } = this.#columnsOf(name, definition, declared);
    this.#columns.push(`${value} as ${name}`, ...(kind === null ? [] : [`${kind} as ${name}_m`]));
  }

  /** The table with its new columns. */
  select(table: "member" | "seen"): string {
    const member = table === "seen" ? "join member on member.p = seen.p" : "";
    const order = table === "seen" ? "seen.p, seen.w" : "member.p";
    return `select ${[`${table}.*`, ...this.#columns].join(", ")}
      from ${table} ${member} ${[...this.#joins.values()].join(" ")} order by ${order}`;
  }

  #columnsOf(name: string, definition: DerivedDefinition, declared: VariableDeclaration): DerivedColumn {
    switch (definition.kind) {
      case "RECODE": {
        const cases = definition.cases.map(({ when }, position) => {
          const holds = this.#all(when);
          return `when ${holds} then ${position} when (${holds}) is null then ${declared.categories.length}`;
        });
        // Where nothing holds and there is no other code, it is empty.
        return coded(declared, `case ${cases.join(" ")} else ${definition.cases.length} end`);
      }
      case "ALL":
        return yesOrNo(declared, this.#all(definition.conditions));
      case "ANY":
        return yesOrNo(declared, definition.conditions.map((each) => this.#truth(each)).join(" or "));
      case "COUNT":
        return number(definition.conditions.map((each) => `(${this.#truth(each)})::INTEGER`).join(" + "), "0");
      case "CHANGE":
        return this.#change(definition, declared);
      case "TIME_SINCE": {
        const event = this.#all(definition.event);
        const first = `first_${name}`;
        this.#joins.set(
          first,
          `left join (select seen.p, min(seen.w)::INTEGER as w from seen join member on member.p = seen.p
            where ${event} group by seen.p) ${first} on ${first}.p = seen.p`,
        );
        const since = `case when ${first}.w <= seen.w then least(seen.w::INTEGER - ${first}.w, ${definition.atMost}) end`;
        // NOT_YET is its only missing code.
        return number(since, `case when (${event}) is null then 0 else 1 end`);
      }
    }
  }

  #change(definition: Extract<DerivedDefinition, { kind: "CHANGE" }>, declared: VariableDeclaration): DerivedColumn {
    const { variable, index } = this.#source(definition.variable);
    const column = `v${index}`;
    const now = `seen.${column}`;
    const known = (value: string): string =>
      isMeasured(variable.type) ? `${value} is not null` : `${value} < ${declaredCategories(variable).length}`;
    let before = `previous.${column}`;
    if (definition.from === "PREVIOUS") {
      this.#joins.set(
        "previous",
        "left join seen previous on previous.p = seen.p and previous.w = seen.w::INTEGER - 1",
      );
    } else {
      const first = `first_${column}`;
      before = `${first}.value`;
      this.#joins.set(
        first,
        `left join (select p, arg_min(${column}, w) as value from seen where ${known(column)} group by p) ${first}
          on ${first}.p = seen.p`,
      );
    }
    if (isMeasured(variable.type)) return number(`${now} - ${before}`, "0");
    const change =
      variable.type === "ORDINAL"
        ? `case when ${now} < ${before} then 0 when ${now} = ${before} then 1 else 2 end`
        : `case when ${now} = ${before} then 0 else 1 end`;
    return coded(
      declared,
      `case when ${known(now)} and ${known(before)} then ${change} else ${declared.categories.length} end`,
    );
  }

  #all(conditions: readonly DerivedCondition[]): string {
    return conditions.map((each) => `(${this.#truth(each)})`).join(" and ");
  }

  /** True, false, or NULL where it cannot be told. */
  #truth(condition: DerivedCondition): string {
    const { variable, index } = this.#source(condition.variable);
    const column = `${this.#tableOf(variable, condition.wave)}.v${index}`;
    if (isCoded(variable.type)) {
      const codes = declaredCategories(variable).map(({ code }) => code);
      const positions = [...new Set(condition.in)].map((code) => codes.indexOf(code));
      return `case when ${column} < ${codes.length} then ${column} in (${positions.join(", ")}) end`;
    }
    return [
      ...(condition.min === null ? [] : [`${column} >= ${this.#bound(condition.min)}`]),
      ...(condition.max === null ? [] : [`${column} < ${this.#bound(condition.max)}`]),
    ].join(" and ");
  }

  #tableOf({ level }: VariableDeclaration, wave: string | null): string {
    if (level === "PERSON") return "member";
    if (wave === null) return "seen";
    const ordinal = this.#waves.findIndex(({ code }) => code === wave);
    const table = `wave_${ordinal}`;
    this.#joins.set(table, `left join seen ${table} on ${table}.p = member.p and ${table}.w = ${ordinal}`);
    return table;
  }

  #bound(value: number): string {
    this.values.push(value);
    return `$${this.values.length}::DOUBLE`;
  }

  #source(name: string): Source {
    const source = this.#sources.get(name);
    if (source === undefined) throw new Error("a derived variable was compiled without its input");
    return source;
  }
}

const coded = (declared: VariableDeclaration, position: string): DerivedColumn => ({
  value: `(${position})::${positionType(declaredCategories(declared).length + 1)}`,
  kind: null,
});

const yesOrNo = (declared: VariableDeclaration, truth: string): DerivedColumn =>
  coded(declared, `case when ${truth} then 0 when (${truth}) is null then 2 else 1 end`);

const number = (value: string, kind: string): DerivedColumn => ({
  value: `(${value})::DOUBLE`,
  kind: `case when (${value}) is null then (${kind})::UTINYINT end`,
});
