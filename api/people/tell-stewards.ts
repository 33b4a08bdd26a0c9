import type { Text } from "../../schema/text.ts";
import type { Clock } from "../platform/clock.ts";
import type { Mail } from "../platform/mail.ts";
import { isDemoAddress } from "./demo.ts";
import type { PeopleStore } from "./people.store.ts";

/** Something that waits for a steward. */
export interface StewardNews {
  /** What it is about, so that nobody is told twice. */
  key: string;
  /** Neutral: a mail may be read over a shoulder, so it names no study, variable or person. */
  words: Text;
}

interface TellingDeps {
  store: PeopleStore;
  mail: Mail;
  clock: Clock;
  publicUrl: string;
}

/** Each account's language is not known, so a message has both. */
export const createTelling =
  ({ store, mail, clock, publicUrl }: TellingDeps) =>
  /** Mails every steward what none was told before, in one message; says how many things that were. */
  (news: readonly StewardNews[]): Promise<number> =>
    // Kept as told only once the mails are out; a second server waits, and then finds them told.
    store.tellingOnce(
      news.map(({ key }) => key),
      clock(),
      async (fresh, stewards) => {
        const lines = [
          ...new Map(news.filter(({ key }) => fresh.has(key)).map(({ words }) => [words.nl, words])).values(),
        ];
        for (const to of stewards.filter((each) => !isDemoAddress(each)))
          await mail.send({ to, ...messageOf(lines, publicUrl) });
      },
    );

const messageOf = (lines: readonly Text[], publicUrl: string): { subject: string; text: string } => ({
  subject: "Weerklank: er wacht iets op je · something waits for you",
  text: `Hallo,

Dit wacht op een dataverantwoordelijke:

${lines.map(({ nl }) => `- ${nl}`).join("\n")}

Hello,

This waits for a data steward:

${lines.map(({ en }) => `- ${en}`).join("\n")}

${publicUrl}/steward
`,
});
