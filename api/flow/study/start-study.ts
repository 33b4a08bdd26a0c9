import { Problem } from "../../../schema/problem.ts";
import { newStudySchema } from "../../../schema/study.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Study } from "./study.ts";
import type { StudyStore } from "./study.store.ts";

const slugTaken = (slug: string) =>
  new Problem(
    "STUDY_EXISTS",
    {
      nl: `Er is al een onderzoek dat ‘${slug}’ heet. Kies een andere korte naam.`,
      en: `There is a study called ‘${slug}’ already. Choose another short name.`,
    },
    ["slug"],
  );

const invalid = (path: readonly PropertyKey[]) =>
  new Problem(
    "STUDY_INVALID",
    path[0] === "slug"
      ? {
          nl: "De korte naam heeft 2 tot 60 kleine letters, cijfers en streepjes.",
          en: "The short name has 2 to 60 small letters, digits and hyphens.",
        }
      : {
          nl: "Geef een titel van hoogstens 200 tekens, en een uitleg van hoogstens 5000.",
          en: "Give a title of at most 200 characters, and a description of at most 5000.",
        },
    path.map(String),
  );

/** A study that begins here: its waves and variables come with its questionnaires, its people with invitations. */
export const createStudyStart = ({ store, clock }: { store: StudyStore; clock: Clock }) => ({
  async startStudy(input: { slug: string; title: string; description: string }): Promise<Study> {
    const checked = newStudySchema.safeParse(input);
    if (!checked.success) throw invalid(checked.error.issues[0]?.path ?? []);
    const study = await store.add({ ...checked.data, createdAt: clock() });
    if (study === null) throw slugTaken(checked.data.slug);
    return study;
  },
});
