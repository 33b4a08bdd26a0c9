import { createHash } from "node:crypto";
import {
  mayBeQuoted,
  OPTIONAL_PURPOSES,
  type OptionalPurpose,
  purposeOfInviting,
  standsApart,
  stateOf,
} from "./consent.ts";
import type { ConsentStore, SaidRow, TextRow } from "./consent.store.ts";
import type { SixteenthBirthdays } from "./sixteenth-birthday.ts";
import { USUAL_WORDS } from "./usual-words.ts";

interface Shared {
  consents: ConsentStore;
  birthdays: SixteenthBirthdays;
}

/** The words of now, of one purpose in one study. */
export interface PresentText {
  id: string;
  purpose: OptionalPurpose;
  words: { nl: string; en: string | null };
  asked: boolean;
  /** 0: the words that come with the house, which nobody is asked with */
  number: number;
  writtenAt: Date | null;
  /** null: words that come with the house */
  writtenByName: string | null;
}

interface Person {
  participantId: string;
  pseudonym: string;
  studyId: string;
}

/** Where a study wrote nothing, nothing is asked: the words that come with the house wait for it to say so. */
export const presentText = (purpose: OptionalPurpose, written: TextRow | undefined): PresentText =>
  written ?? {
    ...{ id: "", purpose, words: USUAL_WORDS[purpose], asked: false, number: 0 },
    ...{ writtenAt: null, writtenByName: null },
  };

/** What was said through a link that was withdrawn before anything was sent does not count: nobody knows who had it. */
export const counting = (rows: readonly SaidRow[]): SaidRow[] =>
  rows.filter(({ invitationId }) => invitationId !== null);

/** The name under which answers stand that are not to stand beside anything else. It tells nothing of whose they are. */
export const apartName = (participantId: string): string =>
  `~${createHash("sha256").update(`weerklank apart ${participantId}`).digest("base64url").slice(0, 22)}`;

/** What consent means to other parts: for many people at once. */
export const createConsentStanding = ({ consents, birthdays }: Shared) => {
  const youngOf = async (people: readonly Person[]): Promise<Set<string>> => {
    const young = new Set<string>();
    for (const studyId of new Set(people.map((person) => person.studyId))) {
      const there = people.filter((person) => person.studyId === studyId);
      const names = await birthdays.young(
        studyId,
        there.map(({ pseudonym }) => pseudonym),
      );
      for (const { participantId, pseudonym } of there) if (names.has(pseudonym)) young.add(participantId);
    }
    return young;
  };

  /** What each person said to a purpose; only people who said something. */
  const historiesOf = async (people: readonly Person[], purpose: OptionalPurpose) => {
    const ids = people.map(({ participantId }) => participantId);
    const histories = new Map<string, SaidRow[]>();
    for (const row of counting(await consents.said(ids, [purpose]))) {
      const { participantId } = row;
      histories.set(participantId, [...(histories.get(participantId) ?? []), row]);
    }
    const said = people.filter(({ participantId }) => histories.has(participantId));
    return { histories, young: await youngOf(said) };
  };

  const presentOf = async (studyIds: readonly string[], purpose: OptionalPurpose): Promise<Map<string, string>> => {
    const written = await consents.presentTexts(studyIds);
    return new Map(studyIds.map((id) => [id, written.get(`${id} ${purpose}`)?.id ?? ""]));
  };

  const apartAmong = async (people: readonly Person[]): Promise<Set<string>> => {
    const { histories, young } = await historiesOf(people, "LINK");
    return new Set([...histories].filter(([id, history]) => standsApart(history, young.has(id))).map(([id]) => id));
  };

  return {
    /** Of which of these responses words may be quoted now. */
    async mayBeQuoted(responseIds: readonly string[]): Promise<Set<string>> {
      const responses = await consents.ofResponses(responseIds);
      const people = [...new Map(responses.map((each) => [each.participantId, each])).values()];
      const { histories, young } = await historiesOf(people, "BE_QUOTED");
      const present = await presentOf([...new Set(people.map(({ studyId }) => studyId))], "BE_QUOTED");
      return new Set(
        responses
          .filter(({ participantId: id, studyId }) =>
            mayBeQuoted(histories.get(id) ?? [], present.get(studyId) ?? "", young.has(id)),
          )
          .map(({ responseId }) => responseId),
      );
    },

    /** Which of these people do not want an invitation to a time in the field: to more of the same, or to something new. */
    async refusing(fieldingId: string, pseudonyms: readonly string[]): Promise<Set<string>> {
      const before = await consents.before(fieldingId, pseudonyms);
      const refusing = new Set<string>();
      for (const purpose of OPTIONAL_PURPOSES) {
        const people = before.filter((person) => purposeOfInviting(person) === purpose);
        if (people.length === 0) continue;
        const { histories, young } = await historiesOf(people, purpose);
        for (const { participantId: id, pseudonym } of people)
          if (stateOf(histories.get(id) ?? [], "", young.has(id)) === "REFUSED") refusing.add(pseudonym);
      }
      return refusing;
    },

    /** Which of these people want their answers apart: by participant. */
    apartAmong,

    /** Which of these people let the study see their plan, in the words of now: by participant. */
    async sharingPlan(people: readonly Person[]): Promise<Set<string>> {
      const { histories, young } = await historiesOf(people, "SHARE_PLAN");
      const present = await presentOf([...new Set(people.map(({ studyId }) => studyId))], "SHARE_PLAN");
      const sharing = people.filter(
        ({ participantId: id, studyId }) =>
          stateOf(histories.get(id) ?? [], present.get(studyId) ?? "", young.has(id)) === "GIVEN",
      );
      return new Set(sharing.map(({ participantId }) => participantId));
    },

    /** Names apart of everybody of a study who ever said anything to it, with the names they are known by. */
    async apartNames(studyId: string): Promise<Map<string, string>> {
      const people = await consents.whoSaid(studyId, "LINK");
      return new Map(people.map(({ id, pseudonym }) => [apartName(id), pseudonym]));
    },

    /** Everybody of a study who does, but for who had everything deleted: the name they are known by, and the one apart. */
    async apartIn(studyId: string): Promise<Map<string, string | null>> {
      const people = (await consents.whoSaid(studyId, "LINK")).map(({ id, ...rest }) => ({
        participantId: id,
        studyId,
        ...rest,
      }));
      const apart = await apartAmong(people);
      return new Map(
        people
          .filter(({ participantId }) => apart.has(participantId))
          .map(({ participantId, pseudonym, deleted }) => [pseudonym, deleted ? null : apartName(participantId)]),
      );
    },

    /** How many people a purpose is given by now. */
    async givenBy(studyId: string, present: PresentText): Promise<number> {
      const { purpose } = present;
      const people = (await consents.whoSaid(studyId, purpose))
        .filter(({ deleted }) => !deleted)
        .map(({ id, pseudonym }) => ({ participantId: id, pseudonym, studyId }));
      const { histories, young } = await historiesOf(people, purpose);
      return [...histories].filter(([id, history]) => stateOf(history, present.id, young.has(id)) === "GIVEN").length;
    },
  };
};

export type ConsentStanding = ReturnType<typeof createConsentStanding>;
