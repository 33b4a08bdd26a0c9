import type { Locale } from "../../../../schema/text.ts";
import { labelIn } from "../../study/study.ts";
import { allCarried, type Carrying } from "./carried.ts";
import type { HandOver } from "./hand-over.store.ts";
import { isRecoded, type SpssVariable } from "./spss-variables.ts";
import { isShortened } from "./spss-syntax.ts";

interface About {
  carrying: Carrying;
  spss: ReadonlyMap<number, SpssVariable>;
  handOver: HandOver;
  /** 2026-11-22 */
  day: string;
  rows: boolean;
}

/** The same in each language: what this is, how to use it, and all that was not carried over. */
const WORDS = {
  nl: {
    title: (study: string) => `Gegevens van ${study}`,
    facts: [
      "Momentopname",
      "Vastgelegd op",
      "Hash van de momentopname",
      "Overgedragen aan",
      "Waarvoor",
      "Gevraagd door",
      "Toegestemd door",
      "Gemaakt op",
    ],
    duties:
      "Dit zijn gegevens van mensen. Ze zijn gepseudonimiseerd, niet anoniem: wie iemand goed kent, kan die herkennen. Gebruik ze alleen waarvoor ze zijn gegeven, bewaar ze versleuteld, geef ze niet door, en verwijder ze als het klaar is.",
    synthetic: "Deze gegevens zijn gemaakt door een programma. Ze gaan over niemand.",
    filesTitle: "Wat zit erin",
    files: [
      "`datapackage.json` beschrijft `persons.csv` en `rows.csv` (Data Package v2). Weerklank leest dit zo weer in; de naam is een andere dan die van het onderzoek, zodat het daar niet overheen komt.",
      "`persons.csv`: één rij per persoon. `rows.csv`: één rij per persoon en ronde waarin die persoon gezien is. Een lege cel is niet ingevuld; andere redenen hebben een eigen code.",
      "`labels.R`: leest beide in R, zet labels, en zet de reden van een ontbrekende waarde in een eigen kolom (`.missing`). Alleen R zelf is nodig.",
      "`spss/labels.sps`: leest `spss/persons.csv` en `spss/rows.csv` in SPSS of PSPP, met labels en ontbrekende waarden. Daarin is elke code een getal.",
      "`variables.csv`, `codes.csv` en `waves.csv`: alle variabelen, codes en rondes, met de naam en het getal in SPSS. In deze drie staat een ' voor tekst die een rekenblad anders als formule zou lezen. In de gegevens zelf is niets veranderd.",
    ],
    keys: (key: string) =>
      `Elke persoon heeft in \`${key}\` een sleutel die alleen voor deze overdracht is geloot. Hij hoort bij geen ander bestand, ook niet bij een eerdere of latere overdracht, en is nergens bewaard.`,
    notTitle: "Wat er niet in zit",
    not: [
      "Wie gestopt is of de toestemming heeft ingetrokken, ook als dat na de momentopname was.",
      "Contactgegevens, uitnodigingen, berichten en persoonlijke codes.",
      "De vragenlijsten zelf, hun logica en de teksten van toestemming. Die haal je als XLSForm uit Weerklank.",
      "Hoe een afgeleide variabele gemaakt wordt: in `datapackage.json` staat de definitie, maar wie het weer inleest krijgt de waarden.",
      "Engelse labels in SPSS en R. Die staan in `datapackage.json`, `variables.csv` en `codes.csv`; bij weer inlezen gaan ze verloren.",
      "Indelingen van getallen in groepen, in SPSS en R. Die staan in `datapackage.json`.",
    ],
    texts: "Open antwoorden, want daar kunnen namen in staan:",
    noTexts: "Open antwoorden: er waren er geen.",
    leftOut: "Afgeleide variabelen die niet in de momentopname zitten:",
    renamed: "In SPSS anders genoemd:",
    recoded: "In SPSS met andere getallen dan de codes van het onderzoek (zie `codes.csv`):",
    shortened: "In SPSS met een ingekort label:",
    none: "geen",
  },
  en: {
    title: (study: string) => `Data of ${study}`,
    facts: [
      "Snapshot",
      "Frozen on",
      "Hash of the snapshot",
      "Handed over to",
      "What for",
      "Asked by",
      "Agreed to by",
      "Made on",
    ],
    duties:
      "These are data of people. They are pseudonymised, not anonymous: whoever knows somebody well may recognise them. Use them only for what they were given for, keep them encrypted, do not pass them on, and remove them once it is done.",
    synthetic: "These data were made by a program. They are about nobody.",
    filesTitle: "What is in it",
    files: [
      "`datapackage.json` describes `persons.csv` and `rows.csv` (Data Package v2). Weerklank brings it in as it is; its name is another one than the study's, so that it does not take the study's place.",
      "`persons.csv`: a row a person. `rows.csv`: a row a person and wave in which the person was seen. An empty cell was left empty; other reasons have a code of their own.",
      "`labels.R`: reads both into R, sets labels, and puts the reason why a value is missing in a column of its own (`.missing`). Nothing but R itself is needed.",
      "`spss/labels.sps`: reads `spss/persons.csv` and `spss/rows.csv` into SPSS or PSPP, with labels and missing values. There every code is a number.",
      "`variables.csv`, `codes.csv` and `waves.csv`: all variables, codes and waves, with the name and the number in SPSS. In these three a ' stands before words that a spreadsheet would take for a formula. Nothing is changed in the data themselves.",
    ],
    keys: (key: string) =>
      `In \`${key}\` every person has a key that was drawn for this hand-over alone. It belongs to no other file, no earlier or later hand-over either, and is kept nowhere.`,
    notTitle: "What is not in it",
    not: [
      "Whoever stopped or took consent back, also where that was after the snapshot.",
      "Addresses, invitations, messages and personal codes.",
      "The questionnaires themselves, their logic and the texts of consent. Weerklank gives those as XLSForm.",
      "How a derived variable is made: `datapackage.json` has the definition, but whoever brings it in again gets the values.",
      "English labels in SPSS and R. They are in `datapackage.json`, `variables.csv` and `codes.csv`; bringing it in again loses them.",
      "How numbers are cut into groups, in SPSS and R. It is in `datapackage.json`.",
    ],
    texts: "Open answers, as names can be in them:",
    noTexts: "Open answers: there were none.",
    leftOut: "Derived variables that are not in the snapshot:",
    renamed: "Called differently in SPSS:",
    recoded: "In SPSS with other numbers than the study's codes (see `codes.csv`):",
    shortened: "In SPSS with a shortened label:",
    none: "none",
  },
} satisfies Record<Locale, unknown>;

