import type { Text } from "../../../schema/text.ts";
import type { MessageKind } from "./message.store.ts";

interface Parts {
  kind: Exclude<MessageKind, "GUARDIAN">;
  link: string;
  leaveLink: string;
  /** The last day on which the link works; null: without end */
  until: Date | null;
  language: "nl" | "en";
}

const OPENINGS: Record<Parts["kind"], Text> = {
  INVITATION: {
    nl: "Er staan vragen voor je klaar. Je opent ze met je eigen link:",
    en: "There are questions waiting for you. You open them with your own link:",
  },
  REMINDER: {
    nl: "Er staan nog vragen voor je klaar. Wil je ze beantwoorden? Je opent ze met je eigen link:",
    en: "There are still questions waiting for you. Would you like to answer them? You open them with your own link:",
  },
  RENEWAL: {
    nl: "Dit is je nieuwe link. De oude werkt niet meer:",
    en: "This is your new link. The old one no longer works:",
  },
};

const day = (at: Date, locale: string): string =>
  at.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Amsterdam" });

/**
 * Neutral: a mail may be read over a shoulder, on a shared phone or by whoever has the address now, so it does not say
 * what the questions are about, of which study they are, or why somebody gets them.
 */
export function invitationMessage({ kind, link, leaveLink, until, language }: Parts): {
  subject: string;
  text: string;
} {
  const say = (text: Text): string => text[language];
  const lasts =
    until === null
      ? []
      : [
          say({
            nl: `De link werkt tot en met ${day(until, "nl-NL")}.`,
            en: `The link works until ${day(until, "en-GB")}.`,
          }),
        ];
  const lines = [
    say({ nl: "Hallo,", en: "Hello," }),
    say(OPENINGS[kind]),
    link,
    [
      say({
        nl: "De link is alleen voor jou. Stuur hem niet door.",
        en: "The link is for you alone. Please do not pass it on.",
      }),
      ...lasts,
      say({ nl: "Meedoen mag, het hoeft niet.", en: "You may take part, you do not have to." }),
    ].join("\n"),
    say({
      nl: "Wil je geen berichten meer, of een tijd niet? Dat zeg je hier:",
      en: "Do you want no more messages, or none for a while? You can say so here:",
    }),
    leaveLink,
    "Weerklank",
  ];
  return {
    subject: say({ nl: "Er staan vragen voor je klaar", en: "Questions are waiting for you" }),
    text: `${lines.join("\n\n")}\n`,
  };
}
