import { NOT_IN_WAVE } from "../../snapshot/manifest.ts";
import type { Disturb } from "../../snapshot/snapshot.ts";
import { escapeKey, seenKeyOf } from "../axis.ts";
import type { Rules } from "../rules.ts";
import { SEEN, type LabelAxis } from "./effects.ts";
import { cellNoise, DrawSource, noiseTables } from "./noise.ts";

/** For numbers of everyone that go with a snapshot: the draws of questions about the same, so that neither adds to the other. */
export function disturbEveryone(rules: Rules): Disturb {
  const tables = noiseTables(rules);
  return (secret, everyone) => {
    const source = new DrawSource(secret, tables);
    const of = (label: readonly LabelAxis[]): number =>
      cellNoise(source, { ...everyone, withheld: false }, "n", label, rules)[0] ?? 0;
    return {
      all: of([]),
      seen: (wave) => of([{ key: seenKeyOf(wave), codes: [SEEN, `~${NOT_IN_WAVE}`] }]),
      invited: (wave) => of([{ key: `~invited@${escapeKey(wave)}`, codes: ["invited", "~"] }]),
    };
  };
}
