import type { Text } from "../../../schema/text.ts";
import { VALID_CODE, type Manifest } from "../snapshot/manifest.ts";
import {
  answeredInWords,
  mayStillChange,
  type SnapshotStep,
  type WaveCompleteness,
  wavesOf,
} from "../snapshot/snapshot.ts";
import type { Condition, Measure, ResultQuery, VariableReference } from "./query.ts";
import type { StoredResult } from "./result.ts";

/** How complete the data of one study were that a result was given from. */
export interface StudyCompleteness {
  /** Slug */
  study: string;
  title: string;
  number: number;
  asOf: Date;
  /** As it was when the result was given. */
  state: Manifest["state"];
  /** Those that the question looks at, in study order. */
  waves: WaveCompleteness[];
  mayChange: Text[];
  /** On which who answered can be compared with who did not. */
  comparedOn: { name: string; label: string }[];
}

/** Background variables of a person that can split: who was seen in a later wave may be asked by them. */
const comparedOn = ({ variables }: Manifest): { name: string; label: string }[] =>
  variables
    .filter(({ role, level, codings }) => {
      const code = codings[0]?.valid[0]?.code;
      return role === "BACKGROUND" && level === "PERSON" && code !== undefined && code !== VALID_CODE;
    })
    .map(({ name, label }) => ({ name, label }));

/** From the manifests of its snapshots alone: what came in since makes no difference. */
export async function completenessOf(
  { query, snapshots, released }: Pick<StoredResult, "query" | "snapshots" | "released">,
  snapshot: Pick<SnapshotStep, "byId" | "open">,
): Promise<StudyCompleteness[]> {
  return Promise.all(
    released.sources.map(async ({ study, title, number, asOf }, at) => {
      const found = await snapshot.byId(snapshots[at] ?? "");
      if (found === null) throw new Error("the snapshot of a result is not there");
      const { manifest } = await snapshot.open(found);
      const asked = wavesAsked(query, manifest);
      const waves = wavesOf(manifest).filter(({ code }) => asked.has(code));
      return {
        study,
        title,
        number,
        asOf: new Date(asOf),
        state: released.state,
        waves,
        mayChange: mayStillChange(waves, released.state),
        comparedOn: waves.some(({ code }) => code !== manifest.waves[0]?.code) ? comparedOn(manifest) : [],
      };
    }),
  );
}

/** What goes with the figures wherever they are taken; of several studies each with its name. */
export const completenessInWords = (studies: readonly StudyCompleteness[]): Text[] =>
  studies.flatMap(({ title, waves, mayChange }) => {
    const said = [...answeredInWords(waves), ...mayChange];
    if (studies.length === 1) return said;
    return said.map(({ nl, en }) => ({ nl: `${title}: ${nl}`, en: `${title}: ${en}` }));
  });

/** Codes of the waves that a question looks at: its range, and those it names; what it leaves open looks at all in the range. */
function wavesAsked(query: ResultQuery, { waves, variables }: Manifest): Set<string> {
  const place = (code: string | null | undefined, otherwise: number): number => {
    const found = waves.findIndex((wave) => wave.code === code);
    return found < 0 ? otherwise : found;
  };
  const range = waves.slice(place(query.waves?.from, 0), place(query.waves?.to, waves.length - 1) + 1);
  const byWave = new Set(variables.filter(({ level }) => level === "PERSON_WAVE").map(({ name }) => name));
  const references = referencesIn(query).filter(({ name }) => byWave.has(name));
  const fixed = references.flatMap(({ wave }) => wave ?? []);
  const moving = (query.by ?? []).some((dimension) => dimension.wave) || references.some(({ wave }) => !wave);
  const ranged = Boolean(query.waves?.from ?? query.waves?.to);
  return new Set([...fixed, ...(moving || ranged || fixed.length === 0 ? range.map(({ code }) => code) : [])]);
}

function referencesIn({ by, where, measure }: ResultQuery): VariableReference[] {
  const { mean, sd, sum, quantile, share, survival }: Measure = measure;
  return [
    ...(by ?? []).flatMap(({ variable }) => variable ?? []),
    ...[mean, sd, sum, quantile?.of].flatMap((reference) => reference ?? []),
    ...[where, share, survival].flatMap((condition) => (condition ? referencesOf(condition) : [])),
  ];
}

const referencesOf = ({ is, not, all, any }: Condition): VariableReference[] => [
  ...(is ? [is.variable] : []),
  ...[not, ...(all ?? []), ...(any ?? [])].flatMap((part) => (part ? referencesOf(part) : [])),
];
