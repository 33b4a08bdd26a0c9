/** One question about the data, as `ResultQuery` of the public schema has it. */
export interface ResultQuery {
  studies: readonly string[];
  measure: Measure;
  by?: readonly Dimension[] | null;
  where?: Condition | null;
  waves?: WaveRange | null;
  weighted?: boolean | null;
  snapshots?: readonly string[] | null;
}

export interface WaveRange {
  from?: string | null;
  to?: string | null;
}

/** Exactly one of these is there. */
export interface Measure {
  count?: boolean | null;
  share?: Condition | null;
  mean?: VariableReference | null;
  sd?: VariableReference | null;
  sum?: VariableReference | null;
  quantile?: { of: VariableReference; p: number } | null;
  retention?: boolean | null;
  survival?: Condition | null;
}

export type Statistic = "count" | "share" | "mean" | "sd" | "sum" | "quantile" | "retention" | "survival";

export interface Dimension {
  variable?: VariableReference | null;
  wave?: boolean | null;
  study?: boolean | null;
}

export type Moment = "SAME" | "PREVIOUS" | "FIRST" | "LAST";

export interface VariableReference {
  name: string;
  at?: Moment | null;
  wave?: string | null;
  banding?: string | null;
}

export interface Condition {
  all?: readonly Condition[] | null;
  any?: readonly Condition[] | null;
  not?: Condition | null;
  is?: IsCondition | null;
}

export interface IsCondition {
  variable: VariableReference;
  in?: readonly string[] | null;
  min?: number | null;
  max?: number | null;
}
