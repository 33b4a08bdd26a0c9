import type { Manifest } from "../snapshot/manifest.ts";
import type { ResultQuery } from "./query.ts";
import { invalid, Refused } from "./refusal.ts";

/** The waves that a question looks at, by ordinal, both included. */
export interface WaveWindow {
  from: number;
  to: number;
  whole: boolean;
}

export function windowOf(query: ResultQuery, manifest: Manifest): WaveWindow {
  const last = manifest.waves.length - 1;
  const place = (code: string | null | undefined, otherwise: number): number => {
    if (code === null || code === undefined) return otherwise;
    const found = manifest.waves.findIndex((wave) => wave.code === code);
    if (found < 0) throw unknownWave(code, manifest);
    return found;
  };
  const from = place(query.waves?.from, 0);
  const to = place(query.waves?.to, last);
  if (from > to && last >= 0)
    throw invalid("De eerste meting komt na de laatste.", "The first wave is after the last.");
  return { from, to, whole: from === 0 && to === last };
}

export function unknownWave(code: string, manifest: Manifest): Refused {
  const codes = manifest.waves.map((wave) => wave.code);
  const ends = codes.length > 1 ? [codes[0] as string, codes[codes.length - 1] as string] : codes;
  return new Refused(
    "UNKNOWN_WAVE",
    "declared waves",
    {
      nl: `“${manifest.study}” heeft geen meting “${code}”. De metingen lopen van “${ends[0] ?? ""}” tot en met “${ends[1] ?? ends[0] ?? ""}”.`,
      en: `“${manifest.study}” has no wave “${code}”. Its waves run from “${ends[0] ?? ""}” to “${ends[1] ?? ends[0] ?? ""}”.`,
    },
    ends.map((name) => ({ nl: `Gebruik meting “${name}”.`, en: `Use wave “${name}”.` })),
  );
}
