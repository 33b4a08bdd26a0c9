import type { InvitationWords } from "./nl.ts";

export const en: InvitationWords = {
  title: (wave) => `Invitations for ${wave}`,
  unknownTitle: "This survey does not exist",
  unknown: "The address is wrong, or you may not see this survey.",
  back: "To the surveys of the study",

  addressesTitle: "Mail addresses",
  reachable: (count) =>
    count === 0
      ? "There are no mail addresses in this study yet."
      : count === 1
        ? "We can mail 1 participant of this study."
        : `We can mail ${count} participants of this study.`,
  addressesIntro:
    "We keep the addresses encrypted and apart from the answers. We use them for mailing only. Nobody can read them here, not even you.",
  list: "List of addresses",
  listHelp:
    "On each line: pseudonym, mail address and perhaps nl or en. Then, where you know them, three days: begin of taking part, 18th birthday, end of care. Write a day as 2027-03-31. Is somebody not 16 yet? Put the mail address of a parent or guardian behind it. Put commas between everything. You may also choose a CSV file.",
  listEmpty: "Paste a list, or choose a file.",
  file: "Choose a CSV file",
  bringIn: "Keep these addresses",
  bringingIn: (done, all) => `Busy: ${done} of ${all} lines …`,
  broughtIn: (added, changed, same) => `New: ${added}. Changed: ${changed}. Known already: ${same}.`,
  optedOut: (count) => `${count} people want no messages. Nothing of them is kept.`,
  refusedTitle: (count) => (count === 1 ? "1 line was not kept" : `${count} lines were not kept`),
  refusedLine: (line, message) => `Line ${line}: ${message}`,

  mailTitle: "Invite by mail",
  mailIntro:
    "Everybody gets a link of their own. Nobody else sees it, not even you. The mail does not say what the questions are about.",
  who: "Whom do you invite?",
  everybody: "Everybody with a mail address who was not invited yet",
  some: "Only these people",
  participants: "Pseudonyms",
  participantsHelp: "One on a line.",
  participantsEmpty: "Fill in at least one pseudonym.",
  validFrom: "Link works from",
  validFromHelp: "The mail goes out then, too. May stay empty.",
  expires: "Link works up to and including",
  uses: "How often may somebody open the link?",
  usesHelp: "May stay empty: as often as needed.",
  optional: "May stay empty.",
  invite: "Send the invitations",
  inviting: "One moment …",
  invited: (people) =>
    people === 1 ? "1 invitation is on its way." : `${people} invitations are on their way. You can leave this page.`,
  closed: "This wave is closed. You can no longer invite anybody.",

  roundsTitle: "Rounds that were sent",
  round: (on, people) => `${on}: ${people} people`,
  roundCounts: (mailed, waiting) => (waiting > 0 ? `${mailed} mailed, ${waiting} still waiting` : `${mailed} mailed`),
  roundTrouble: (bounced, optedOut, failed) =>
    [
      bounced > 0 && `${bounced} did not arrive`,
      optedOut > 0 && (optedOut === 1 ? "1 wants no messages" : `${optedOut} want no messages`),
      failed > 0 && `${failed} not sent`,
    ]
      .filter((part) => part !== false)
      .join(", "),

  planTitle: "Inviting by itself",
  planRuns: "A plan is running.",
  planOff: "No plan is running now.",
  planIntro:
    "Everybody with a mail address and this day in the list is invited by itself. Who does not answer is reminded. Who answered or wants to be left alone gets nothing.",
  baseline: "From which day do we count?",
  baselines: {
    ENROLMENT: "The day somebody began to take part",
    EIGHTEENTH_BIRTHDAY: "The 18th birthday",
    END_OF_CARE: "The day the care ended",
  },
  offset: "How many days later does it begin?",
  offsetHelp: "0 is on the day itself. -30 is 30 days before.",
  window: "How many days may somebody answer?",
  reminders: "Reminders",
  remindersHelp: "Days after the message before, with commas between. At most 5. Empty: no reminders.",
  keepPlan: "Keep the plan",
  planKept: "The plan is running.",
  stopPlan: "Stop the plan",

  tableTitle: "State of each person",
  tableCaption: "Who is invited, with link and mail",
  filterStatus: "State of the link",
  filterMail: "State of the mail",
  all: (count) => `All (${count})`,
  filtered: (label, count) => `${label} (${count})`,
  found: (from, to, total) => (total === 0 ? "Nobody found." : `${from} to ${to} of ${total}`),
  participant: "Pseudonym",
  status: "Link",
  mail: "Mail",
  usesLeft: "Openings left",
  unlimited: "without limit",
  statuses: {
    CREATED: "not opened yet",
    NOT_YET: "does not work yet",
    OPENED: "opened",
    USED_UP: "opened too often",
    SENT: "answers sent",
    REVOKED: "revoked",
    EXPIRED: "expired",
  },
  mails: {
    NONE: "not mailed",
    WAITING: "waits to be sent",
    SENDING: "is being sent",
    MAILED: "mailed",
    BOUNCED: "did not arrive",
    OPTED_OUT: "wants no messages",
    NO_ADDRESS: "no address any more",
    NOT_NEEDED: "no longer needed",
    FAILED: "not certain that it arrived",
  },
  bounces: {
    NO_SUCH_ADDRESS: "there is no such address",
    MAILBOX_FULL: "the mailbox is full",
    UNREACHABLE: "the mail server cannot be reached",
    REFUSED: "the mail server refuses the mail",
    OTHER: "reason unknown",
  },
  mailBounced: (mail, why) => `${mail}: ${why}`,
  delayed: (count) =>
    count === 1 ? "1 report: could not be delivered yet" : `${count} reports: could not be delivered yet`,
  newAddress: "There is another address now. Mail a new link.",
  reports: {
    ON: "We keep looking whether mail comes back. Who cannot be reached gets no reminder.",
    FAILING: "Whether mail comes back we cannot see now: the mailbox for it cannot be read.",
    OFF: "Whether mail comes back is not seen here: no mailbox was set up for it. If you notice it yourself, choose ‘Came back’.",
  },
  doing: "Do",
  renew: "Mail a new link",
  renewLong: (participant) => `Mail a new link to ${participant}. The old one then stops working.`,
  bounced: "Came back",
  bouncedLong: (participant) => `Came back: the mail to ${participant}`,
  renewed: "A new link is on its way. The old one no longer works.",
  previous: "Previous",
  next: "Next",
};
