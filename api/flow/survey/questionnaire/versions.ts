import { changesBetween } from "../../../../schema/survey-change.ts";
import { unpiped } from "../../../../schema/logic/piping.ts";
import type { Written } from "../../../../schema/survey.ts";
import type { Fielding, Rewording, SurveyStep, Wording } from "../survey.ts";
import type { SurveyStore } from "../survey.store.ts";

type Versions = Pick<SurveyStep, "changesIn" | "draftChanges" | "rewordings">;

/** What changed from version to version, and what that means for the study's variables. */
export const createVersions = ({ surveys }: { surveys: SurveyStore }): Versions => ({
  changesIn: async ({ surveyId, definition }, since) => {
    const versions = await surveys.versionsOf([surveyId]);
    const before = versions.find(({ number }) => number === since);
    return before ? changesBetween(before.definition, definition) : [];
  },

  draftChanges: async ({ id, draft }) => {
    const newest = (await surveys.versionsOf([id])).at(-1);
    return newest ? changesBetween(newest.definition, draft) : [];
  },

  rewordings: async (studyId) => {
    const versions = await surveys.versionsOfStudy(studyId);
    const waves = await surveys.wavesByVersion(studyId);
    const wordings = new Map<string, Wording[]>();
    for (const { id, number, definition } of versions)
      for (const { variable, text } of definition.questions) {
        const known = wordings.get(variable) ?? [];
        wordings.set(variable, withWording(known, text, number, waves.get(id) ?? []));
      }
    return [...wordings].flatMap(([variable, each]): Rewording[] =>
      each.length > 1 ? [{ variable, wordings: each }] : [],
    );
  },
});

function withWording(
  known: Wording[],
  written: Written,
  version: number,
  waves: readonly Fielding["wave"][],
): Wording[] {
  const text = { nl: unpiped(written.nl), en: written.en && unpiped(written.en) };
  const same = known.findIndex((wording) => wording.text.nl === text.nl && wording.text.en === text.en);
  const wording = known[same];
  if (wording === undefined) return [...known, { text, version, waves: [...waves] }];
  const more = waves.filter(({ id }) => !wording.waves.some((wave) => wave.id === id));
  return known.with(same, { ...wording, waves: [...wording.waves, ...more] });
}
