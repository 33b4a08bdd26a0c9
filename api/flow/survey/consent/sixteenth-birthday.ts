import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { type Day, dayOf } from "../../../../schema/day.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Connection } from "../survey.store.ts";
import type { SixteenthBirthdayStore } from "./sixteenth-birthday.store.ts";

/** The day on which somebody turns 16. */
export interface TurnsSixteen {
  pseudonym: string;
  on: Day;
}

interface Shared {
  store: SixteenthBirthdayStore;
  clock: Clock;
  chance: Chance;
  /** 32 bytes that stay the same */
  key: () => Promise<Buffer>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Who is under 16. Of a birthday only the day is kept from which a guardian is not asked any more, only while it lies
 * ahead, sealed with AES-256-GCM and under a keyed hash: with the database alone nobody can tell whose day it is.
 */
export const createSixteenthBirthdays = ({ store, clock, chance, key }: Shared) => {
  const keyFor = async (use: string): Promise<Buffer> =>
    Buffer.from(hkdfSync("sha256", await key(), "", `weerklank sixteenth birthday ${use}`, 32));
  const holders = async (studyId: string, pseudonyms: readonly string[]): Promise<string[]> => {
    const holding = await keyFor("holding");
    return pseudonyms.map((pseudonym) =>
      createHmac("sha256", holding)
        .update(JSON.stringify([studyId, pseudonym]))
        .digest("base64url"),
    );
  };
  const seal = (sealing: Buffer, holder: string, day: Day): Buffer => {
    const nonce = chance(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(holder));
    const text = Buffer.concat([cipher.update(day, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  };
  const open = (sealing: Buffer, holder: string, sealed: Buffer): Day => {
    const text = NONCE_BYTES + TAG_BYTES;
    const decipher = createDecipheriv("aes-256-gcm", sealing, sealed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(holder))
      .setAuthTag(sealed.subarray(NONCE_BYTES, text));
    return Buffer.concat([decipher.update(sealed.subarray(text)), decipher.final()]).toString("utf8");
  };

  return {
    /** Days that are past are not kept: they say nothing that is needed. */
    async note(studyId: string, people: readonly TurnsSixteen[], connection?: Connection): Promise<void> {
      const today = dayOf(clock());
      const ahead = people.filter(({ on }) => on > today);
      if (ahead.length === 0) return;
      const sealing = await keyFor("sealing");
      const by = await holders(
        studyId,
        ahead.map(({ pseudonym }) => pseudonym),
      );
      const rows = ahead.map(({ on }, at) => ({ holder: by[at] ?? "", sealed: seal(sealing, by[at] ?? "", on) }));
      await store.keep(rows, connection);
    },

    /** Which of these people are known to be under 16. A day that has come is forgotten. */
    async young(studyId: string, pseudonyms: readonly string[]): Promise<Set<string>> {
      if (pseudonyms.length === 0) return new Set();
      const by = await holders(studyId, pseudonyms);
      const rows = await store.ofHolders(by);
      if (rows.length === 0) return new Set();
      const today = dayOf(clock());
      const sealing = await keyFor("sealing");
      const ahead = new Set(
        rows.filter(({ holder, sealed }) => open(sealing, holder, sealed) > today).map(({ holder }) => holder),
      );
      const past = rows.map(({ holder }) => holder).filter((holder) => !ahead.has(holder));
      if (past.length > 0) await store.remove(past);
      return new Set(pseudonyms.filter((_, at) => ahead.has(by[at] ?? "")));
    },

    async forget(studyId: string, pseudonym: string): Promise<void> {
      await store.remove(await holders(studyId, [pseudonym]));
    },
  };
};

export type SixteenthBirthdays = ReturnType<typeof createSixteenthBirthdays>;
