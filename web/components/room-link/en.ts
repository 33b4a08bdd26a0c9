import type { RoomLinkWords } from "./nl.ts";

export const en: RoomLinkWords = {
  title: "Your own link",
  why: "You came in with a code, which will soon stop working. This link brings you back: to read what was done, and to remove what you wrote. Keep it to yourself. Whoever has it reads what you wrote.",
  copy: "Copy the link",
  copied: "The link is copied. Paste it in a place that is yours alone.",
  copyFailed: "Copying does not work here. Press and hold the link, or select it.",
};
