import type { Viewer } from "../../../people/people.ts";
import type { Transaction } from "../survey.store.ts";
import type { Codebook, Shared } from "./coding.ts";
import type { Codebooks } from "./make-codebooks.ts";
import { noCoder } from "./problems.ts";

/** Work of somebody who may read what people wrote; the right stands, and the themes stay, until it is done. */
export type Reading = <T>(
  viewer: Viewer,
  codebookId: string,
  work: (tx: Transaction, codebook: Codebook, seed: string) => Promise<T>,
) => Promise<T>;

export const createReading =
  ({ database, store, codebooks }: Shared & { codebooks: Codebooks }): Reading =>
  (viewer, id, work) =>
    database.$transaction(async (tx) => {
      const row = await store.share(tx, id);
      const seed = row && (await store.seedOf(tx, id, viewer.userId));
      // The same where there is no such codebook: who may not read is told nothing.
      if (row === null || seed === null) throw noCoder();
      return work(tx, await codebooks.whole(row, tx), seed);
    });
