import type { Text } from "../../../schema/text.ts";

/** Who can be called in the Netherlands, where a question may weigh on somebody. */
export interface HelpNumber {
  name: Text;
  /** As it is dialled */
  number: string;
  what: Text;
}

export const helpWords = {
  title: { nl: "Praat je er liever met iemand over?", en: "Would you rather talk to somebody?" },
  skip: {
    nl: "Je hoeft hier niet alles te vertellen. Niemand leest deze antwoorden meteen.",
    en: "You do not have to tell everything here. Nobody reads these answers right away.",
  },
} satisfies Record<string, Text>;

export const HELP_NUMBERS: readonly HelpNumber[] = [
  {
    name: { nl: "112", en: "112" },
    number: "112",
    what: { nl: "als je nu in gevaar bent", en: "if you are in danger now" },
  },
  {
    name: { nl: "Veilig Thuis", en: "Veilig Thuis" },
    number: "0800-2000",
    what: { nl: "is het thuis niet veilig, dag en nacht, gratis", en: "if home is not safe, day and night, free" },
  },
  {
    name: { nl: "Kindertelefoon", en: "Kindertelefoon, for children" },
    number: "0800-0432",
    what: {
      nl: "tot 18 jaar, elke dag van 11 tot 21 uur, gratis",
      en: "until you are 18, every day from 11 to 21, free",
    },
  },
  {
    name: { nl: "113 Zelfmoordpreventie", en: "113 Suicide Prevention" },
    number: "0800-0113",
    what: { nl: "denk je aan zelfmoord, dag en nacht, gratis", en: "if you think of suicide, day and night, free" },
  },
  {
    name: { nl: "MIND Korrelatie", en: "MIND Korrelatie" },
    number: "0900-1450",
    what: { nl: "zit je ergens mee, op werkdagen", en: "if something bothers you, on working days" },
  },
];
