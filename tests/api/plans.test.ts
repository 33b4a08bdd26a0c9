import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { seededChance } from "../testkit/chance.ts";

/*
 * Future plans over HTTP: kept round by round behind a link that the owner's device made, shown to others through links
 * that the owner takes back, and gone when the owner says so.
 */

const ROUNDS = `rounds { id madeAt changedAt answers { question { id concept } value } }`;
const PLAN = `__typename ... on Problem { code path } ... on Plan { startedAt questions { id kind concept } ${ROUNDS}
  shares { id name what state validUntil openings } }`;
const START = `mutation ($secret: String!) { startPlan(secret: $secret) { ${PLAN} } }`;
const OPEN = `mutation ($secret: String!) { openPlan(secret: $secret) { ${PLAN} } }`;
const KEEP = `mutation ($secret: String!, $round: ID!, $answers: [PlanAnswerInput!]!) { keepPlanRound(secret: $secret, round: $round, answers: $answers) { ${PLAN} } }`;
const DROP = `mutation ($secret: String!, $round: ID!) { deletePlanRound(secret: $secret, round: $round) { ${PLAN} } }`;
const DELETE = `mutation ($secret: String!) { deletePlan(secret: $secret) { __typename ... on Problem { code } ... on DeletedPlan { deleted } } }`;
const SHARE = `mutation ($secret: String!, $input: SharePlanInput!) { sharePlan(secret: $secret, input: $input) { ${PLAN} } }`;
const STOP = `mutation ($secret: String!, $share: ID!) { stopSharingPlan(secret: $secret, share: $share) { ${PLAN} } }`;
const LOOK = `mutation ($link: String!) { openSharedPlan(link: $link) { __typename ... on Problem { code } ... on SharedPlan { what ${ROUNDS} } } }`;

interface Round {
  id: string;
  madeAt: string;
  changedAt: string;
  answers: { question: { id: string; concept: string }; value: unknown }[];
}
interface Seen {
  __typename: string;
  code?: string;
  questions: { id: string; kind: string; concept: string }[];
  rounds: Round[];
  shares: { id: string; name: string; what: string; state: string; openings: string[] }[];
}

const WORDS = "Ik woon nu op een kamer in de Dorpsstraat.";
const chance = seededChance("plans");
const newSecret = () => chance(32).toString("base64url");

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(() => api.clock.pass({ minutes: 61 }));

async function ask(query: string, variables: Record<string, unknown>): Promise<Seen> {
  const { body, text } = await api.ask<Record<string, Seen>>(query, { variables });
  return Object.values(body.data ?? expect.unreachable(text))[0] ?? expect.unreachable(text);
}
async function begun(): Promise<string> {
  const secret = newSecret();
  expect((await ask(START, { secret })).__typename).toBe("Plan");
  return secret;
}
const housing = (how: unknown, words = WORDS) => [
  { question: "plan-housing", value: how },
  { question: "plan-housing-words", value: words },
  { question: "plan-housing-goal", value: "Een eigen huis" },
];
const keep = (secret: string, round: string, answers: object[] = housing("partly")) =>
  ask(KEEP, { secret, round, answers });
const values = (round: Round | undefined) => round?.answers.map(({ value }) => value);
const shareWith = async (secret: string, what: "LATEST" | "ALL", days = 30) => {
  const link = newSecret();
  const plan = await ask(SHARE, { secret, input: { link, name: "Mijn mentor", what, days } });
  return { link, plan, id: plan.shares?.at(-1)?.id ?? "" };
};

