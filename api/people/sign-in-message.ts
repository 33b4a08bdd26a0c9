import type { Locale, Text } from "../../schema/text.ts";
import { LINK_MINUTES } from "./sessions.ts";

const SUBJECT: Text = { nl: "Je link om in te loggen", en: "Your link to sign in" };

const words = (link: string): Text => ({
  nl: `Hallo,

Met deze link log je in bij Weerklank:

${link}

De link werkt één keer, ${LINK_MINUTES} minuten lang.
Heb je hier niet om gevraagd? Dan hoef je niets te doen.
`,
  en: `Hello,

This link signs you in to Weerklank:

${link}

The link works once, for ${LINK_MINUTES} minutes.
Did you not ask for it? Then you need do nothing.
`,
});

export const signInMessage = (link: string, locale: Locale): { subject: string; text: string } => ({
  subject: SUBJECT[locale],
  text: words(link)[locale],
});
