import { blobValue } from "@duckdb/node-api";
import { numbersOf } from "../../platform/duckdb-vectors.ts";
import type { Workshop } from "./workshop.ts";

/**
 * A secret 64-bit number a person, as two halves, in the order of pseudonyms: first 8 bytes, big-endian, of
 * HMAC-SHA256(secret, "rk|" + pseudonym). Kept in memory while a snapshot is made and nowhere else.
 */
export interface RecordKeys {
  high: Uint32Array;
  low: Uint32Array;
}

/** Bytes that SHA-256 takes at a time, which a key is filled up to with zeros (RFC 2104). */
const BLOCK = 64;
const [INNER, OUTER] = [0x36, 0x5c];

/** DuckDB works the hashes out, in half the time that a call for each takes; the secret is a value, never text of a statement. */
export async function recordKeys(workshop: Workshop, secret: Buffer, persons: number): Promise<RecordKeys> {
  if (secret.length > BLOCK) throw new Error("a secret that is longer than a block is not one of these");
  const padded = (pad: number) => blobValue(Uint8Array.from({ length: BLOCK }, (_, at) => (secret[at] ?? 0) ^ pad));
  const keys = { high: new Uint32Array(persons), low: new Uint32Array(persons) };
  const half = (from: number): string => `('0x' || substr(digest, ${from}, 8))::UINTEGER::DOUBLE`;
  await workshop.read(
    `select p, ${half(1)}, ${half(9)} from
      (select p, sha256($1 || unhex(sha256($2 || encode('rk|' || person)))) as digest from member)`,
    (chunk) => {
      const rows = chunk.rowCount;
      const places = numbersOf(chunk, 0, "INTEGER", rows);
      const [high, low] = [numbersOf(chunk, 1, "DOUBLE", rows), numbersOf(chunk, 2, "DOUBLE", rows)];
      places.forEach((p, row) => {
        keys.high[p] = high[row] as number;
        keys.low[p] = low[row] as number;
      });
    },
    [padded(OUTER), padded(INNER)],
  );
  return keys;
}
