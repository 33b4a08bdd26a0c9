import { recordDayOf } from "../../../schema/day.ts";

/** What was promised when a survey went out: on this day at the latest you hear something. */
export interface Promised {
  study: string;
  /** Names of the variables that its questions feed. */
  variables: readonly string[];
  /** When the survey went out. */
  madeAt: Date;
  /** A day, as midnight UTC; moved or not. */
  promisedOn: Date;
}

/** When something was heard, and of which variables. */
export interface Heard {
  publishedAt: Date;
  variables: readonly { study: string; variable: string }[];
}

export interface Kept {
  /** A finding that rests on the answers was public on the day promised, or before. */
  kept: boolean;
  /** The day has passed, and it was not kept. What comes later is welcome, and still late. */
  late: boolean;
}

/** Whether a promise was kept by what was heard at these moments. */
export const keptBy = (
  { madeAt, promisedOn }: Pick<Promised, "madeAt" | "promisedOn">,
  heardAt: readonly Date[],
  now: Date,
): Kept => {
  const kept = heardAt.some((at) => at >= madeAt && recordDayOf(at) <= promisedOn);
  return { kept, late: !kept && recordDayOf(now) > promisedOn };
};

export const keepingOf = (promised: Promised, heard: readonly Heard[], now: Date): Kept => {
  const of = heard.filter(({ variables }) =>
    variables.some(({ study, variable }) => study === promised.study && promised.variables.includes(variable)),
  );
  return keptBy(
    promised,
    of.map(({ publishedAt }) => publishedAt),
    now,
  );
};

export interface Loop {
  promises: number;
  due: number;
  kept: number;
  share: number | null;
}

/** Due: kept before its day, or its day has passed. So no more can be kept than was due. */
export const loopOf = (
  promises: readonly Promised[],
  heard: readonly Heard[],
  now: Date,
  others: readonly Kept[] = [],
): Loop => {
  const each = [...promises.map((promised) => keepingOf(promised, heard, now)), ...others];
  const due = each.filter(({ kept, late }) => kept || late).length;
  const kept = each.filter((keeping) => keeping.kept).length;
  return { promises: each.length, due, kept, share: due === 0 ? null : kept / due };
};
