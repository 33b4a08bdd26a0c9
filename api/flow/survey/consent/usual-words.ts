import type { Text } from "../../../../schema/text.ts";
import type { OptionalPurpose } from "./consent.ts";

/** The words that people are asked with where a study wrote none of its own. */
export const USUAL_WORDS: Readonly<Record<OptionalPurpose, Text>> = {
  BE_FOLLOWED: {
    nl: "Jullie mogen mij deze vragen later nog eens stellen. Dan zien jullie wat er verandert.",
    en: "You may ask me these questions again later. Then you can see what changes.",
  },
  LINK: {
    nl: "Jullie mogen mijn antwoorden naast andere gegevens leggen die het onderzoek al over mij heeft. Zeg ik nee? Dan tellen mijn antwoorden los daarvan mee.",
    en: "You may put my answers beside other data that the study already has about me. If I say no, my answers count apart from them.",
  },
  BE_QUOTED: {
    nl: "Jullie mogen een zin van mij gebruiken, zonder mijn naam. Namen en plaatsen halen jullie eruit.",
    en: "You may use a sentence of mine, without my name. You take out names and places.",
  },
  BE_INVITED_AGAIN: {
    nl: "Jullie mogen mij uitnodigen voor andere vragenlijsten van dit onderzoek.",
    en: "You may invite me to other questionnaires of this study.",
  },
  SHARE_PLAN: {
    nl: "Jullie mogen zien hoe de vijf dingen in mijn plan ervoor staan: steun, wonen, school en werk, geld, en hoe het met mij gaat. Niet wat ik er zelf bij schrijf.",
    en: "You may see how the five things in my plan are: support, housing, school and work, money, and how I am doing. Not what I write there myself.",
  },
};
