import type { Written } from "./survey.ts";
import type { Locale, Text } from "./text.ts";

/** What nobody who sees or takes along a figure may miss. */
export const PRELIMINARY: Text = {
  nl: "Dit zijn voorlopige gegevens: het onderzoek loopt nog en de cijfers kunnen veranderen.",
  en: "These are preliminary data: the study is still going on and the figures may change.",
};
export const SYNTHETIC: Text = {
  nl: "Deze gegevens zijn verzonnen. Ze gaan niet over echte mensen.",
  en: "These data are made up. They are not about real people.",
};

/** Data turned out to be wrong after figures were given from them. */
export const withdrawnBecause = (reason: Written, locale: Locale): string =>
  locale === "nl"
    ? `Deze gegevens zijn ingetrokken: ${reason.nl}`
    : `These data were withdrawn: ${reason.en ?? reason.nl}`;
