import type { Manifest, ManifestVariable } from "../manifest.ts";

/** A variable that goes, and where it stands in data.parquet. */
export interface Carried {
  /** The i of v<i> and m<i>. */
  index: number;
  variable: ManifestVariable;
  sensitive: boolean;
}

/** What goes and what stays; decided from the manifest alone. */
export interface Carrying {
  manifest: Manifest;
  /** One value a person */
  ofPerson: Carried[];
  /** One value a person and wave */
  ofWave: Carried[];
  /** Free text can hold names, so it stays. */
  texts: ManifestVariable[];
  /** Columns with the keys: called so in every file, and like no variable. */
  personKey: string;
  waveKey: string;
}

/** `sensitive` where the study does not say otherwise of a variable. */
export function carryingOf(manifest: Manifest, sensitiveOf: ReadonlyMap<string, boolean>): Carrying {
  const all = manifest.variables.map((variable, index): Carried => ({
    index,
    variable,
    sensitive: sensitiveOf.get(variable.name) ?? true,
  }));
  const going = all.filter(({ variable }) => variable.type !== "TEXT");
  const taken = new Set(manifest.variables.map(({ name }) => name.toLowerCase()));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_key`) : name);
  return {
    manifest,
    ofPerson: going.filter(({ variable }) => variable.level === "PERSON"),
    ofWave: going.filter(({ variable }) => variable.level === "PERSON_WAVE"),
    texts: manifest.variables.filter(({ type }) => type === "TEXT"),
    personKey: free("person"),
    waveKey: free("wave"),
  };
}

export const allCarried = ({ ofPerson, ofWave }: Carrying): Carried[] => [...ofPerson, ...ofWave];

export const wavesAsked = ({ askedIn }: ManifestVariable, { waves }: Manifest): string[] | null =>
  askedIn === undefined ? null : askedIn.flatMap((ordinal) => waves[ordinal]?.code ?? []);
