import type { Text } from "../../../../../schema/text.ts";
import type { Place } from "./questionnaire.ts";

export const OUTCOMES = ["CARRIED_OVER", "CHANGED", "LEFT_OUT"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of one thing in a file. Nothing that a file says stays without one. */
export interface Remark {
  code: RemarkCode;
  at: Place;
  /** As the file calls it */
  type: string | null;
  /** The thing itself: an expression, the old name and the new one, the rest of a text */
  detail: string | null;
  /** What is wrong with it, where there is more to say than the code does */
  why: Text | null;
}

const remark = (outcome: Outcome, nl: string, en: string): { outcome: Outcome; text: Text } => ({
  outcome,
  text: { nl, en },
});

const WORDS = {
  carried_over: remark("CARRIED_OVER", "Komt erin zoals het is.", "Comes in as it is."),

  name_changed: remark(
    "CHANGED",
    "De naam kan hier niet of is er al. De variabele heet nu anders.",
    "The name is not possible here or was there before. The variable has another name now.",
  ),
  code_changed: remark(
    "CHANGED",
    "De code van een antwoord kan hier niet of is er al. Het antwoord heeft nu een andere code.",
    "The code of an answer is not possible here or was there before. The answer has another code now.",
  ),
  text_missing: remark(
    "CHANGED",
    "Er is geen tekst. De naam staat ervoor in de plaats. Schrijf de tekst nog.",
    "There is no text. The name stands in for it. Write the text.",
  ),
  text_shortened: remark(
    "CHANGED",
    "De tekst is te lang. Hier staat wat er niet meer in past.",
    "The text is too long. Here is what no longer fits.",
  ),
  text_to_help: remark(
    "CHANGED",
    "De tekst is te lang voor de vraag. De rest staat in de uitleg.",
    "The text is too long for the question. The rest is in the explanation.",
  ),
  markup_removed: remark(
    "CHANGED",
    "Opmaak, plaatjes en links in de tekst zijn weggelaten. De woorden zijn gebleven.",
    "Markup, pictures and links in the text are left out. The words have stayed.",
  ),
  inserted_removed: remark(
    "CHANGED",
    "De tekst neemt een eerder antwoord over. Daar staat nu …, pas de zin aan.",
    "The text repeats an earlier answer. It says … there now, change the sentence.",
  ),
  language_stands_in: remark(
    "CHANGED",
    "Er is geen Nederlandse tekst. Deze taal staat op de Nederlandse plaats tot je vertaalt.",
    "There is no Dutch text. This language is in the Dutch place until you translate.",
  ),
  translation_missing: remark(
    "CHANGED",
    "De tekst is er niet in de gekozen taal. Een andere taal staat ervoor in de plaats.",
    "The text is not there in the chosen language. Another language stands in for it.",
  ),
  limits_added: remark(
    "CHANGED",
    "Het bestand zegt niet welke getallen kunnen. Zet er zelf de echte grenzen in.",
    "The file does not say which numbers are possible. Put in the real limits yourself.",
  ),
  days_added: remark(
    "CHANGED",
    "Het bestand zegt niet welke dagen kunnen. Zet er zelf de eerste en de laatste in.",
    "The file does not say which days are possible. Put in the first and the last yourself.",
  ),
  limits_wider: remark(
    "CHANGED",
    "De grenzen kunnen zo niet en zijn aangepast.",
    "The limits are not possible like this and have been changed.",
  ),
  one_choice: remark(
    "CHANGED",
    "Er is maar één antwoord. Het is een vraag geworden waar je dat aankruist.",
    "There is only one answer. It has become a question where that is ticked.",
  ),
  line_by_line: remark(
    "CHANGED",
    "De regels van deze tabel worden één voor één gevraagd.",
    "The lines of this table are asked one by one.",
  ),
  other_as_text: remark(
    "CHANGED",
    "“Anders, namelijk” is een antwoord en een open vraag erachter geworden. Wie niets anders koos, slaat die over.",
    "“Other, namely” has become an answer and an open question after it. Who chose nothing else skips it.",
  ),
  comment_as_text: remark(
    "CHANGED",
    "De ruimte voor een toelichting is een open vraag erachter geworden.",
    "The room for a comment has become an open question after it.",
  ),
  asked_as_text: remark(
    "CHANGED",
    "Zo'n vraag is er hier niet. Zij wordt als open vraag gesteld, zonder controle van wat er wordt ingevuld.",
    "There is no such question here. It is asked as an open question, without a check of what is filled in.",
  ),
  may_stay_empty: remark(
    "CHANGED",
    "Het bestand vraagt om een antwoord en laat leeg ook door. Hier mag het leeg blijven.",
    "The file asks for an answer and lets an empty one through. Here it may stay empty.",
  ),
  check_lost: remark(
    "CHANGED",
    "Het bestand controleert hoe het antwoord eruitziet. Dat gebeurt hier niet.",
    "The file checks what the answer looks like. That is not done here.",
  ),
  identifies: remark(
    "CHANGED",
    "Hieraan is iemand te herkennen. Vraag dit alleen als het echt nodig is: wie antwoordt, heeft hier een schuilnaam.",
    "This tells who somebody is. Ask it only if that is really needed: who answers has a pseudonym here.",
  ),
  type_old: remark(
    "CHANGED",
    "Deze schrijfwijze is oud of anders, maar duidelijk.",
    "This spelling is old or other, but clear.",
  ),
  formula_value: remark(
    "CHANGED",
    "In deze cel staat een formule. De laatst bewaarde uitkomst is gebruikt, de formule niet.",
    "This cell holds a formula. Its last stored value was used, the formula was not.",
  ),
  encoding_assumed: remark(
    "CHANGED",
    "Dit bestand is geen UTF-8. Het is gelezen als Windows-1252. Kijk letters met accenten na.",
    "This file is not UTF-8. It was read as Windows-1252. Check letters with accents.",
  ),

  choice_merged: remark(
    "CHANGED",
    "Dit antwoord staat meer dan eens in de lijst. Het is er nu één keer.",
    "This answer is in the list more than once. It is there once now.",
  ),
  calculated_limits: remark(
    "CHANGED",
    "Het bestand zegt niet wat er uit deze berekening kan komen. Zet er de echte grenzen in.",
    "The file does not say what this calculation can give. Put in the real limits.",
  ),
  refused_here: remark("LEFT_OUT", "Zo kan deze vraag hier niet.", "This question is not possible here like this."),

  type_unknown: remark("LEFT_OUT", "Deze soort kennen we niet.", "We do not know this kind."),
  type_not_possible: remark("LEFT_OUT", "Dit kan hier niet worden gevraagd.", "This cannot be asked here."),
  switched_off: remark(
    "LEFT_OUT",
    "Deze vraag staat in het bestand uit of is er verborgen.",
    "This question is switched off in the file, or hidden there.",
  ),
  filling_in: remark(
    "LEFT_OUT",
    "Dit legt vast wie invult, wanneer of waarmee. Dat bewaren we niet als antwoord.",
    "This records who fills in, when or with what. We do not keep that as an answer.",
  ),
  calculation: remark("LEFT_OUT", "Deze berekening komt er niet in.", "This calculation does not come in."),
  expression_broken: remark(
    "LEFT_OUT",
    "Dit is geen uitdrukking maar een zin of een half stuk. Verbeter haar in het bestand.",
    "This is no expression but a sentence or half of one. Mend it in the file.",
  ),
  relevance: remark(
    "LEFT_OUT",
    "De voorwaarde om dit te laten zien komt er niet in. Iedereen krijgt het te zien.",
    "The condition for showing this does not come in. Everybody sees it.",
  ),
  constraint: remark(
    "LEFT_OUT",
    "De controle op het antwoord komt er niet in.",
    "The check of the answer does not come in.",
  ),
  constraint_message: remark(
    "LEFT_OUT",
    "De eigen tekst bij een antwoord dat niet kan, komt er niet in.",
    "The own text for an answer that is not possible does not come in.",
  ),
  choice_filter: remark(
    "LEFT_OUT",
    "De keuze van antwoorden hangt af van een eerder antwoord. Hier zijn ze er altijd allemaal.",
    "Which answers there are depends on an earlier answer. Here all of them are always there.",
  ),
  required_when: remark(
    "LEFT_OUT",
    "Het antwoord is alleen soms nodig. Hier mag het altijd leeg blijven.",
    "The answer is needed only sometimes. Here it may always stay empty.",
  ),
  default_value: remark("LEFT_OUT", "Er wordt niets vooraf ingevuld.", "Nothing is filled in beforehand."),
  appearance: remark("LEFT_OUT", "Hoe dit eruitziet, bepaalt Weerklank.", "Weerklank decides what this looks like."),
  repeats: remark(
    "LEFT_OUT",
    "Deze vragen worden in het bestand herhaald. Hier worden ze één keer gesteld.",
    "These questions are repeated in the file. Here they are asked once.",
  ),
  group_words: remark(
    "LEFT_OUT",
    "De kop en de uitleg van een groep vragen komen er niet in.",
    "The heading and explanation of a group of questions do not come in.",
  ),
  no_choices: remark("LEFT_OUT", "Er zijn geen antwoorden om uit te kiezen.", "There are no answers to choose from."),
  too_many_choices: remark(
    "LEFT_OUT",
    "Er zijn te veel antwoorden om uit te kiezen.",
    "There are too many answers to choose from.",
  ),
  too_many_questions: remark(
    "LEFT_OUT",
    "Dit zijn te veel vragen voor één vragenlijst. Deel het bestand op.",
    "These are too many questions for one questionnaire. Split the file.",
  ),
  list_unused: remark(
    "LEFT_OUT",
    "Deze lijst met antwoorden wordt nergens gebruikt.",
    "This list of answers is not used.",
  ),
  choice_incomplete: remark(
    "LEFT_OUT",
    "Dit antwoord heeft geen lijst of geen code.",
    "This answer has no list or no code.",
  ),
  language: remark(
    "LEFT_OUT",
    "De teksten in deze taal komen er niet in.",
    "The texts in this language do not come in.",
  ),
  column: remark("LEFT_OUT", "Wat in deze kolom staat, komt er niet in.", "What is in this column does not come in."),
  setting: remark("LEFT_OUT", "Deze instelling komt er niet in.", "This setting does not come in."),
  sheet: remark("LEFT_OUT", "Dit blad is geen deel van de vragenlijst.", "This sheet is no part of the questionnaire."),
  part: remark("LEFT_OUT", "Dit deel van het bestand komt er niet in.", "This part of the file does not come in."),
} as const;

export type RemarkCode = keyof typeof WORDS;

export const sayRemark = ({ code }: Remark): { outcome: Outcome; text: Text } => WORDS[code];

export const remarkAt = (
  code: RemarkCode,
  at: Place,
  detail: string | null = null,
  type: string | null = null,
  why: Text | null = null,
): Remark => ({
  code,
  at,
  type,
  why,
  detail: detail === null ? null : shortened(detail),
});

/** Enough to find it back; the file itself has the rest. */
const MOST_OF_A_DETAIL = 2_000;
const shortened = (detail: string): string =>
  detail.length > MOST_OF_A_DETAIL ? `${detail.slice(0, MOST_OF_A_DETAIL)} …` : detail;

export const nowhere: Place = { sheet: null, row: null, column: null, name: null };
