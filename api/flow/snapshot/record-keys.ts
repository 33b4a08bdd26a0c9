import { createHmac } from "node:crypto";
import type { Workshop } from "./workshop.ts";

/**
 * A secret 64-bit number a person, as two halves, in the order of pseudonyms: first 8 bytes, big-endian, of
 * HMAC-SHA256(secret, "rk|" + pseudonym). Kept in memory while a snapshot is made and nowhere else.
 */
export interface RecordKeys {
  high: Uint32Array;
  low: Uint32Array;
}

export async function recordKeys(workshop: Workshop, secret: Buffer, persons: number): Promise<RecordKeys> {
  const keys = { high: new Uint32Array(persons), low: new Uint32Array(persons) };
  let next = 0;
  await workshop.read("select person from member order by p", (chunk) => {
    for (const person of chunk.getColumnValues(0)) {
      const digest = createHmac("sha256", secret)
        .update(`rk|${person as string}`)
        .digest();
      keys.high[next] = digest.readUInt32BE(0);
      keys.low[next] = digest.readUInt32BE(4);
      next++;
    }
  });
  return keys;
}
