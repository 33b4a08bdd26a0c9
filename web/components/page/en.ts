import type { PageWords } from "./nl.ts";

export const en: PageWords = {
  skip: "Skip to content",
  home: "Weerklank, to the start",
  menu: "Menu",
  language: "Language",
  leave: "Leave now",
  leaveHelp: "Closes this page at once and opens the weather. Or press Escape twice.",
  loading: "One moment …",
  synthetic: "This is an example. The people and the figures are made up.",
  brokenTitle: "Something went wrong",
  broken: "The page could not be loaded. Please try again.",
  reload: "Load again",
};
