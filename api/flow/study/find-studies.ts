import { Problem } from "../../../schema/problem.ts";
import type { Study, Variable, Wave } from "./study.ts";
import type { StudyStore } from "./study.store.ts";

export interface StudySearch {
  search?: string | null;
  concept?: string | null;
}

export interface StudyPage {
  studies: Study[];
  totalCount: number;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

const PAGE = { usual: 20, most: 100 } as const;

/** Stands for "after this study" in the order newest first. */
export const studyCursor = ({ createdAt, id }: Pick<Study, "createdAt" | "id">): string =>
  Buffer.from(`${createdAt.toISOString()} ${id}`).toString("base64url");

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const [moment = "", id = ""] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  const createdAt = new Date(moment);
  if (Number.isNaN(createdAt.getTime()) || id === "")
    throw new Problem(
      "INVALID_CURSOR",
      { nl: "Deze plaats in de lijst bestaat niet.", en: "There is no such place in the list." },
      ["after"],
    );
  return { createdAt, id };
}

const filterOf = ({ search, concept }: StudySearch) => ({
  search: search?.trim() || null,
  concept: concept?.trim() || null,
});

export const createStudies = ({ store }: { store: StudyStore }) => ({
  /** Newest first. */
  async studies(search: StudySearch, page: { first?: number | null; after?: string | null }): Promise<StudyPage> {
    const filter = filterOf(search);
    const first = Math.min(Math.max(page.first ?? PAGE.usual, 0), PAGE.most);
    const after = page.after ? readCursor(page.after) : null;
    const [found, totalCount] = await Promise.all([store.page(filter, after, first + 1), store.count(filter)]);
    return {
      studies: found.slice(0, first),
      totalCount,
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null && totalCount > 0,
    };
  },

  studyBySlug: (slug: string): Promise<Study | null> => store.bySlug(slug),
  studyById: (id: string): Promise<Study | null> => store.byId(id),

  /** In study order. */
  waves: (studyId: string): Promise<Wave[]> => store.waves(studyId),
  waveById: (id: string): Promise<Wave | null> => store.waveById(id),

  /** In declared order; those that surveys feed come last. */
  variables: (studyId: string, search: StudySearch = {}): Promise<Variable[]> =>
    store.variables(studyId, filterOf(search)),
});
