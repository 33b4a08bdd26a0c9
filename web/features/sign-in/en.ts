import type { SignInWords } from "./nl.ts";

export const en: SignInWords = {
  title: "Sign in",
  intro: "Fill in your mail address. You get a link that signs you in. You need no password.",
  forWhom:
    "This is for researchers, members of a learning workplace and data stewards. Do you have a personal link to answer questions? Then use that link. You need not sign in.",
  email: "Mail address",
  emailWrong: "This does not look like a mail address. Please look again.",
  send: "Send me a link",
  sending: "One moment …",
  sentTitle: "Look in your mail",
  sent: "If we know this address, you get a link. The link works once, for 30 minutes.",
  again: "Another address",
  offline: "We cannot reach Weerklank right now. Check your internet and try again.",

  linkTitle: "Your link to sign in",
  link: "Press the button. Then you are signed in on this device.",
  enter: "Sign in",
  entering: "Signing in …",
  newLink: "Ask for a new link",

  alreadyTitle: "You are signed in",
  already: (name) => `You are signed in as ${name}.`,
  toStudies: "To the studies",
  toAccount: "To your account",
};
