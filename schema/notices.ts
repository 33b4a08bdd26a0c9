import type { Written } from "./survey.ts";
import type { Text } from "./text.ts";

/** What nobody who sees or takes along a figure may miss. */
export const PRELIMINARY: Text = {
  nl: "Dit zijn voorlopige gegevens: het onderzoek loopt nog en de cijfers kunnen veranderen.",
  en: "These are preliminary data: the study is still going on and the figures may change.",
};
export const SYNTHETIC: Text = {
  nl: "Deze gegevens zijn verzonnen. Ze gaan niet over echte mensen.",
  en: "These data are made up. They are not about real people.",
};

/** Data turned out to be wrong after figures were given from them. `title`: of the study; `number`: of its snapshot. */
export function withdrawnBecause(title: string, number: number, { at, reason }: { at: Date; reason: Written }): Text {
  const day = at.toISOString().slice(0, 10);
  return {
    nl: `Let op: deze cijfers kloppen niet. De gegevens van “${title}” (momentopname ${number}) zijn ingetrokken op ${day}. De reden: ${reason.nl}`,
    en: `Please note: these figures are not right. The data of “${title}” (snapshot ${number}) were withdrawn on ${day}. The reason: ${reason.en ?? reason.nl}`,
  };
}
