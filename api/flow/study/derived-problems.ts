import { Problem } from "../../../schema/problem.ts";

/** Everything that can be refused about derived variables, by its code. */

type Path = readonly string[];

export const derivedInvalid = (path: Path): Problem => {
  const place = path.slice(1).join(".");
  return new Problem(
    "DERIVED_INVALID",
    {
      nl: `Dit kan zo niet: ${place || "de beschrijving"} ontbreekt, is te lang of past niet bij de rest.`,
      en: `This cannot be kept: ${place || "the description"} is missing, too long or does not fit the rest.`,
    },
    path,
  );
};

export const studyUnknown = (path: Path): Problem =>
  new Problem("UNKNOWN_STUDY", { nl: "Deze studie bestaat niet.", en: "There is no such study." }, path);

export const nameTaken = (name: string): Problem =>
  new Problem(
    "NAME_TAKEN",
    {
      nl: `De studie heeft al een variabele ${name}. Kies een andere naam.`,
      en: `The study already has a variable ${name}. Choose another name.`,
    },
    ["input", "name"],
  );

export const alreadyProposed = (name: string): Problem =>
  new Problem(
    "ALREADY_PROPOSED",
    {
      nl: `Over ${name} ligt al een voorstel. Wacht tot daarover is besloten.`,
      en: `There is a proposal for ${name} already. Wait until it is decided on.`,
    },
    ["input", "name"],
  );

export const inputUnknown = (name: string, path: Path): Problem =>
  new Problem(
    "INPUT_UNKNOWN",
    { nl: `De studie heeft geen variabele “${name}”.`, en: `The study has no variable “${name}”.` },
    path,
  );

export const inputDerived = (name: string, path: Path): Problem =>
  new Problem(
    "INPUT_DERIVED",
    {
      nl: `“${name}” is zelf afgeleid. Gebruik de variabelen waar die van is gemaakt.`,
      en: `“${name}” is derived itself. Use the variables that it is made of.`,
    },
    path,
  );

export const inputUnfit = (name: string, path: Path): Problem =>
  new Problem(
    "INPUT_UNFIT",
    {
      nl: `“${name}” kan hier niet: het is vrije tekst, een gewicht of een datum, of heeft geen codes en geen banden.`,
      en: `“${name}” does not fit here: it is free text, a weight or a date, or has neither codes nor bands.`,
    },
    path,
  );

export const codeUnknown = (name: string, code: string, path: Path): Problem =>
  new Problem(
    "CODE_UNKNOWN",
    { nl: `“${name}” heeft geen code “${code}”.`, en: `“${name}” has no code “${code}”.` },
    path,
  );

export const codesForNumber = (name: string, path: Path): Problem =>
  new Problem(
    "CODES_OR_LIMITS",
    {
      nl: `“${name}” is een getal: geef grenzen, geen codes.`,
      en: `“${name}” is a number: give limits, not codes.`,
    },
    path,
  );

export const limitsForCodes = (name: string, path: Path): Problem =>
  new Problem(
    "CODES_OR_LIMITS",
    {
      nl: `“${name}” heeft codes: kies codes, geen grenzen.`,
      en: `“${name}” has codes: choose codes, not limits.`,
    },
    path,
  );

export const limitNotDeclared = (name: string, limits: readonly number[], path: Path): Problem =>
  new Problem(
    "LIMIT_NOT_DECLARED",
    {
      nl: `“${name}” kan alleen bij een opgegeven grens worden afgekapt: ${limits.join(", ")}.`,
      en: `“${name}” can be cut at its declared limits only: ${limits.join(", ")}.`,
    },
    path,
  );

export const waveUnknown = (wave: string, path: Path): Problem =>
  new Problem(
    "WAVE_UNKNOWN",
    { nl: `De studie heeft geen meting “${wave}”.`, en: `The study has no wave “${wave}”.` },
    path,
  );

export const notByWave = (name: string, path: Path): Problem =>
  new Problem(
    "NOT_BY_WAVE",
    {
      nl: `“${name}” heeft één waarde per persoon: er is geen meting om naar te kijken en geen verandering.`,
      en: `“${name}” has one value a person: there is no wave to look at and no change.`,
    },
    path,
  );

export const eventFixed = (path: Path): Problem =>
  new Problem(
    "EVENT_FIXED",
    {
      nl: "Een gebeurtenis gaat over iets dat bij elke meting is gevraagd, zonder een meting te noemen.",
      en: "An event is about something asked in every wave, without naming a wave.",
    },
    path,
  );

export const limitsNeeded = (name: string, path: Path): Problem =>
  new Problem(
    "LIMITS_NEEDED",
    {
      nl: `“${name}” heeft geen opgegeven grenzen. Zeg wat het verschil hoogstens en minstens kan zijn.`,
      en: `“${name}” has no declared limits. Say what the difference can be at least and at most.`,
    },
    path,
  );

export const partsForCodes = (name: string, path: Path): Problem =>
  new Problem(
    "LIMITS_FOR_CODES",
    {
      nl: `“${name}” heeft codes: de verandering krijgt codes, geen grenzen of banden.`,
      en: `“${name}” has codes: its change gets codes, not limits or bands.`,
    },
    path,
  );

export const bandOutside = (minimum: number, maximum: number, path: Path): Problem =>
  new Problem(
    "BAND_OUTSIDE_LIMITS",
    {
      nl: `De grenzen van een band liggen boven ${minimum} en hoogstens op ${maximum}.`,
      en: `The limits of a band lie above ${minimum} and at ${maximum} at most.`,
    },
    path,
  );

export const derivedUnknown = (): Problem =>
  new Problem("UNKNOWN_DERIVED", { nl: "Dit voorstel is er niet.", en: "There is no such proposal." }, ["id"]);

export const alreadyDecided = (): Problem =>
  new Problem(
    "ALREADY_DECIDED",
    {
      nl: "Hierover is al besloten. Laad de pagina opnieuw om te zien wat.",
      en: "This has been decided already. Load the page again to see what.",
    },
    ["id"],
  );

export const notDeclared = (): Problem =>
  new Problem(
    "NOT_DECLARED",
    {
      nl: "Alleen wat vastgesteld is en nu geldt, kan worden ingetrokken.",
      en: "Only what is declared and in force can be withdrawn.",
    },
    ["id"],
  );

export const ownProposal = (): Problem =>
  new Problem(
    "OWN_PROPOSAL",
    {
      nl: "Over een eigen voorstel besluit iemand anders.",
      en: "Somebody else decides on a proposal of your own.",
    },
    ["id"],
  );
