import { z } from "zod";
import type { Prisma } from "../../../../prisma/generated/client.ts";
import { removals, type Removal } from "../../../../schema/coding.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Transaction } from "../survey.store.ts";

export interface QuoteRow {
  id: string;
  textId: string;
  responseId: string;
  codebookId: string;
  studyId: string | null;
  start: number;
  end: number;
  removed: Removal[];
  words: string;
  madeById: string;
  madeByName: string;
  madeAt: Date;
  /** null: it waits for a second person. */
  confirmed: boolean | null;
  decidedByName: string | null;
}

const fields = {
  id: true,
  textId: true,
  text: {
    select: { responseId: true, codebookId: true, codebook: { select: { survey: { select: { studyId: true } } } } },
  },
  start: true,
  end: true,
  removed: true,
  words: true,
  madeById: true,
  madeByName: true,
  madeAt: true,
  confirmed: true,
  decidedByName: true,
} satisfies Prisma.QuoteSelect;

const quoteFrom = ({ text, removed, ...row }: Prisma.QuoteGetPayload<{ select: typeof fields }>): QuoteRow => ({
  ...row,
  responseId: text.responseId,
  codebookId: text.codebookId,
  studyId: text.codebook.survey.studyId,
  removed: removals.parse(z.array(z.unknown()).parse(removed)),
});

export const createQuoteStore = (database: Database) => ({
  /** The one that is there where the same person made the same one before. */
  add: async (
    tx: Transaction,
    quote: Pick<QuoteRow, "textId" | "start" | "end" | "removed" | "words" | "madeById" | "madeByName" | "madeAt">,
  ): Promise<QuoteRow> => {
    const { textId, start, end, words, madeById } = quote;
    const same = await tx.quote.findFirst({ where: { textId, start, end, words, madeById }, select: fields });
    if (same !== null) return quoteFrom(same);
    const data = { ...quote, removed: quote.removed.map((removal) => ({ ...removal })) };
    return quoteFrom(await tx.quote.create({ data, select: fields }));
  },

  responseOf: async (tx: Transaction, textId: string): Promise<string | null> =>
    (await tx.openText.findUnique({ where: { id: textId }, select: { responseId: true } }))?.responseId ?? null,

  quote: async (id: string): Promise<QuoteRow | null> => {
    const row = await database.quote.findUnique({ where: { id }, select: fields });
    return row && quoteFrom(row);
  },

  quotes: async (ids: readonly string[]): Promise<QuoteRow[]> =>
    (await database.quote.findMany({ where: { id: { in: [...ids] } }, select: fields })).map(quoteFrom),

  /** Oldest first. */
  quotesOf: async (codebookId: string): Promise<QuoteRow[]> => {
    const rows = await database.quote.findMany({
      where: { text: { codebookId } },
      select: fields,
      orderBy: [{ madeAt: "asc" }, { id: "asc" }],
    });
    return rows.map(quoteFrom);
  },

  confirmedOf: async (studyId: string): Promise<QuoteRow[]> => {
    const rows = await database.quote.findMany({
      where: { confirmed: true, text: { codebook: { survey: { studyId } } } },
      select: fields,
      orderBy: [{ madeAt: "asc" }, { id: "asc" }],
    });
    return rows.map(quoteFrom);
  },

  /** The first that waits and that somebody else made. */
  waitingFor: async (tx: Transaction, codebookId: string, userId: string): Promise<QuoteRow | null> => {
    const row = await tx.quote.findFirst({
      where: { confirmed: null, text: { codebookId }, madeById: { not: userId } },
      select: fields,
      orderBy: [{ madeAt: "asc" }, { id: "asc" }],
    });
    return row && quoteFrom(row);
  },

  /** False where it was decided on in the meantime. */
  decide: async (
    tx: Transaction,
    id: string,
    decided: { confirmed: boolean; decidedById: string; decidedByName: string; decidedAt: Date },
  ): Promise<boolean> => {
    const { count } = await tx.quote.updateMany({ where: { id, confirmed: null }, data: decided });
    return count === 1;
  },
});

export type QuoteStore = ReturnType<typeof createQuoteStore>;
