import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import type { Chance } from "../../platform/chance.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM over what somebody wrote, as text that fits where an answer is kept. `owner` is sealed in with it, so that
 * words cannot be put in another's place. Without the key the database holds codes and days, and no words.
 */
export function createWordSeal(key: Buffer, purpose: string, chance: Chance) {
  const sealing = Buffer.from(hkdfSync("sha256", key, "", `weerklank words ${purpose}`, 32));
  return {
    seal(owner: string, words: string): string {
      const nonce = chance(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(words, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },

    open(owner: string, sealed: string): string {
      const bytes = Buffer.from(sealed, "base64url");
      const text = NONCE_BYTES + TAG_BYTES;
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(NONCE_BYTES, text));
      return Buffer.concat([decipher.update(bytes.subarray(text)), decipher.final()]).toString("utf8");
    },
  };
}

export type WordSeal = ReturnType<typeof createWordSeal>;
