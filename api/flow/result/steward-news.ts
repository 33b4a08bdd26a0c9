import { createHash } from "node:crypto";
import type { Text } from "../../../schema/text.ts";
import type { People } from "../../people/people.ts";
import type { SnapshotStep } from "../snapshot/snapshot.ts";
import type { StudyStep } from "../study/study.ts";
import type { Oversight } from "./oversight.ts";

interface NewsDeps {
  people: Pick<People, "tellStewards">;
  snapshot: Pick<SnapshotStep, "waitingFinalProposals" | "refused">;
  study: Pick<StudyStep, "rolesWaiting">;
  oversight: Pick<Oversight, "alerts" | "waitingRequests">;
}

const WORDS = {
  shapes: {
    nl: "Over één variabele zijn door alle vragers samen heel veel soorten vragen gesteld.",
    en: "All askers together asked very many kinds of questions on one variable.",
  },
  refused: {
    nl: "Een momentopname is bewaard, maar wordt niet gebruikt: uit de achtergrond zou een antwoord zijn af te leiden.",
    en: "A snapshot is kept but not used: an answer could be told from the background.",
  },
  request: {
    nl: "Iemand vraagt om meer soorten vragen over een variabele.",
    en: "Somebody asks for more kinds of questions on a variable.",
  },
  final: {
    nl: "Iemand vraagt een tweede paar ogen om een momentopname definitief te maken.",
    en: "Somebody asks for a second pair of eyes to make a snapshot final.",
  },
  roles: {
    nl: "Van een onderzoek moet nog worden bevestigd wat achtergrond is en wat antwoord.",
    en: "Of a study it is still to be confirmed what is background and what is an answer.",
  },
} satisfies Record<string, Text>;

/** Tells stewards, once and by mail, what needs them; says how many things that were. */
export async function tellStewards({ people, snapshot, study, oversight }: NewsDeps): Promise<number> {
  const [alerts, requests, refused, proposals, roles] = await Promise.all([
    oversight.alerts(),
    oversight.waitingRequests(),
    snapshot.refused(),
    snapshot.waitingFinalProposals(),
    study.rolesWaiting(),
  ]);
  return people.tellStewards([
    ...alerts.map(({ study: of, variable }) => ({ key: `shapes:${of.id}:${variable.name}`, words: WORDS.shapes })),
    ...requests.map(({ id }) => ({ key: `request:${id}`, words: WORDS.request })),
    ...refused.map((id) => ({ key: `refused:${id}`, words: WORDS.refused })),
    ...proposals.map(({ id }) => ({ key: `final:${id}`, words: WORDS.final })),
    ...roles.map(({ studyId, variables }) => {
      const which = createHash("sha256").update(JSON.stringify(variables)).digest("hex").slice(0, 16);
      return { key: `roles:${studyId}:${which}`, words: WORDS.roles };
    }),
  ]);
}
