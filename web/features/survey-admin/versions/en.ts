import type { VersionWords } from "./nl.ts";

export const en: VersionWords = {
  title: (survey) => `Versions of ${survey}`,
  unknownTitle: "This survey does not exist",
  unknown: "The address is wrong, or you may not see this survey.",
  toSurveys: "To the surveys",
  notPublished: "This survey is not published yet.",
  stays: "A published version never changes. Whoever has begun stays with the version they began with.",

  listTitle: "All versions",
  asked: (version) => `What version ${version} asks`,

  compareTitle: "What changed?",
  since: "Compare with",
  now: "This version",
  version: (number, on) => `Version ${number}, ${on}`,
  draft: "What is not published yet",

  problemsTitle: "This cannot be published yet",
  place: (question) => `Question ${question}:`,

  wordingsTitle: "Asked otherwise than before",
  wordingsWhat: "These variables stayed the same. Only the words changed.",
  inWaves: (waves) => `in ${waves}`,
  inNoWave: "not asked yet",
};
