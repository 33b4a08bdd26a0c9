import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import type { Day } from "../../../schema/day.ts";
import type { Chance } from "../../platform/chance.ts";
import type { Baseline } from "./next-message.ts";

export interface ContactKeys {
  /** 32 bytes */
  current: Buffer;
  /** The one before it, while addresses are being sealed anew */
  before: Buffer | null;
}

export interface Details {
  studyId: string;
  pseudonym: string;
  /** null: the person wants no messages, so that nothing to write to is kept. */
  mail: string | null;
  language: "nl" | "en";
  /** Mail address of the guardian, until the person turns 16 */
  guardian?: string | null;
  /** Days that plans count from, as far as they are known */
  days?: Partial<Record<Baseline, Day>>;
  /** Secret of the link that stops messages */
  leave: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_NAME_BYTES = 4;

interface Key {
  /** Says which key something was sealed with; nothing can be made of it. */
  name: Buffer;
  sealing: Buffer;
  holding: Buffer;
}

function keyFrom(bytes: Buffer): Key {
  const derived = (purpose: string) => Buffer.from(hkdfSync("sha256", bytes, "", `weerklank contact ${purpose}`, 32));
  const name = createHash("sha256").update(derived("name")).digest().subarray(0, KEY_NAME_BYTES);
  return { name, sealing: derived("sealing"), holding: derived("holding") };
}

/**
 * AES-256-GCM over the details. A row is found by a keyed hash of study and pseudonym: without the key the database
 * does not tell whose address it is. That hash is sealed in with it, so that no two rows can change places.
 */
export function createSeal(keys: ContactKeys, chance: Chance) {
  const current = keyFrom(keys.current);
  const known = [current, ...(keys.before === null ? [] : [keyFrom(keys.before)])];

  return {
    holderOf: (studyId: string, pseudonym: string): string =>
      createHmac("sha256", current.holding)
        .update(JSON.stringify([studyId, pseudonym]))
        .digest("base64url"),

    isCurrent: (sealed: Buffer): boolean => sealed.subarray(0, KEY_NAME_BYTES).equals(current.name),

    seal(holder: string, details: Details): Buffer {
      const nonce = chance(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.sealing, nonce).setAAD(Buffer.from(holder));
      const text = Buffer.concat([cipher.update(JSON.stringify(details), "utf8"), cipher.final()]);
      return Buffer.concat([current.name, nonce, cipher.getAuthTag(), text]);
    },

    open(holder: string, sealed: Buffer): Details {
      const key = known.find(({ name }) => sealed.subarray(0, KEY_NAME_BYTES).equals(name));
      if (key === undefined) throw new Error("addresses were sealed with another CONTACT_KEY");
      const at = KEY_NAME_BYTES + NONCE_BYTES;
      const decipher = createDecipheriv("aes-256-gcm", key.sealing, sealed.subarray(KEY_NAME_BYTES, at))
        .setAAD(Buffer.from(holder))
        .setAuthTag(sealed.subarray(at, at + TAG_BYTES));
      const text = Buffer.concat([decipher.update(sealed.subarray(at + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString("utf8")) as Details;
    },
  };
}

export type Seal = ReturnType<typeof createSeal>;
