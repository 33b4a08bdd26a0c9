import type { Text } from "../../../schema/text.ts";

/** To the guardian of somebody under 16: neutral, as in invitation-message.ts, and without who that somebody is. */
export function guardianMessage(link: string, language: "nl" | "en"): { subject: string; text: string } {
  const say = (text: Text): string => text[language];
  const lines = [
    say({ nl: "Goedendag,", en: "Hello," }),
    say({
      nl: "Een jongere van wie u ouder of voogd bent, is gevraagd om een vragenlijst in te vullen. Dat kan alleen als u het ook goed vindt. Hier leest u wat het is:",
      en: "A young person whose parent or guardian you are was asked to fill in a questionnaire. That is possible only if you agree as well. Here you can read what it is:",
    }),
    link,
    [
      say({
        nl: "De link is alleen voor u. Stuur hem niet door.",
        en: "The link is for you alone. Please do not pass it on.",
      }),
      say({
        nl: "U mag ja of nee zeggen. Zegt u niets, dan gaan de vragen niet open.",
        en: "You may say yes or no. If you say nothing, the questions do not open.",
      }),
    ].join("\n"),
    say({
      nl: "We gebruiken uw mailadres alleen hiervoor. We wissen het als de jongere 16 wordt, of eerder.",
      en: "We use your mail address for this alone. We erase it when the young person turns 16, or before.",
    }),
    "Weerklank",
  ];
  return {
    subject: say({ nl: "Een vraag aan u als ouder of voogd", en: "A question for you as a parent or guardian" }),
    text: `${lines.join("\n\n")}\n`,
  };
}
