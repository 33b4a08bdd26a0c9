import type { WelcomeWords } from "./nl.ts";

export const en: WelcomeWords = {
  title: "Weerklank",
  lead: "You say how things are. Here you hear what was done with it.",
  why: "Young people in and after youth care are often asked questions. They hardly ever hear what happens with their answers. Weerklank shows it: what was found, who did something with it, and when. If nothing was done, you can read why.",

  loopTitle: "How often did people hear back?",
  loopKept: (kept, due) => `${kept} out of ${due} times`,
  loopWhat: "This often, people heard back by the day that was promised.",
  loopNone: "No day on which people were to hear something has passed yet.",
  loopPromises: (promises) =>
    promises === 1
      ? "There is 1 promise to come back with an answer."
      : `There are ${promises} promises to come back with an answer.`,

  forWhom: "For whom",
  linkTitle: "Do you have a personal link?",
  link: "Open the link that you were given. You need no account. The same link brings you back later.",
  planTitle: "Do you want to keep a plan?",
  plan: "Fill in how things are and what you want, as often as you like. It is yours. You choose who looks.",
  toPlan: "To my plan",
  stopTitle: "Does something have to stop?",
  stop: "Does something hurt you or somebody else, and does nobody stop it? Write it down. You see who reads it.",
  toStop: "To the stop button",
  researchTitle: "Do you do research?",
  research: "Bring in the data of a study and ask questions of it today. Nobody can be recognised in the answers.",
  toStudies: "See the studies",
  workTitle: "Do you work with young people?",
  work: "Read what was found, and record what you do with it. Or why you do not.",
  signIn: "Sign in",

  howTitle: "How your voice travels",
  how: [
    "You answer.",
    "Your answer is counted.",
    "Somebody writes down what comes out.",
    "Something is done with it, or you read why not.",
  ],
};
