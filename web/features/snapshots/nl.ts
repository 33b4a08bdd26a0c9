export const nl = {
  title: (study: string) => `Momentopnamen van ${study}`,
  intro:
    "Een momentopname is alles wat een onderzoek op één moment weet. Hij verandert niet meer. Vragen worden uit de nieuwste beantwoord.",
  rhythmTitle: "Hoe vaak wordt dit onderzoek vanzelf vastgelegd?",
  rhythms: { WEEKLY: "Elke week", MONTHLY: "Elke maand", OFF: "Niet vanzelf" },
  rhythmHelp: "Alleen als er iets veranderd is.",
  retentionTitle: "Hoe lang blijven de gegevens van vervangen, voorlopige momentopnamen?",
  retentions: { MONTH: "Een maand", QUARTER: "Drie maanden", YEAR: "Een jaar", ALWAYS: "Altijd" },
  retentionHelp:
    "Daarna wissen we die gegevens. De cijfers die eruit zijn gegeven, blijven. Definitieve momentopnamen wissen we nooit, en de nieuwste ook niet.",
  cleared: (on: string) => `De gegevens zijn gewist op ${on}. Wat eruit is gegeven, blijft te lezen.`,
  toHandOvers: "Gegevens overdragen, en aan wie dat gebeurde",
  inProgress: "Er wordt nu een momentopname gemaakt.",
  notPermitted: "Onderzoekers en dataverantwoordelijken zien hier wat over momentopnamen is besloten.",
  noneTitle: "Nog geen momentopname",
  none: "Zodra de gegevens zijn vastgelegd, staat dat hier.",
  snapshot: (number: number) => `Momentopname ${number}`,
  asOf: (on: string, persons: string) => `Stand van ${on}, ongeveer ${persons} mensen`,
  complete: "Hoe volledig is dit?",
  current: "Hieruit wordt nu geantwoord.",
  replaced: "Vervangen door een nieuwere.",
  preliminary: "Voorlopig",
  final: (on: string) => `Definitief sinds ${on}`,
  withdrawn: (on: string) => `Ingetrokken op ${on}: de gegevens kloppen niet`,
  reason: "De reden:",

  proposed: (by: string, on: string) => `${by} stelde op ${on} voor om deze momentopname definitief te maken.`,
  decided: {
    AGREED: (by: string, on: string) => `${by} was het daar op ${on} mee eens.`,
    TURNED_DOWN: (by: string, on: string) => `${by} wees dat op ${on} af.`,
  },
  waiting: "Er is nog niet over besloten. Dat doet een andere dataverantwoordelijke dan wie het voorstelde.",

  proposeTitle: "Stel voor om dit definitief te maken",
  proposeHelp: "Een andere dataverantwoordelijke kijkt mee en beslist.",
  proposeWhy: "Waarom is dit definitief?",
  propose: "Stel voor",
  decideWhy: "Waarom?",
  agree: "Eens: maak definitief",
  turnDown: "Wijs af",
  withdrawTitle: "Trek deze momentopname in",
  withdrawHelp:
    "Doe dit als de gegevens niet kloppen. Er wordt dan niets meer uit geantwoord, ook niet uit een oudere, tot er een nieuwe is. Wat er al uit gegeven is, blijft te zien met jouw reden erbij. Je kunt dit niet terugdraaien.",
  withdrawWhy: "Wat klopt er niet? Iedereen die de cijfers ziet, leest dit.",
  withdrawWhyEn: "Hetzelfde in het Engels (mag leeg blijven)",
  withdraw: "Trek in",
  sending: "Bezig …",
};

export type SnapshotsWords = typeof nl;
