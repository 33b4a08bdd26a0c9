import { createHash } from "node:crypto";
import type { Clock } from "../../../platform/clock.ts";
import type { HouseSurvey } from "../house-survey.ts";
import type { WordSeal } from "../sealed-words.ts";
import type { Plan, PlanRound, Plans, PlanShare, ShareState } from "./plan.ts";
import type { SharingWithStudies } from "./sharing-with-studies.ts";
import type { PlanRow, PlanStore, RoundRow, ShareRow } from "./plan.store.ts";
import {
  noStudyOpen,
  planFull,
  planSecretInvalid,
  planUnknown,
  roundEmpty,
  roundUnknown,
  shareDaysInvalid,
  shareNameInvalid,
  sharesFull,
  shareUnknown,
} from "./problems.ts";

interface Shared {
  store: PlanStore;
  survey: HouseSurvey;
  seal: WordSeal;
  clock: Clock;
  studies: SharingWithStudies;
}

/** 32 bytes in base64url */
const SECRET = /^[\w-]{43}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const MOST_ROUNDS = 100;
/** That are open at once */
const MOST_SHARES = 10;
/** With those that were stopped or are over: the oldest of these make room. */
const MOST_SHARES_KEPT = 50;
/** Of one link: the newest are shown */
const MOST_OPENINGS = 100;
const MOST_NAME = 80;
const MOST_DAYS = 365;
const DAY_MS = 86_400_000;

const stateOf = ({ revokedAt, validUntil }: ShareRow, now: Date): ShareState =>
  revokedAt !== null ? "REVOKED" : validUntil <= now ? "OVER" : "OPEN";

export function createKeepingPlans({ store, survey, seal, clock, studies }: Shared): Plans {
  const roundFrom = async (owner: string, { response, versionId, ...round }: RoundRow): Promise<PlanRound> => ({
    ...round,
    answers: survey.opened(owner, await survey.versionOf(versionId), response.answers),
  });

  const shareFrom = (owner: string, share: ShareRow, now: Date): PlanShare => {
    const { id, name, what, madeAt, validUntil, openings } = share;
    return {
      ...{ id, what, madeAt, validUntil },
      name: seal.open(owner, name),
      state: stateOf(share, now),
      openings: openings.map(({ at }) => at),
    };
  };

  const planFrom = async ({ id, hash, startedAt, rounds, shares }: PlanRow): Promise<Plan> => {
    const now = clock();
    return {
      id,
      startedAt,
      questions: survey.definition.questions,
      rounds: await Promise.all(rounds.map((round) => roundFrom(hash, round))),
      shares: shares.map((share) => shareFrom(hash, share, now)),
    };
  };

  const found = async (secret: string): Promise<PlanRow> => {
    // Found by its hash in an index: how long that takes says nothing about a secret that is close to it.
    const row = await store.byHash(hashOf(secret));
    if (row === null) throw planUnknown();
    return row;
  };

  const open = async (secret: string): Promise<Plan> => planFrom(await found(secret));

  return {
    open,

    async start(secret) {
      if (!SECRET.test(secret)) throw planSecretInvalid();
      await store.start(hashOf(secret), clock());
      return open(secret);
    },

    async keepRound(secret, round, given) {
      if (!UUID.test(round)) throw roundUnknown();
      const { id: planId, hash } = await found(secret);
      const answers = survey.check(given);
      if (answers.size === 0) throw roundEmpty();
      survey.expectWhole(answers);
      const kept = await store.keepRound({
        ...{ planId, id: round, at: clock(), most: MOST_ROUNDS },
        versionId: await survey.version(),
        answers: survey.sealed(hash, answers),
      });
      if (kept === "GONE") throw planUnknown();
      if (kept === "FOREIGN") throw roundUnknown();
      if (kept === "FULL") throw planFull(MOST_ROUNDS);
      return open(secret);
    },

    async removeRound(secret, round) {
      const { id } = await found(secret);
      if (!(await store.removeRound(id, round))) throw roundUnknown();
      return open(secret);
    },

    async remove(secret) {
      const { id } = await found(secret);
      await studies.stopWithAll(id);
      await store.remove(id);
    },

    async share(secret, { link, name, what, days }) {
      const { id: planId, hash: owner, shares } = await found(secret);
      if (!SECRET.test(link) || link === secret) throw planSecretInvalid();
      const forWhom = name.trim();
      if (forWhom.length < 1 || forWhom.length > MOST_NAME) throw shareNameInvalid(MOST_NAME);
      if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw shareDaysInvalid(MOST_DAYS);
      const now = clock();
      if (shares.filter((share) => stateOf(share, now) === "OPEN").length >= MOST_SHARES) throw sharesFull(MOST_SHARES);
      const validUntil = new Date(now.getTime() + days * DAY_MS);
      const share = { planId, hash: hashOf(link), name: seal.seal(owner, forWhom), what, madeAt: now, validUntil };
      await store.share(share, MOST_SHARES_KEPT);
      return open(secret);
    },

    async revokeShare(secret, share) {
      const { id } = await found(secret);
      if (!(await store.revoke(id, share, clock()))) throw shareUnknown();
      return open(secret);
    },

    studiesOf: studies.studiesOf,
    offerTo: studies.offerTo,

    async shareWithStudy(secret, holder, text) {
      const { id } = await found(secret);
      if (holder === null) throw noStudyOpen();
      await studies.shareWith(id, holder, text);
      return open(secret);
    },

    async stopWithStudy(secret, studyId) {
      const receipt = await studies.stopWith((await found(secret)).id, studyId);
      return { plan: await open(secret), receipt };
    },

    async look(link) {
      const opened = await store.open(hashOf(link), clock(), MOST_OPENINGS);
      if (opened === null) throw shareUnknown();
      const { share, plan } = opened;
      const rounds = share.what === "LATEST" ? plan.rounds.slice(-1) : plan.rounds;
      return {
        what: share.what,
        validUntil: share.validUntil,
        rounds: await Promise.all(rounds.map((round) => roundFrom(plan.hash, round))),
      };
    },
  };
}
