import type { Question } from "../../../../../../schema/survey.ts";
import type { Place } from "../questionnaire.ts";
import type { Opened } from "./opened.ts";

/** A question of ours, and where in the file it comes from. */
export interface Drafted {
  question: Question;
  at: Place;
  /** As the file calls it */
  type: string;
}

/** A question of the file with the groups that it stands in, which decide on it as well. */
export interface Asked extends Opened {
  variable: string;
  /** Conditions of the groups around it, outermost first */
  within: string[];
}

export interface DraftedAs extends Drafted {
  from: Asked;
}
