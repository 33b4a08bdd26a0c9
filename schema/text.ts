/** Words for people, in each language of the house. */
export type Locale = "nl" | "en";
export interface Text {
  nl: string;
  en: string;
}
