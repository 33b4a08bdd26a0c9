import { recordDayOf } from "../../../schema/day.ts";
import { newOutcome, outcomeChange, type NewOutcome, type OutcomeChange } from "../../../schema/outcome.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Written } from "../../../schema/survey.ts";
import { belongsTo, type Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { MeetingStep } from "../survey/survey.ts";
import type { Outcome, OutcomeStatus } from "./outcome.ts";
import type { OutcomeStore } from "./outcome.store.ts";
import { checked } from "./sent.ts";
import { unknownFinding } from "./write-findings.ts";

const EARLIEST = new Date("2000-01-01T00:00:00.000Z");
const YEARS_AHEAD = 20;

const notAMember = (path: string[]): Problem =>
  new Problem(
    "NOT_A_MEMBER",
    {
      nl: "Je hoort niet bij deze leerwerkplaats.",
      en: "You do not belong to this learning workplace.",
    },
    path,
  );

const basisUnclear = (): Problem =>
  new Problem(
    "BASIS_UNCLEAR",
    {
      nl: "Zeg waar dit op rust: op een bevinding, of op een thema uit een gesprek.",
      en: "Say what this rests on: a finding, or a theme of a meeting.",
    },
    ["input"],
  );

const unknownTheme = (): Problem =>
  new Problem(
    "UNKNOWN_THEME",
    {
      nl: "Dit thema is niet van een gesprek van jou, of de groep heeft het nog niet gelezen.",
      en: "This theme is of no meeting of yours, or the group has not read it yet.",
    },
    ["input", "theme"],
  );

const reasonNeeded = (): Problem =>
  new Problem(
    "REASON_NEEDED",
    {
      nl: "Zeg waarom hier niets mee is gedaan. Wie heeft geantwoord, leest jouw reden.",
      en: "Say why nothing was done. Those who answered will read your reason.",
    },
    ["input", "reason"],
  );

const dateProblem = (code: string, nl: string, en: string): Problem => new Problem(code, { nl, en }, ["input", "on"]);

/** A no has a reason; what is over lies behind us; what is planned lies ahead. */
export const checkOutcome = (
  outcome: { status: OutcomeStatus; reason: Written | null; on: Date },
  today: Date,
): void => {
  const { status, reason, on } = outcome;
  if (status === "NOT_DONE" && reason === null) throw reasonNeeded();
  const latest = new Date(today);
  latest.setUTCFullYear(latest.getUTCFullYear() + YEARS_AHEAD);
  if (on < EARLIEST || on > latest) {
    throw dateProblem("DATE_OUT_OF_RANGE", "Kijk deze datum nog eens na.", "Please look at this date again.");
  }
  if ((status === "DONE" || status === "NOT_DONE") && on > today) {
    throw dateProblem(
      "DATE_IN_FUTURE",
      "Deze datum moet nog komen. Kies 'gepland' of een eerdere datum.",
      "This date is still to come. Choose 'planned' or an earlier date.",
    );
  }
  if (status === "PLANNED" && on < today) {
    throw dateProblem(
      "DATE_IN_PAST",
      "Deze datum is al voorbij. Kies een datum die nog komt, of een andere stand.",
      "This date has passed. Choose one that is still to come, or another status.",
    );
  }
};

interface Shared {
  store: OutcomeStore;
  clock: Clock;
  meeting: Pick<MeetingStep, "openedTheme">;
}

export const createOutcomes = ({ store, clock, meeting }: Shared) => {
  /** Refuses what has not been read by those who gave it: a draft, or a theme that no group has read. */
  const expectBasis = async (viewer: Viewer, findingId: string | null, themeId: string | null): Promise<void> => {
    if ((findingId === null) === (themeId === null)) throw basisUnclear();
    if (themeId !== null && (await meeting.openedTheme(viewer, themeId)) === null) throw unknownTheme();
    if (findingId === null) return;
    const finding = await store.finding(findingId);
    if (finding === null || finding.publishedAt === null) throw unknownFinding(["input", "finding"]);
  };

  const again = async (id: string): Promise<Outcome> => {
    const outcome = await store.outcome(id);
    if (outcome === null) {
      throw new Problem("UNKNOWN_OUTCOME", { nl: "Dit staat er niet.", en: "There is no such outcome." }, ["id"]);
    }
    return outcome;
  };

  return {
    /** What was done with what people said on a theme; to those who were there. */
    outcomesOnTheme: (themeId: string): Promise<Outcome[]> => store.outcomesOn([themeId]),

    firstOutcomeOn: (themeIds: readonly string[]): Promise<Date | null> => store.firstOn(themeIds),

    outcomes: (viewer: Viewer): Promise<Outcome[]> => store.outcomesOf(viewer.workplaces),

    recordOutcome: async (viewer: Viewer, sent: NewOutcome): Promise<Outcome> => {
      const outcome = checked(newOutcome, sent);
      const { finding: findingId, theme: themeId, workplace: workplaceId, reason = null, ...rest } = outcome;
      if (!belongsTo(viewer, workplaceId)) throw notAMember(["input", "workplace"]);
      await expectBasis(viewer, findingId, themeId);
      checkOutcome({ ...rest, reason }, recordDayOf(clock()));
      return again(await store.addOutcome({ ...rest, reason, findingId, themeId, workplaceId }, clock()));
    },

    updateOutcome: async (viewer: Viewer, id: string, sent: OutcomeChange): Promise<Outcome> => {
      const { what, who, status, reason, on } = checked(outcomeChange, sent);
      const before = await again(id);
      if (!belongsTo(viewer, before.workplaceId)) throw notAMember(["id"]);
      const after = {
        what: what ?? before.what,
        who: who ?? before.who,
        status: status ?? before.status,
        reason: reason === undefined ? before.reason : reason,
        on: on ?? before.on,
      };
      // What was planned and is now late may still be reworded: only a new date or status is held against today.
      const moved = after.status !== before.status || after.on.getTime() !== before.on.getTime();
      if (moved || after.status === "NOT_DONE") checkOutcome(after, recordDayOf(clock()));
      await store.changeOutcome(id, after, clock());
      return again(id);
    },
  };
};
