import { ECHO } from "../../lib/kept-here/place.ts";
import type { Place } from "../../lib/kept-here/place.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Respondent } from "./operations.ts";
import type { Unsaved } from "./saver.ts";

/** What of a questionnaire is kept on the phone until it is sent. */

const QUESTIONNAIRE = "questionnaire";
const UNSAVED = "unsaved";

interface KeptQuestionnaire {
  respondent: Respondent;
  /** Of the API's clock, in ms */
  ahead: number;
}

export interface KeptHere {
  questionnaire: KeptQuestionnaire | null;
  unsaved: Unsaved[];
  /** What came back was seen here. */
  echo: boolean;
  /** The names that the unsaved stand under */
  names: string[];
}

export const mayAnswer = ({ consent, sentAt, closedAt, withdrawal }: Respondent): boolean =>
  consent === true && sentAt === null && closedAt === null && withdrawal === null;

export async function keptAt(place: Place): Promise<KeptHere> {
  const all = await place.all();
  const names = [...all.keys()].filter((name) => name.startsWith(`${UNSAVED} `));
  return {
    questionnaire: (all.get(QUESTIONNAIRE) as KeptQuestionnaire | undefined) ?? null,
    unsaved: names.flatMap((name) => all.get(name) as Unsaved[]),
    echo: all.has(ECHO),
    names,
  };
}

/** The questions, so that they open without network. With a code of one's own: no answers beside them. */
export function keepQuestionnaire(
  place: Place,
  respondent: Respondent,
  answers: ReadonlyMap<string, Json>,
  ahead: number,
): void {
  const open = respondent.ownCode === "NONE";
  const given = open ? [...answers].map(([question, value]) => ({ question, value })) : [];
  const kept = { ...respondent, answers: given, last: open ? respondent.last : [] };
  void place.keep(QUESTIONNAIRE, { respondent: kept, ahead } satisfies KeptQuestionnaire);
}

export const dropQuestionnaire = (place: Place): void => void place.drop(QUESTIONNAIRE);

export function keepUnsaved(place: Place, device: string, unsaved: readonly Unsaved[]): void {
  const name = `${UNSAVED} ${device}`;
  void (unsaved.length > 0 ? place.keep(name, unsaved) : place.drop(name));
}
