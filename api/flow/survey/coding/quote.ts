import { FEWEST_WRITERS, quotePart, type Removal, withoutRemoved } from "../../../../schema/coding.ts";
import type { Viewer } from "../../../people/people.ts";
import type { Shared } from "./coding.ts";
import * as problems from "./problems.ts";
import { createQuoteStore, type QuoteRow } from "./quote.store.ts";
import type { Reading } from "./reading.ts";
import { checked } from "./sent.ts";

export type QuoteState = "WAITING" | "CONFIRMED" | "TURNED_DOWN";

/** A part of what somebody wrote, without what gives them away. */
export interface Quote {
  id: string;
  words: string;
}

export interface CheckedQuote extends Quote {
  state: QuoteState;
  madeBy: string;
  decidedBy: string | null;
  /** Confirmed, and whoever wrote it agrees to it now. */
  usable: boolean;
}

/** A quote to be checked, beside the text that it comes from. */
export interface QuoteToCheck extends Quote {
  text: string;
  start: number;
  end: number;
  removed: Removal[];
  madeBy: string;
}

interface Quotes extends Shared {
  reading: Reading;
}

const stateOf = ({ confirmed }: QuoteRow): QuoteState =>
  confirmed === null ? "WAITING" : confirmed ? "CONFIRMED" : "TURNED_DOWN";

/**
 * What people wrote, in their words, for others to read. One coder takes out what gives somebody away, another looks
 * again, and whoever wrote it agrees to being quoted: asked anew every time that it is shown.
 */
export const createQuotes = ({ database, clock, store, texts, reading, mayBeQuoted }: Quotes) => {
  const quotes = createQuoteStore(database);

  async function usable(rows: readonly QuoteRow[]): Promise<QuoteRow[]> {
    const confirmed = rows.filter(({ confirmed: yes }) => yes === true);
    if (confirmed.length === 0) return [];
    const agreed = await mayBeQuoted(confirmed.map(({ responseId }) => responseId));
    const writers = new Map<string, number>();
    for (const id of new Set(confirmed.map(({ codebookId }) => codebookId))) writers.set(id, await texts.writers(id));
    return confirmed.filter(
      ({ responseId, codebookId }) => agreed.has(responseId) && (writers.get(codebookId) ?? 0) >= FEWEST_WRITERS,
    );
  }

  return {
    makeQuote: (viewer: Viewer, codebookId: string, textId: string, sent: unknown): Promise<Quote> =>
      reading(viewer, codebookId, async (tx) => {
        const part = checked(quotePart, sent, ["input"]);
        const text = await texts.text(tx, codebookId, textId);
        const responseId = text && (await quotes.responseOf(tx, textId));
        if (text === null || responseId === null) throw problems.textUnknown();
        if (!(await mayBeQuoted([responseId])).has(responseId)) throw problems.quoteNotConsented();
        const words = withoutRemoved(text.words, part);
        if (words === null) throw problems.quoteInvalid();
        const { id } = await quotes.add(tx, {
          ...part,
          ...{ textId, words, madeById: viewer.userId, madeByName: viewer.name, madeAt: clock() },
        });
        return { id, words };
      }),

    /** The next one that somebody else made, with the text it comes from; null where there is none. */
    openQuote: (viewer: Viewer, codebookId: string): Promise<QuoteToCheck | null> =>
      reading(viewer, codebookId, async (tx) => {
        const quote = await quotes.waitingFor(tx, codebookId, viewer.userId);
        const text = quote && (await texts.text(tx, codebookId, quote.textId));
        if (quote === null || text === null) return null;
        const opening = { codebookId, textId: quote.textId, userId: viewer.userId, reason: "QUOTE" as const };
        await texts.recordOpening(tx, opening, clock());
        const { id, words, start, end, removed, madeByName } = quote;
        return { id, words, text: text.words, start, end, removed, madeBy: madeByName };
      }),

    /** A second person says that nothing in it gives somebody away, or that something does. */
    decideQuote: async (viewer: Viewer, id: string, confirmed: boolean): Promise<Quote> => {
      const quote = await quotes.quote(id);
      if (quote === null) throw problems.quoteUnknown();
      return reading(viewer, quote.codebookId, async (tx) => {
        if (quote.madeById === viewer.userId) throw problems.ownQuote();
        const decided = { confirmed, decidedById: viewer.userId, decidedByName: viewer.name, decidedAt: clock() };
        if (!(await quotes.decide(tx, id, decided))) throw problems.quoteDecided();
        return { id, words: quote.words };
      });
    },

    /** All that were made of this question's answers, for who may read these; null for everybody else. */
    quotesOfCodebook: async (codebookId: string, userId: string): Promise<CheckedQuote[] | null> => {
      if (!(await store.mayRead(codebookId, userId))) return null;
      const rows = await quotes.quotesOf(codebookId);
      const now = new Set((await usable(rows)).map(({ id }) => id));
      return rows.map((row) => ({
        id: row.id,
        words: row.words,
        state: stateOf(row),
        madeBy: row.madeByName,
        decidedBy: row.decidedByName,
        usable: now.has(row.id),
      }));
    },

    /** What may be shown of a study now, each by itself: nothing of who wrote it stands beside. */
    usableQuotes: async (studyId: string): Promise<Quote[]> =>
      (await usable(await quotes.confirmedOf(studyId))).map(({ id, words }) => ({ id, words })),

    /** Of these, the words of those that may be shown now. */
    quotesNow: async (ids: readonly string[]): Promise<Map<string, string>> =>
      ids.length === 0
        ? new Map()
        : new Map((await usable(await quotes.quotes(ids))).map(({ id, words }) => [id, words])),
  };
};
