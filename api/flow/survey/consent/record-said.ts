import type { Chance } from "../../../platform/chance.ts";
import { receiptOf } from "../withdrawing/receipt.ts";
import type { Transaction } from "../survey.store.ts";
import { type ConsentPurpose, type ConsentSource, isOpenTo, OPTIONAL_PURPOSES } from "./consent.ts";
import type { ConsentStore, NewSaid, SaidRow } from "./consent.store.ts";
import { counting, type PresentText } from "./standing.ts";

/** A yes or no to a purpose, in words that whoever says it has read. */
export interface Choice {
  purpose: ConsentPurpose;
  /** Names the words; of a no it does not matter. */
  text?: string | null | undefined;
  given: boolean;
}

export interface Saying {
  participantId: string;
  invitationId: string;
  /** Whose words TAKE_PART is said to */
  versionId: string;
  studyId: string;
  source: ConsentSource;
  young: boolean;
  choices: readonly Choice[];
  /** The words of now, of the other purposes */
  texts: readonly PresentText[];
  at: Date;
}

/** Of one purpose; TAKE_PART is of one questionnaire, the others of the study. */
export const historyOf = (rows: readonly SaidRow[], purpose: ConsentPurpose, invitationId: string): SaidRow[] =>
  rows.filter((row) => row.purpose === purpose && (purpose !== "TAKE_PART" || row.invitationId === invitationId));

/** Who says a thing for themselves is one, at whichever age. */
const isOwn = (source: ConsentSource): boolean => source !== "GUARDIAN";

export const ALL_PURPOSES: readonly ConsentPurpose[] = ["TAKE_PART", ...OPTIONAL_PURPOSES];

/** Adds what is new in it to the history, and does at once what it means for the answers. The person is held. */
export const createRecording = ({ consents, chance }: { consents: ConsentStore; chance: Chance }) => {
  const lineOf = (saying: Saying, { purpose, given, text }: Choice, rows: readonly SaidRow[]): NewSaid | null => {
    const { participantId, invitationId, source, at } = saying;
    const before = historyOf(rows, purpose, invitationId).findLast((row) => isOwn(row.source) === isOwn(source));
    // A no is said to the words that were agreed to.
    const read =
      purpose === "TAKE_PART" ? saying.versionId : given ? text : (before?.text ?? presentOf(saying, purpose));
    const said = { participantId, purpose, given, source, at, text: read ?? "", invitationId };
    // Nobody was asked, and nothing was given.
    if (said.text === "") return null;
    if (before?.given === given && before.text === said.text && before.source === source) return null;
    return { ...said, receipt: !given && before?.given ? receiptOf(chance) : null };
  };

  const presentOf = ({ texts }: Saying, purpose: ConsentPurpose): string =>
    texts.find((text) => text.purpose === purpose)?.id ?? "";

  return async (transaction: Transaction, saying: Saying, rows: readonly SaidRow[]): Promise<void> => {
    const lines = saying.choices.flatMap((choice) => lineOf(saying, choice, counting(rows)) ?? []);
    await consents.add(transaction, lines);
    const { invitationId, at } = saying;
    const takePart = lines.find(({ purpose }) => purpose === "TAKE_PART");
    if (takePart === undefined) return;
    const history = [...historyOf(counting(rows), "TAKE_PART", invitationId), takePart];
    if (!takePart.given) await consents.close(transaction, invitationId, at);
    else if (isOpenTo(history, saying.young)) await consents.open(transaction, invitationId, at);
  };
};

/** What somebody who stops takes back by it: whatever looks ahead, and quotes; who has everything deleted, the rest too. */
const ENDED_BY_STOPPING: readonly ConsentPurpose[] = ["BE_FOLLOWED", "BE_QUOTED", "BE_INVITED_AGAIN", "SHARE_PLAN"];

/** For somebody who stops, and is held. */
export function takenBackBy(
  rows: readonly SaidRow[],
  { deleting, invitationId, at, chance }: { deleting: boolean; invitationId: string; at: Date; chance: Chance },
): NewSaid[] {
  const last = new Map<string, SaidRow>();
  for (const row of counting(rows).filter(({ source }) => isOwn(source)))
    last.set(row.purpose === "TAKE_PART" ? `${row.purpose} ${row.invitationId}` : row.purpose, row);
  return [...last.values()]
    .filter(({ given, purpose }) => given && (deleting || ENDED_BY_STOPPING.includes(purpose)))
    .map(({ participantId, purpose, source, text, ...row }) => ({
      ...{ participantId, purpose, source, text, at, given: false, receipt: receiptOf(chance) },
      invitationId: purpose === "TAKE_PART" ? (row.invitationId ?? invitationId) : invitationId,
    }));
}

export type RecordSaid = ReturnType<typeof createRecording>;