export function readMe({ carrying, spss, handOver, day, rows }: About, locale: Locale): string {
  const words = WORDS[locale];
  const { manifest } = carrying;
  const values = [
    String(manifest.number),
    manifest.asOf.slice(0, 10),
    manifest.hash,
    `${handOver.recipientName}, ${handOver.organisation}`,
    locale === "en" ? (handOver.purpose.en ?? handOver.purpose.nl) : handOver.purpose.nl,
    handOver.askedByName,
    handOver.decidedByName ?? "",
    day,
  ];
  const all = allCarried(carrying).map((carried) => ({ carried, numbers: spss.get(carried.index) }));
  const named = (title: string, names: readonly string[]) =>
    `- ${title} ${names.length > 0 ? names.join("; ") : words.none}`;
  const files = rows ? words.files : words.files.map((line) => line.replaceAll(/ (en|and) `(spss\/)?rows\.csv`/g, ""));
  const lines = [
    `# ${words.title(manifest.title)}`,
    ...(manifest.synthetic ? [words.synthetic] : []),
    words.facts.map((fact, i) => `- ${fact}: ${oneLine(values[i] ?? "")}`).join("\n"),
    words.duties,
    `## ${words.filesTitle}`,
    files.map((line) => `- ${line}`).join("\n"),
    words.keys(carrying.personKey),
    `## ${words.notTitle}`,
    [
      ...words.not.map((line) => `- ${line}`),
      carrying.texts.length > 0
        ? named(
            words.texts,
            carrying.texts.map((text) => `${text.name} (${labelIn(text, locale)})`),
          )
        : `- ${words.noTexts}`,
      named(
        words.leftOut,
        (manifest.leftOut ?? []).map(({ variable, reason }) => `${variable} (${reason[locale]})`),
      ),
      named(
        words.renamed,
        all.flatMap(({ carried: { variable }, numbers }) =>
          numbers && numbers.name !== variable.name ? [`${variable.name} → ${numbers.name}`] : [],
        ),
      ),
      named(
        words.recoded,
        all.flatMap(({ carried, numbers }) => (numbers && isRecoded(carried, numbers) ? [carried.variable.name] : [])),
      ),
      named(
        words.shortened,
        all.flatMap(({ carried: { variable } }) => (isShortened(variable.label) ? [variable.name] : [])),
      ),
    ].join("\n"),
  ];
  return `${lines.join("\n\n")}\n`;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");
