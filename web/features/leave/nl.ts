export const nl = {
  title: "Geen berichten meer?",
  ask: "Dan mailen we je niet meer over dit onderzoek. We vergeten ook je mailadres.",
  stays: "Wat je hebt ingevuld, verandert hier niet door. Je link blijft werken.",
  leave: "Stuur mij geen berichten meer",
  leaving: "Bezig …",
  doneTitle: "Je krijgt geen berichten meer",
  done: "We hebben je mailadres verwijderd.",
  pauseTitle: "Of even rust?",
  pause: "Tot die dag mailen we je niet. Je mailadres blijft bewaard.",
  until: "Laat me met rust tot",
  pauseDo: "Laat me zo lang met rust",
  paused: (on: string) => `We mailen je niet tot ${on}.`,
  noLink: "Open deze pagina met de link onderaan de mail.",
};

export type LeaveWords = typeof nl;