describe("a plan", () => {
  it("asks of five domains how they are, and of each own words and a next step", async () => {
    const { questions, rounds } = await ask(START, { secret: newSecret() });
    const of = (domain: string) => questions.filter(({ concept }) => concept === domain).map(({ id }) => id);
    expect(new Set(questions.map(({ concept }) => concept))).toEqual(
      new Set(["support", "housing", "school_work", "income", "wellbeing"]),
    );
    const parts = ["", "-words", "-goal", "-helper", "-by"];
    for (const domain of ["support", "housing", "school_work", "income", "wellbeing"])
      expect(of(domain)).toEqual(parts.map((part) => `plan-${domain}${part}`));
    expect(rounds).toEqual([]);
  });

  it("keeps each time with its day, corrects one, and deletes one", async () => {
    const secret = await begun();
    const [first, second] = [randomUUID(), randomUUID()];
    await keep(secret, first);
    // Sent again after a lost network, it is the same.
    await keep(secret, first);
    api.clock.pass({ days: 30 });
    await keep(secret, second, housing({ missing: "DONT_KNOW" }, ""));
    api.clock.pass({ days: 1 });
    const { rounds } = await keep(secret, first, housing("not", "Het was toch anders."));
    expect(rounds.map(({ id }) => id)).toEqual([first, second]);
    expect(values(rounds[0])).toEqual(["not", "Het was toch anders.", "Een eigen huis"]);
    expect(values(rounds[1])).toEqual([{ missing: "DONT_KNOW" }, "Een eigen huis"]);
    expect(new Date(rounds[0]?.changedAt ?? 0).getTime() - new Date(rounds[0]?.madeAt ?? 0).getTime()).toBe(
      31 * 86_400_000,
    );
    const left = await ask(DROP, { secret, round: first });
    expect(left.rounds.map(({ id }) => id)).toEqual([second]);
    expect(await ask(DROP, { secret, round: first })).toMatchObject({ code: "ROUND_UNKNOWN" });
  });

  it("starts once, however often it is started", async () => {
    const secret = await begun();
    await keep(secret, randomUUID());
    const again = await Promise.all([ask(START, { secret }), ask(START, { secret })]);
    expect(again.map(({ rounds }) => rounds.length)).toEqual([1, 1]);
  });

  it("is gone with everything when its owner deletes it", async () => {
    const { database } = api.test;
    const before = [await database.response.count(), await database.answer.count(), await database.planShare.count()];
    const secret = await begun();
    await keep(secret, randomUUID());
    const { link } = await shareWith(secret, "ALL");
    await ask(LOOK, { link });
    expect(await ask(DELETE, { secret })).toMatchObject({ deleted: true });
    expect(await ask(OPEN, { secret })).toMatchObject({ code: "PLAN_UNKNOWN" });
    expect(await ask(LOOK, { link })).toMatchObject({ code: "SHARE_UNKNOWN" });
    expect([await database.response.count(), await database.answer.count(), await database.planShare.count()]).toEqual(
      before,
    );
  });

  it("leaves nothing of a round that another device keeps at the same moment", async () => {
    const { database } = api.test;
    const before = await database.response.count();
    const secret = await begun();
    await keep(secret, randomUUID());
    const hash = createHash("sha256").update(secret).digest("hex");
    const { id: planId, rounds } = await database.plan.findUniqueOrThrow({
      where: { hash },
      select: { id: true, rounds: true },
    });
    const versionId = rounds[0]?.versionId ?? expect.unreachable();
    const at = api.clock();
    const deleting = await database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 AS held FROM "Plan" WHERE id = ${planId} FOR UPDATE`;
      const planRound = { create: { id: randomUUID(), planId, versionId, madeAt: at, changedAt: at } };
      await transaction.response.create({ data: { startedAt: at, consent: true, planRound } });
      const under = { way: ask(DELETE, { secret }) };
      await expect
        .poll(() => database.$queryRaw`SELECT 1 AS waits FROM pg_locks WHERE NOT granted LIMIT 1`)
        .toEqual([{ waits: 1 }]);
      return under;
    });
    expect(await deleting.way).toMatchObject({ deleted: true });
    expect(await database.response.count()).toBe(before);
  });

  it("that was deleted at the same moment takes in no round, and says so", async () => {
    const { database } = api.test;
    const secret = await begun();
    const hash = createHash("sha256").update(secret).digest("hex");
    const keeping = await database.$transaction(async (transaction) => {
      await transaction.plan.delete({ where: { hash }, select: { id: true } });
      const under = { way: keep(secret, randomUUID()) };
      await expect
        .poll(() => database.$queryRaw`SELECT 1 AS waits FROM pg_locks WHERE NOT granted LIMIT 1`)
        .toEqual([{ waits: 1 }]);
      return under;
    });
    expect(await keeping.way).toMatchObject({ code: "PLAN_UNKNOWN" });
  });
});

describe("who may look", () => {
  it("sees the newest time or all of them, and the owner sees when", async () => {
    const secret = await begun();
    await keep(secret, randomUUID());
    api.clock.pass({ days: 1 });
    await keep(secret, randomUUID(), housing("in_order", "Beter."));
    const [latest, all] = [await shareWith(secret, "LATEST"), await shareWith(secret, "ALL")];
    const seen = await ask(LOOK, { link: latest.link });
    expect(seen.rounds.map(values)).toEqual([["in_order", "Beter.", "Een eigen huis"]]);
    expect(JSON.stringify(seen)).not.toMatch(/mentor|Dorpsstraat/);
    expect((await ask(LOOK, { link: all.link })).rounds).toHaveLength(2);
    api.clock.pass({ minutes: 5 });
    await ask(LOOK, { link: latest.link });
    const { shares } = await ask(OPEN, { secret });
    expect(shares.map(({ name, openings }) => [name, openings.length])).toEqual([
      ["Mijn mentor", 2],
      ["Mijn mentor", 1],
    ]);
    expect(shares[0]?.openings[1]).toBe(api.clock().toISOString());
    // What follows is in it, without another link.
    await keep(secret, randomUUID(), housing("not", "Nieuw."));
    expect((await ask(LOOK, { link: latest.link })).rounds.map(values)[0]).toContain("Nieuw.");
  });

  it("sees nothing once the owner takes it back, or its time is over", async () => {
    const secret = await begun();
    await keep(secret, randomUUID());
    const [back, short] = [await shareWith(secret, "ALL"), await shareWith(secret, "ALL", 1)];
    expect((await ask(STOP, { secret, share: back.id })).shares.map(({ state }) => state)).toEqual(["REVOKED", "OPEN"]);
    expect(await ask(LOOK, { link: back.link })).toMatchObject({ code: "SHARE_UNKNOWN" });
    api.clock.pass({ days: 1 });
    expect(await ask(LOOK, { link: short.link })).toMatchObject({ code: "SHARE_UNKNOWN" });
    const { shares } = await ask(OPEN, { secret });
    expect(shares.map(({ state, openings }) => [state, openings.length])).toEqual([
      ["REVOKED", 0],
      ["OVER", 0],
    ]);
  });

  it("opens without end, of which the newest hundred are kept; of links that were stopped the newest fifty", async () => {
    const { database } = api.test;
    const secret = await begun();
    await keep(secret, randomUUID());
    const { link, id } = await shareWith(secret, "LATEST");
    const at = Array.from({ length: 100 }, (_, i) => new Date(api.clock().getTime() + i * 1_000));
    await database.planOpening.createMany({ data: at.map((each) => ({ shareId: id, at: each })) });
    api.clock.pass({ days: 1 });
    await ask(LOOK, { link });
    const [opened] = (await ask(OPEN, { secret })).shares;
    expect(opened?.openings).toHaveLength(100);
    expect([opened?.openings[0], opened?.openings[99]]).toEqual([at[1]?.toISOString(), api.clock().toISOString()]);

    const { planId, name } = await database.planShare.findUniqueOrThrow({
      where: { id },
      select: { planId: true, name: true },
    });
    const stopped = Array.from({ length: 60 }, (_, i) => {
      const madeAt = new Date(api.clock().getTime() - (i + 2) * 86_400_000);
      return {
        planId,
        hash: newSecret(),
        name,
        what: "ALL" as const,
        madeAt,
        validUntil: api.clock(),
        revokedAt: madeAt,
      };
    });
    await database.planShare.createMany({ data: stopped });
    const { plan } = await shareWith(secret, "ALL");
    expect(plan.shares).toHaveLength(50);
    const kept = await database.planShare.findMany({ where: { planId }, orderBy: { madeAt: "asc" } });
    expect(kept).toHaveLength(50);
    expect(kept.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(2);
    expect(kept[0]?.madeAt).toEqual(stopped[47]?.madeAt);
  });

  it("cannot keep, share or open anything with that link", async () => {
    const secret = await begun();
    await keep(secret, randomUUID());
    const { link } = await shareWith(secret, "ALL");
    expect(await ask(OPEN, { secret: link })).toMatchObject({ code: "PLAN_UNKNOWN" });
    expect(await keep(link, randomUUID())).toMatchObject({ code: "PLAN_UNKNOWN" });
    expect(await ask(DELETE, { secret: link })).toMatchObject({ code: "PLAN_UNKNOWN" });
    expect(await ask(LOOK, { link: secret })).toMatchObject({ code: "SHARE_UNKNOWN" });
  });
});

describe("what is not right", () => {
  const other = async (work: (secret: string) => Promise<Seen>) => work(await begun());
  const input = (wish: object) => ({ link: newSecret(), name: "Mentor", what: "ALL", days: 7, ...wish });
  it.each([
    ["a forged link", () => ask(OPEN, { secret: newSecret() }), "PLAN_UNKNOWN"],
    ["a secret that can be guessed", () => ask(START, { secret: "geheim" }), "PLAN_SECRET_INVALID"],
    ["nothing filled in", () => other((secret) => keep(secret, randomUUID(), [])), "ROUND_EMPTY"],
    ["a name that is no UUID", () => other((secret) => keep(secret, "1")), "ROUND_UNKNOWN"],
    [
      "too long",
      () => other((secret) => keep(secret, randomUUID(), housing("not", "x".repeat(2_001)))),
      "ANSWER_TOO_LONG",
    ],
    ["an unknown answer", () => other((secret) => keep(secret, randomUUID(), housing("fine"))), "ANSWER_OUT_OF_RANGE"],
    [
      "an unknown question",
      () => other((secret) => keep(secret, randomUUID(), [{ question: "x", value: "y" }])),
      "QUESTION_UNKNOWN",
    ],
    [
      "nobody to share with",
      () => other((secret) => ask(SHARE, { secret, input: input({ name: " " }) })),
      "SHARE_NAME_INVALID",
    ],
    [
      "no day to share",
      () => other((secret) => ask(SHARE, { secret, input: input({ days: 0 }) })),
      "SHARE_DAYS_INVALID",
    ],
    [
      "a link that can be guessed",
      () => other((secret) => ask(SHARE, { secret, input: input({ link: "x" }) })),
      "PLAN_SECRET_INVALID",
    ],
    ["another's share", () => other((secret) => ask(STOP, { secret, share: randomUUID() })), "SHARE_UNKNOWN"],
  ])("%s", async (_what, tried, code) => {
    expect(await tried()).toMatchObject({ __typename: "Problem", code });
  });

  it("a round of somebody else's plan is neither corrected nor deleted", async () => {
    const [mine, theirs] = [await begun(), await begun()];
    const round = randomUUID();
    await keep(theirs, round);
    expect(await keep(mine, round, housing("not"))).toMatchObject({ code: "ROUND_UNKNOWN" });
    expect(await ask(DROP, { secret: mine, round })).toMatchObject({ code: "ROUND_UNKNOWN" });
    expect(values((await ask(OPEN, { secret: theirs })).rounds[0])?.[0]).toBe("partly");
  });
});

it("what is kept holds no words that can be read, and no link; nor does the log", async () => {
  const secret = await begun();
  await keep(secret, randomUUID());
  const { link } = await shareWith(secret, "ALL");
  const { database } = api.test;
  const kept = [
    await database.answer.findMany(),
    await database.plan.findMany(),
    await database.planRound.findMany(),
    await database.planShare.findMany(),
  ];
  const all = JSON.stringify(kept) + api.lines.join("\n");
  for (const said of ["Dorpsstraat", "eigen huis", "mentor", secret, link]) expect(all).not.toContain(said);
});
