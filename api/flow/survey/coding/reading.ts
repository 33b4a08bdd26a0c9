import type { Viewer } from "../../../people/people.ts";
import type { Transaction } from "../survey.store.ts";
import type { Theme } from "../../../../schema/coding.ts";
import type { Shared } from "./coding.ts";
import type { CodebookRow } from "./coding.store.ts";
import { noCoder } from "./problems.ts";

/** A codebook as it stands while somebody reads. */
export interface Book extends CodebookRow {
  themes: Theme[];
}

/** Work of somebody who may read what people wrote; the right stands, and the themes stay, until it is done. */
export type Reading = <T>(
  viewer: Viewer,
  codebookId: string,
  work: (tx: Transaction, book: Book, seed: string) => Promise<T>,
) => Promise<T>;

export const createReading =
  ({ database, store }: Shared): Reading =>
  (viewer, id, work) =>
    database.$transaction(async (tx) => {
      const row = await store.share(tx, id);
      const seed = row && (await store.seedOf(tx, id, viewer.userId));
      // The same where there is no such codebook: who may not read is told nothing.
      if (row === null || seed === null) throw noCoder();
      const newest = await store.version(id, row.version, tx);
      return work(tx, { ...row, themes: newest?.themes ?? [] }, seed);
    });
