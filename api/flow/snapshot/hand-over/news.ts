import type { Text } from "../../../../schema/text.ts";
import type { People, Viewer } from "../../../people/people.ts";
import type { Log } from "../../../platform/log.ts";
import type { HandOver } from "./hand-over.store.ts";

/** Tells the two stewards what became of a hand-over. Neutral: a mail may be read over a shoulder. */

export interface NewsDeps {
  people: Pick<People, "tellStewards" | "writeTo">;
  log: Log;
  /** Without a slash at the end */
  publicUrl: string;
}

const WORDS = {
  AGREED: {
    nl: "Een overdracht waar je om vroeg, is goedgekeurd.",
    en: "A hand-over that you asked for was agreed to.",
  },
  TURNED_DOWN: {
    nl: "Een overdracht waar je om vroeg, is afgewezen.",
    en: "A hand-over that you asked for was turned down.",
  },
  READY: {
    nl: "Het bestand van een overdracht is klaar om op te halen.",
    en: "The file of a hand-over is ready to be fetched.",
  },
  FAILED: {
    nl: "Het bestand van een overdracht kon niet worden gemaakt.",
    en: "The file of a hand-over could not be made.",
  },
  STOPPED: { nl: "Een overdracht is gestopt.", en: "A hand-over was stopped." },
  FETCHED: { nl: "Het bestand van een overdracht is opgehaald.", en: "The file of a hand-over was fetched." },
} satisfies Record<string, Text>;

const ASKED: Text = {
  nl: "Iemand vraagt een tweede paar ogen om gegevens van een onderzoek over te dragen.",
  en: "Somebody asks for a second pair of eyes to hand data of a study over.",
};

export const createNews = ({ people, log, publicUrl }: NewsDeps) => {
  /** A mail that does not go out undoes nothing. */
  const quietly = async (telling: Promise<unknown>): Promise<void> => {
    await telling.catch((error: unknown) =>
      log.warn("hand-over not told", { reason: error instanceof Error ? error.name : "unknown" }),
    );
  };
  return {
    /** Every steward, as any other one may decide. */
    asked: ({ id }: HandOver): Promise<void> =>
      quietly(people.tellStewards([{ key: `hand-over:${id}`, words: ASKED }])),

    /** The two of it, but for who did it. */
    async tell({ askedById, decidedById }: HandOver, what: keyof typeof WORDS, by?: Viewer): Promise<void> {
      for (const id of new Set([askedById, decidedById]))
        if (id !== null && id !== by?.userId) await quietly(people.writeTo(id, messageOf(WORDS[what], publicUrl)));
    },
  };
};

export type News = ReturnType<typeof createNews>;

const messageOf = ({ nl, en }: Text, publicUrl: string): { subject: string; text: string } => ({
  subject: "Weerklank: er is nieuws · there is news",
  text: `Hallo,

${nl}

Hello,

${en}

${publicUrl}/steward
`,
});
