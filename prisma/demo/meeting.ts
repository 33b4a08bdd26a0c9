import { randomUUID } from "node:crypto";
import type { MeetingStep, SurveyStep } from "../../api/flow/survey/survey.ts";
import type { Viewer } from "../../api/people/people.ts";
import { MEETING_LIMITS } from "../../schema/meeting-limits.ts";
import { DEMO_STUDY } from "./package.ts";

/** The meeting of the demo: one theme that the group reads, one that is being written on. */

const DAY = 24 * 60 * 60 * 1000;

const wordsOf = (promised: { nl: string; en: string }) => ({
  title: { nl: "Wat nodig is rond je 18e", en: "What is needed around 18" },
  consent: {
    nl:
      "Dit is een voorbeeld. Het gesprek is verzonnen.\n\n" +
      `Je schrijft bij een onderwerp wat jij vindt. Anderen zien geen naam. Als de gespreksleider een onderwerp opent, lezen jullie samen wat er staat. Voor ${promised.nl} hoor je wat ermee gebeurt.`,
    en:
      "This is an example. The meeting is made up.\n\n" +
      `You write what you think on a theme. Others see no name. When the host opens a theme, you read together what is there. You hear what is done with it before ${promised.en}.`,
  },
  themes: [
    { nl: "Wat had jou geholpen toen je 18 werd?", en: "What would have helped you when you turned 18?" },
    { nl: "Wat moet er als eerste anders?", en: "What has to change first?" },
  ],
});

/** By theme: what each of those who came in wrote. */
const WRITTEN: readonly (readonly string[])[] = [
  [
    "Iemand die bleef. Ik had er vijf in één jaar.",
    "Een kamer voordat ik weg moest, niet erna.",
    "Dat ik mocht terugkomen als het niet ging.",
    "Uitleg over toeslagen. Ik had schuld voor ik het wist.",
  ],
  ["Vraag het aan ons, en niet alleen over ons.", "Eerder beginnen. Met 17 is te laat."],
];

export interface MeetingSteps {
  survey: Pick<SurveyStep, "giveConsent">;
  meeting: MeetingStep;
}

/** The room of the demo's meeting is open from now: the code, which is shown this once. */
export const openDemoRoom = async ({ meeting }: Pick<MeetingSteps, "meeting">, host: Viewer, id: string, now: Date) =>
  meeting.openRoom(host, { fieldingId: id, validUntil: new Date(now.getTime() + MEETING_LIMITS.roomDays * DAY) });

/** Makes it, lets people in by its code, and lets them write: its id. */
export async function holdDemoMeeting(
  steps: MeetingSteps,
  host: Viewer,
  {
    workplace,
    promisedOn,
    now,
    promised,
  }: {
    workplace: string;
    promisedOn: Date;
    now: Date;
    /** The day in words */
    promised: { nl: string; en: string };
  },
): Promise<string> {
  const { survey, meeting } = steps;
  const words = wordsOf(promised);
  const { id } = await meeting.createMeeting(host, { ...words, study: DEMO_STUDY, workplace, promisedOn });
  const { code } = await openDemoRoom(steps, host, id, now);
  const themes = await meeting.hostedThemes(id);
  const came = WRITTEN[0]?.length ?? 0;
  for (let person = 0; person < came; person++) {
    const { holder } = await meeting.join(code, randomUUID(), async () => undefined);
    await survey.giveConsent(holder, true);
    for (const [at, theme] of themes.entries()) {
      const text = WRITTEN[at]?.[person];
      if (text !== undefined) await meeting.contribute(holder, theme.id, randomUUID(), text);
    }
  }
  const [first] = themes;
  if (first !== undefined) await meeting.setThemeStage(host, first.id, "OPEN");
  return id;
}
