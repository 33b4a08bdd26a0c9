import { shapeRequest, shapeRequestAnswer } from "../../../schema/asking.ts";
import type { ShapeRequestAnswer, ShapeRequestWish } from "../../../schema/asking.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Manifest } from "../snapshot/manifest.ts";
import type { Study, StudyStep } from "../study/study.ts";
import { userAsker } from "./budget.ts";
import type { AskerName, NamedVariable, Oversight } from "./oversight.ts";
import type { RequestRecord, ShapeRequestStore } from "./shape-request.store.ts";

/** What somebody who met a limit and a steward say to one another. */
export interface ShapeRequests {
  /** Asks stewards for more shapes on a variable. */
  askForMore(asker: Viewer, wish: ShapeRequestWish): Promise<ShapeRequest>;
  /** A steward's yes or no; a yes is a grant. */
  answerRequest(steward: Viewer, answer: ShapeRequestAnswer): Promise<ShapeRequest>;
  /** What waits for a steward, in all studies; oldest first. */
  waitingRequests(): Promise<ShapeRequest[]>;
}

export interface ShapeRequest {
  id: string;
  study: Study;
  asker: AskerName;
  variable: NamedVariable;
  reason: string;
  askedAt: Date;
  /** Null: it waits. */
  granted: boolean | null;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

interface ShapeRequestDeps {
  store: ShapeRequestStore;
  clock: Clock;
  study: Pick<StudyStep, "studyBySlug" | "studyById">;
  manifestOf(studyId: string): Promise<Manifest | null>;
  namesOf(askers: readonly string[]): Promise<(asker: string) => AskerName>;
  named(variable: string, manifest: Manifest | null): NamedVariable;
  /** Refuses what no steward could grant. */
  mayBeGranted(asker: string, study: Study, variable: string): Promise<void>;
  grant: Oversight["grant"];
}

export function createShapeRequests(deps: ShapeRequestDeps) {
  const { store, clock, study: studies, manifestOf, namesOf, named } = deps;

  async function inWords(records: readonly RequestRecord[]): Promise<ShapeRequest[]> {
    const nameOf = await namesOf(
      records.flatMap(({ asker, answeredById }) => (answeredById ? [asker, userAsker(answeredById)] : [asker])),
    );
    const known = new Map<string, { study: Study; manifest: Manifest | null }>();
    for (const id of new Set(records.map(({ studyId }) => studyId))) {
      const study = await studies.studyById(id);
      if (study) known.set(id, { study, manifest: await manifestOf(id) });
    }
    return records.flatMap(({ studyId, asker, variable, answeredById, ...said }) => {
      const at = known.get(studyId);
      if (!at) return [];
      const answeredBy = answeredById && nameOf(userAsker(answeredById)).name;
      return [{ ...said, study: at.study, asker: nameOf(asker), variable: named(variable, at.manifest), answeredBy }];
    });
  }

  const one = async (record: RequestRecord): Promise<ShapeRequest> => (await inWords([record]))[0] as ShapeRequest;

  return {
    inWords,
    waitingRequests: async () => inWords(await store.waiting()),

    async askForMore(asker: Viewer, wish: ShapeRequestWish): Promise<ShapeRequest> {
      const read = shapeRequest.safeParse(wish);
      if (!read.success) throw invalid(read.error.issues[0]?.path);
      const study = await studies.studyBySlug(read.data.study);
      if (study === null) throw unknownStudy();
      const { variable, reason } = read.data;
      await deps.mayBeGranted(userAsker(asker.userId), study, variable);
      const request = { asker: userAsker(asker.userId), studyId: study.id, variable, reason, askedAt: clock() };
      const added = await store.add(request);
      if (added === null) throw waitsAlready();
      return one(added);
    },

    async answerRequest(steward: Viewer, said: ShapeRequestAnswer): Promise<ShapeRequest> {
      const read = shapeRequestAnswer.safeParse(said);
      if (!read.success) throw invalid(read.error.issues[0]?.path);
      const { id, granted, reason } = read.data;
      const request = await store.find(id);
      const study = request && (await studies.studyById(request.studyId));
      if (!request || !study) throw unknownRequest();
      if (request.granted !== null) throw answeredAlready();
      if (request.asker === userAsker(steward.userId)) throw ownRequest();
      if (granted)
        await deps.grant(steward, { asker: request.asker, study: study.slug, variable: request.variable, reason });
      else if (!(await store.decline(id, reason, steward.userId, clock()))) throw answeredAlready();
      return one((await store.find(id)) as RequestRecord);
    },
  };
}

const invalid = (path: readonly PropertyKey[] = []) =>
  new Problem(
    "REQUEST_INVALID",
    {
      nl: "Zeg waarom, in hoogstens 1000 tekens.",
      en: "Say why, in at most 1000 characters.",
    },
    ["input", ...path.map(String)],
  );

export const unknownStudy = () =>
  new Problem("UNKNOWN_STUDY", { nl: "Deze studie bestaat niet.", en: "There is no such study." }, ["input", "study"]);

const waitsAlready = () =>
  new Problem(
    "ALREADY_ASKED",
    {
      nl: "Dit is al gevraagd. De dataverantwoordelijke moet nog antwoorden.",
      en: "This was asked already. The data steward has yet to answer.",
    },
    ["input", "variable"],
  );

const unknownRequest = () =>
  new Problem("UNKNOWN_REQUEST", { nl: "Dit verzoek bestaat niet.", en: "There is no such request." }, ["input", "id"]);

const answeredAlready = () =>
  new Problem("ALREADY_ANSWERED", { nl: "Dit verzoek is al beantwoord.", en: "This request was answered already." }, [
    "input",
    "id",
  ]);

const ownRequest = () =>
  new Problem(
    "OWN_GRANT",
    {
      nl: "Op je eigen verzoek kun je niet antwoorden. Vraag een andere dataverantwoordelijke.",
      en: "You cannot answer your own request. Ask another data steward.",
    },
    ["input", "id"],
  );
