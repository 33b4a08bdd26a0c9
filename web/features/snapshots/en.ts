import type { SnapshotsWords } from "./nl.ts";

export const en: SnapshotsWords = {
  title: (study) => `Snapshots of ${study}`,
  intro:
    "A snapshot is everything a study knows at one moment. It does not change any more. Questions are answered from the newest.",
  rhythmTitle: "How often is this study frozen by itself?",
  rhythms: { WEEKLY: "Every week", MONTHLY: "Every month", OFF: "Not by itself" },
  rhythmHelp: "Only when something changed.",
  retentionTitle: "How long are data of replaced, preliminary snapshots kept?",
  retentions: { MONTH: "A month", QUARTER: "Three months", YEAR: "A year", ALWAYS: "Always" },
  retentionHelp:
    "After that we clear those data. The figures that were given from them stay. We never clear final snapshots, nor the newest.",
  cleared: (on) => `The data were cleared on ${on}. What was given from them can still be read.`,
  toHandOvers: "Hand data over, and to whom that was done",
  inProgress: "A snapshot is being made now.",
  notPermitted: "Researchers and data stewards see here what was decided on snapshots.",
  noneTitle: "No snapshot yet",
  none: "As soon as the data are frozen, it stands here.",
  snapshot: (number) => `Snapshot ${number}`,
  asOf: (on, persons) => `As of ${on}, about ${persons} people`,
  complete: "How complete is this?",
  current: "Questions are answered from this one now.",
  replaced: "A newer one took its place.",
  preliminary: "Preliminary",
  final: (on) => `Final since ${on}`,
  withdrawn: (on) => `Withdrawn on ${on}: the data are not right`,
  reason: "The reason:",

  proposed: (by, on) => `${by} proposed on ${on} that this snapshot is final.`,
  decided: {
    AGREED: (by, on) => `${by} agreed on ${on}.`,
    TURNED_DOWN: (by, on) => `${by} turned that down on ${on}.`,
  },
  waiting: "It is not decided yet. Another data steward than the one who proposed it does that.",

  proposeTitle: "Propose that this is final",
  proposeHelp: "Another data steward looks as well, and decides.",
  proposeWhy: "Why is this final?",
  propose: "Propose",
  decideWhy: "Why?",
  agree: "Agree: make it final",
  turnDown: "Turn it down",
  withdrawTitle: "Withdraw this snapshot",
  withdrawHelp:
    "Do this when the data are not right. Nothing more is answered from it, nor from an older one, until there is a new one. What was given from it stays, with your reason beside it. You cannot undo this.",
  withdrawWhy: "What is not right, in Dutch? Everybody who sees the figures reads this.",
  withdrawWhyEn: "The same in English (may stay empty)",
  withdraw: "Withdraw",
  sending: "Sending …",
};
