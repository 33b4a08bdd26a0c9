import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type ApiServer, cookieIn, startApi } from "../testkit/api-server.ts";

/*
 * A meeting over real HTTP: a host at a desk, people in the room with phones.
 */

let api: ApiServer;
let host: Record<string, string>;
let researcher: Record<string, string>;
let stranger: Record<string, string>;
let workplace: string;
let devices = 0;

type Result = Record<string, unknown> & { __typename: string; code?: string; message?: string };
type Headers = Record<string, string>;

interface Own {
  over: boolean;
  themes: {
    id: string;
    stage: string;
    own: { id: string; text: string; hiddenBecause: string | null }[];
    shown: { id: string; text: string; own: boolean }[];
  }[];
}

interface Hosted {
  id: string;
  joined: number;
  over: boolean;
  themes: {
    id: string;
    stage: string;
    given: number;
    givers: number;
    contributions: { id: string; text: string; hiddenBecause: string | null }[];
  }[];
}

const PROBLEM = "... on Problem { code message path }";
const MEETING = `... on Meeting { id joined over
  themes { id stage given givers contributions { id text hiddenBecause } } }`;
const OWN = "{ id over themes { id stage own { id text hiddenBecause } shown { id text own } } }";

const ask = async (query: string, variables: object, headers: Headers = {}): Promise<Result> => {
  const answer = await api.ask(query, { variables: { ...variables }, headers });
  if (answer.body.errors) throw new Error(JSON.stringify(answer.body.errors));
  return Object.values(answer.body.data ?? {})[0] as Result;
};

const create = (headers: Headers, input: object = {}) =>
  ask(
    `mutation ($input: CreateMeetingInput!) { createMeeting(input: $input) { __typename ${PROBLEM} ${MEETING} } }`,
    {
      input: {
        study: "thuis",
        title: { nl: "Praten over wonen" },
        consent: { nl: "Je praat mee. Niemand ziet je naam." },
        themes: [{ nl: "Wat helpt?" }, { nl: "Wat moet anders?" }],
        promisedOn: "2026-06-01",
        ...input,
      },
    },
    headers,
  );

const openRoom = (headers: Headers, fielding: string, more: object = {}) =>
  ask(
    `mutation ($input: OpenRoomInput!) { openRoom(input: $input) {
      __typename ${PROBLEM} ... on OpenedRoom { code joinUrl room { state joined mostJoiners validUntil } } } }`,
    { input: { fielding, ...more } },
    headers,
  );

const newDevice = () => `device-of-a-person-${String(devices++).padStart(6, "0")}`;

const joining = (code: string, device = newDevice()): Promise<Answer> =>
  api.ask(
    `mutation ($code: String!, $device: String!) { joinRoom(code: $code, device: $device) {
      __typename ${PROBLEM} ... on Joined { link } } }`,
    { variables: { code, device } },
  );

const resultOf = (answer: Answer) => Object.values(answer.body.data ?? {})[0] as Result;

const joined = async (code: string, device?: string): Promise<Headers> => {
  const answer = await joining(code, device);
  expect(resultOf(answer)).toMatchObject({ __typename: "Joined" });
  return { cookie: cookieIn(answer.headers) };
};

const agree = (phone: Headers, agreed = true) =>
  ask(`mutation ($agreed: Boolean!) { giveConsent(agreed: $agreed) { __typename ${PROBLEM} } }`, { agreed }, phone);

const mine = async (phone: Headers): Promise<Own> =>
  (await ask(`{ respondent { meeting ${OWN} } }`, {}, phone)).meeting as Own;

const hosted = async (headers: Headers, id: string) =>
  (await ask(
    `query ($id: ID!) { meeting(id: $id) { __typename ${MEETING} } }`,
    { id },
    headers,
  )) as unknown as Hosted | null;

const give = (phone: Headers, theme: string, text: string, name = `contribution-${devices++}-of-a-phone`) =>
  ask(
    `mutation ($theme: ID!, $name: String!, $text: String!) { contribute(theme: $theme, name: $name, text: $text) {
      __typename ${PROBLEM} ... on OwnMeeting ${OWN} } }`,
    { theme, name, text },
    phone,
  );

const takeBack = (phone: Headers, contribution: string) =>
  ask(
    `mutation ($contribution: ID!) { takeContributionBack(contribution: $contribution) {
      __typename ${PROBLEM} ... on OwnMeeting ${OWN} } }`,
    { contribution },
    phone,
  );

const stage = (headers: Headers, theme: string, to: string) =>
  ask(
    `mutation ($theme: ID!, $stage: ThemeStage!) { setThemeStage(theme: $theme, stage: $stage) {
      __typename ${PROBLEM} ${MEETING} } }`,
    { theme, stage: to },
    headers,
  );

const hide = (headers: Headers, contribution: string, reason: string | null) =>
  ask(
    `mutation ($contribution: ID!, $reason: String) { hideContribution(contribution: $contribution, reason: $reason) {
      __typename ${PROBLEM} ${MEETING} } }`,
    { contribution, reason },
    headers,
  );

/** A meeting whose room is open: its id, its code and its themes. */
const meet = async (more: object = {}) => {
  const made = (await create(host, { workplace })) as Result & Hosted;
  const opened = await openRoom(host, made.id, more);
  const [first, second] = made.themes.map(({ id }) => id);
  return { id: made.id, code: opened.code as string, first: first!, second: second! };
};

const people = async (code: string, number: number): Promise<Headers[]> =>
  Promise.all(
    Array.from({ length: number }, async () => {
      const phone = await joined(code);
      await agree(phone);
      return phone;
    }),
  );

/** Wrong codes are counted by the minute. */
const nextMinute = () => api.clock.pass({ seconds: 61 });

beforeAll(async () => {
  api = await startApi({ publicUrl: "https://weerklank.test" });
  host = await api.signIn("lid@leerwerkplaats.test", ["MEMBER"]);
  api.clock.pass({ minutes: 15 });
  researcher = await api.signIn("onderzoeker@instituut.test", ["RESEARCHER"]);
  api.clock.pass({ minutes: 15 });
  stranger = await api.signIn("ander@elders.test", ["MEMBER", "RESEARCHER"]);
  const { id } = await api.test.database.user.findUniqueOrThrow({
    where: { email: "lid@leerwerkplaats.test" },
    select: { id: true },
  });
  workplace = (await api.people.ensureWorkplace("Leerwerkplaats", [id])).id;
  await api.test.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: api.clock() } });
});
afterAll(() => api.stop());

describe("the code of a room", () => {
  it("lets somebody in with an invitation, a session and a link of their own", async () => {
    const { id, code } = await meet();
    expect(code).toMatch(/^[BCDFGHJKMNPQRSTVWXYZ2-9]{4} [BCDFGHJKMNPQRSTVWXYZ2-9]{4}$/);
    const answer = await joining(code.toLowerCase().replace(" ", "-"));
    const { link } = resultOf(answer) as unknown as { link: string };
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Strict/);
    const phone = { cookie: cookieIn(answer.headers) };
    expect(await ask("{ respondent { ownLink consent meeting { id } } }", {}, phone)).toEqual({
      ownLink: link,
      consent: null,
      meeting: { id },
    });
    const again = await api.ask(
      "mutation ($secret: String!) { openInvitation(secret: $secret) { __typename ... on Respondent { meeting { id } } } }",
      { variables: { secret: link.split("#")[1] } },
    );
    expect(resultOf(again)).toMatchObject({ __typename: "Respondent", meeting: { id } });
    expect((await hosted(host, id))?.joined).toBe(1);
  });

  it("is kept so that it opens nothing, and nothing of it is logged", async () => {
    const { id, code } = await meet();
    await joining("BCDF GHJK");
    const [{ hash }] = await api.test.database.$queryRaw<[{ hash: string }]>`
      SELECT hash FROM "Room" WHERE "fieldingId" = ${id}`;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const { createHash } = await import("node:crypto");
    expect(hash).not.toBe(createHash("sha256").update(code.replace(" ", "")).digest("hex"));
    for (const written of [code, code.replace(" ", ""), "BCDFGHJK"])
      expect(api.lines.join("\n")).not.toContain(written);
  });

  it("lets the same device in once, however often it is sent, and at the same moment", async () => {
    const { id, code } = await meet();
    const device = newDevice();
    const answers = await Promise.all(Array.from({ length: 5 }, () => joining(code, device)));
    const links = new Set(answers.map((answer) => (resultOf(answer) as unknown as { link: string }).link));
    expect(links.size).toBe(1);
    expect((await hosted(host, id))?.joined).toBe(1);
    // A new code of the same room: still the same person.
    const { code: next } = (await openRoom(host, id)) as unknown as { code: string };
    expect(resultOf(await joining(next, device))).toMatchObject({ link: [...links][0] });
    expect((await hosted(host, id))?.joined).toBe(1);
  });

  it("that never was, is not yet, is over, withdrawn, renewed or full says the same", async () => {
    nextMinute();
    const now = api.clock();
    const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
    const early = await meet({ validFrom: hour(1), validUntil: hour(2) });
    const late = await meet({ validUntil: hour(0.001) });
    const full = await meet({ mostJoiners: 1 });
    await joined(full.code);
    const withdrawn = await meet();
    await ask(
      `mutation ($fielding: ID!) { closeRoom(fielding: $fielding) { ... on Room { state } } }`,
      { fielding: withdrawn.id },
      host,
    );
    const renewed = await meet();
    await openRoom(host, renewed.id);
    api.clock.pass({ seconds: 10 });
    const codes = ["ZZZZ ZZZZ", "0", "O0I1", "", early.code, late.code, full.code, withdrawn.code, renewed.code];
    const said = await Promise.all(codes.map(async (code) => resultOf(await joining(code))));
    expect(said.map(({ code }) => code)).toEqual(codes.map(() => "CODE_DOES_NOT_WORK"));
    expect(new Set(said.map(({ message }) => message)).size).toBe(1);
    expect(await ask(`query ($id: ID!) { room(fielding: $id) { state } }`, { id: full.id }, host)).toEqual({
      state: "FULL",
    });
  });

  it("is let in behind the same address as somebody who tries thousands of wrong ones", async () => {
    nextMinute();
    const { code } = await meet();
    const guess = (at: number) => joining(`BBBB${String(at).padStart(4, "2").replaceAll(/[01]/g, "2")}`);
    const before = api.lines.length;
    const said: Result[] = [];
    for (let round = 0; round < 3; round++)
      said.push(...(await Promise.all(Array.from({ length: 60 }, (_, at) => guess(round * 60 + at)))).map(resultOf));
    const codes = said.map((each) => each.code);
    expect(codes.filter((each) => each === "CODE_DOES_NOT_WORK")).toHaveLength(60);
    expect(codes.filter((each) => each === "TOO_MANY_TRIES")).toHaveLength(120);
    expect(resultOf(await joining(code))).toMatchObject({ __typename: "Joined" });
    const logged = api.lines.slice(before).filter((line) => line.includes("too_many_tries"));
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain("BBBB");
    nextMinute();
    expect(resultOf(await guess(1)).code).toBe("CODE_DOES_NOT_WORK");
  });

  it("lets sixty people in at one moment, and no more than there are places", async () => {
    const { id, code } = await meet({ mostJoiners: 50 });
    const answers = await Promise.all(Array.from({ length: 60 }, () => joining(code)));
    const links = answers.map(resultOf).flatMap(({ link }) => (typeof link === "string" ? [link] : []));
    expect(new Set(links).size).toBe(50);
    expect((await hosted(host, id))?.joined).toBe(50);
    const guests = await api.test.database.participant.count({
      where: { guest: true, invitations: { some: { fieldingId: id } } },
    });
    expect(guests).toBe(50);
  });

  it("can be given to a survey of a study, by its researchers", async () => {
    const survey = await ask(
      `mutation ($input: CreateSurveyInput!) { createSurvey(input: $input) { __typename ${PROBLEM} ... on Survey { id } } }`,
      {
        input: {
          ...{ study: "thuis", slug: "in-de-klas", title: { nl: "In de klas" }, consent: { nl: "Goed?" } },
          questions: [{ id: "say", kind: "TEXT", text: { nl: "Zeg iets" }, variable: "say" }],
        },
      },
      researcher,
    );
    await ask(`mutation ($id: ID!) { publishSurvey(id: $id) { __typename } }`, { id: survey.id }, researcher);
    const fielding = await ask(
      `mutation ($input: FieldSurveyInput!) { fieldSurvey(input: $input) { __typename ${PROBLEM} ... on Fielding { id } } }`,
      { input: { survey: survey.id, wave: "1", waveLabel: "Eerste", promisedOn: "2026-06-01" } },
      researcher,
    );
    const id = fielding.id as string;
    expect(await openRoom(host, id)).toMatchObject({ code: "ROOM_UNKNOWN" });
    const opened = await openRoom(researcher, id);
    expect(opened).toMatchObject({ __typename: "OpenedRoom", room: { state: "OPEN", mostJoiners: 200, joined: 0 } });
    expect(opened.joinUrl).toBe(`https://weerklank.test/join#${String(opened.code).replace(" ", "")}`);
    const phone = await joined(opened.code as string);
    await agree(phone);
    const saved = await ask(`mutation { saveAnswer(question: "say", value: "Hoi") { __typename } }`, {}, phone);
    expect(saved.__typename).toBe("OwnAnswer");
    expect(await ask("{ respondent { meeting { id } } }", {}, phone)).toEqual({ meeting: null });
    const { id: studyId } = await api.test.database.study.findUniqueOrThrow({
      where: { slug: "thuis" },
      select: { id: true },
    });
    // Who answers a survey of the study is one of its people; who came to a meeting is not.
    expect(await api.steps.survey.participantsOf(studyId)).toHaveLength(1);
    expect((await api.steps.survey.waveCounts(studyId, new Date("2030-01-01"))).size).toBe(1);
    expect((await api.steps.survey.surveysOf(studyId)).map(({ slug }) => slug)).toEqual(["in-de-klas"]);
  });

  it("has times and places within limits", async () => {
    const { id } = await meet();
    const now = api.clock().getTime();
    const in32Days = new Date(now + 32 * 86_400_000).toISOString();
    const past = new Date(now - 1_000).toISOString();
    for (const [more, code] of [
      [{ validUntil: past }, "ROOM_TIMES_INVALID"],
      [{ validUntil: in32Days }, "ROOM_TIMES_INVALID"],
      [{ mostJoiners: 0 }, "JOINERS_INVALID"],
      [{ mostJoiners: 1_001 }, "JOINERS_INVALID"],
    ] as const)
      expect(await openRoom(host, id, more)).toMatchObject({ code });
    expect(resultOf(await joining("BBBBBBBB", "short"))).toMatchObject({ code: "NAME_INVALID" });
  });
});

describe("a meeting", () => {
  it("shows everybody the own alone, until the host lets the group read", async () => {
    const { id, code, first } = await meet();
    const phones = await people(code, 3);
    for (const [at, phone] of phones.entries()) expect(await give(phone, first, `Zin ${at}`)).toMatchObject({ id });
    const [one] = phones;
    expect((await mine(one!)).themes[0]).toMatchObject({ own: [{ text: "Zin 0" }], shown: [] });
    expect((await hosted(host, id))?.themes[0]).toMatchObject({ given: 3, givers: 3, contributions: [] });

    await stage(host, first, "LOOKING");
    expect((await mine(one!)).themes[0]).toMatchObject({ stage: "LOOKING", shown: [] });
    expect(await give(one!, first, "Te laat")).toMatchObject({ code: "THEME_CLOSED" });
    const read = (await hosted(host, id))!.themes[0]!.contributions;
    expect(read.map(({ text }) => text).sort()).toEqual(["Zin 0", "Zin 1", "Zin 2"]);
    expect(read.map((each) => each.id)).toEqual(read.map((each) => each.id).sort());

    await stage(host, first, "OPEN");
    const seen = (await mine(one!)).themes[0]!.shown;
    expect(seen.map(({ text }) => text).sort()).toEqual(["Zin 0", "Zin 1", "Zin 2"]);
    expect(seen.filter(({ own }) => own).map(({ text }) => text)).toEqual(["Zin 0"]);
    await stage(host, first, "WRITING");
    expect((await mine(one!)).themes[0]!.shown).toEqual([]);
  });

  it("lets nobody read the words of fewer than three people", async () => {
    const { id, code, first } = await meet();
    const [one, two, three] = await people(code, 3);
    await give(one!, first, "Een");
    await give(one!, first, "Nog een");
    await give(two!, first, "Twee");
    expect(await stage(host, first, "LOOKING")).toMatchObject({ code: "TOO_FEW_GIVERS" });
    expect(await stage(host, first, "OPEN")).toMatchObject({ code: "TOO_FEW_GIVERS" });
    await give(three!, first, "Drie");
    await stage(host, first, "OPEN");
    const own = (await mine(three!)).themes[0]!.own[0]!;
    await takeBack(three!, own.id);
    expect((await mine(one!)).themes[0]!.shown).toEqual([]);
    expect((await hosted(host, id))?.themes[0]?.contributions).toEqual([]);
  });

  it("keeps what is sent twice once, and what was taken back away", async () => {
    const { code, first } = await meet();
    const [one, two] = await people(code, 2);
    const name = "a-contribution-of-mine";
    await give(one!, first, "Een", name);
    const again = (await give(one!, first, "Een", name)) as unknown as Own;
    expect(again.themes[0]!.own).toHaveLength(1);
    const { id } = again.themes[0]!.own[0]!;
    expect(await takeBack(two!, id)).toMatchObject({ code: "CONTRIBUTION_UNKNOWN" });
    expect(((await takeBack(one!, id)) as unknown as Own).themes[0]!.own).toEqual([]);
    expect(((await give(one!, first, "Een", name)) as unknown as Own).themes[0]!.own).toEqual([]);
    expect(await api.test.database.contribution.count({ where: { name, text: { not: null } } })).toBe(0);
    const both = await Promise.all([give(one!, first, "Twee", `${name}-2`), give(one!, first, "Twee", `${name}-2`)]);
    for (const each of both) expect((each as unknown as Own).themes[0]!.own).toHaveLength(1);
  });

  it("hides what should not be read, and tells the giver why", async () => {
    const { id, code, first } = await meet();
    const phones = await people(code, 4);
    for (const [at, phone] of phones.entries()) await give(phone, first, at === 3 ? "Piet deed het" : `Zin ${at}`);
    const { id: named } = (await mine(phones[3]!)).themes[0]!.own[0]!;
    expect(await hide(host, named, "Er staat een naam in.")).toMatchObject({ code: "NOT_READ_YET" });
    await stage(host, first, "LOOKING");
    expect(await hide(host, named, " ")).toMatchObject({ code: "REASON_NEEDED" });
    expect(await hide(stranger, named, "Zomaar")).toMatchObject({ code: "MEETING_UNKNOWN" });
    await hide(host, named, "Er staat een naam in.");
    await stage(host, first, "OPEN");
    expect((await mine(phones[0]!)).themes[0]!.shown.map(({ text }) => text)).not.toContain("Piet deed het");
    expect((await mine(phones[3]!)).themes[0]!.own).toEqual([
      { id: named, text: "Piet deed het", hiddenBecause: "Er staat een naam in." },
    ]);
    await hide(host, named, null);
    expect((await mine(phones[0]!)).themes[0]!.shown.map(({ text }) => text)).toContain("Piet deed het");
    expect((await hosted(host, id))?.themes[0]?.given).toBe(4);
  });

  it("refuses what is empty, too long, unasked, too much, or comes without a yes", async () => {
    const { code, first } = await meet();
    const other = await meet();
    const [one] = await people(code, 1);
    for (const text of ["", "  \n ", "a".repeat(501), "a\u0000b"])
      expect(await give(one!, first, text)).toMatchObject({ code: "CONTRIBUTION_INVALID" });
    expect(await give(one!, first, "a".repeat(500))).toMatchObject({ __typename: "OwnMeeting" });
    expect(await give(one!, first, "Hoi", "kort")).toMatchObject({ code: "NAME_INVALID" });
    expect(await give(one!, other.first, "Hoi")).toMatchObject({ code: "THEME_UNKNOWN" });
    for (let at = 1; at < 19; at++) await give(one!, first, `Zin ${at}`);
    // At one moment, on two devices: each counts what the one before it gave.
    const { given } = await api.test.database.$transaction(
      async (held) => {
        await held.$queryRaw`SELECT 1 AS held FROM "MeetingTheme" WHERE id = ${first} FOR UPDATE`;
        const given = ["Tegelijk", "Ook tegelijk"].map((text) => give(one!, first, text));
        const waiting = async () =>
          (
            await held.$queryRaw<unknown[]>`
              SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
          ).length;
        await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
        return { given };
      },
      { timeout: 30_000 },
    );
    const refused = (await Promise.all(given)).filter(({ code: why }) => why === "TOO_MANY_CONTRIBUTIONS");
    expect(refused).toHaveLength(1);
    expect((await mine(one!)).themes[0]!.own).toHaveLength(20);
    const silent = await joined(code);
    expect(await give(silent, first, "Hoi")).toMatchObject({ code: "CONSENT_NEEDED" });
    await agree(one!, false);
    expect(await api.test.database.contribution.count({ where: { themeId: first } })).toBe(0);
    expect(await give(one!, first, "Toch")).toMatchObject({ code: "CONSENT_NEEDED" });
  });

  it("loses everything of somebody who stops and has it deleted", async () => {
    const { code, first } = await meet();
    const [one, two] = await people(code, 2);
    await give(one!, first, "Weg");
    await give(two!, first, "Blijft");
    await ask(`mutation { stopTakingPart(deleteAnswers: true) { __typename ${PROBLEM} } }`, {}, one!);
    const left = await api.test.database.contribution.findMany({ where: { themeId: first }, select: { text: true } });
    expect(left).toEqual([{ text: "Blijft" }]);
    expect(await give(one!, first, "Terug")).toMatchObject({ code: "STOPPED" });
  });

  it("is over when the host ends it, or half a day after its room", async () => {
    const { id, code, first } = await meet();
    const phones = await people(code, 3);
    for (const phone of phones) await give(phone, first, "Iets");
    await stage(host, first, "OPEN");
    const later = await meet();
    const [late] = await people(later.code, 1);
    const ended = await ask(
      `mutation ($id: ID!) { endMeeting(id: $id) { __typename ${PROBLEM} ${MEETING} } }`,
      { id },
      host,
    );
    expect(ended).toMatchObject({ over: true });
    expect(await mine(phones[0]!)).toMatchObject({ over: true, themes: [{ shown: [], own: [{ text: "Iets" }] }, {}] });
    expect(await give(phones[0]!, first, "Nog iets")).toMatchObject({ code: "MEETING_OVER" });
    expect(resultOf(await joining(code))).toMatchObject({ code: "CODE_DOES_NOT_WORK" });
    // Nobody comes in later to read what was written for who was there.
    expect(await openRoom(host, id)).toMatchObject({ code: "MEETING_OVER" });
    // What the group read, its hosts can still read: an outcome rests on it.
    expect((await hosted(host, id))?.themes[0]?.contributions).toHaveLength(3);
    for (let hours = 0; hours < 17; hours++) {
      api.clock.pass({ minutes: 60 });
      await mine(late!);
    }
    expect(await give(late!, later.first, "Te laat")).toMatchObject({ code: "MEETING_OVER" });
  });

  it("puts nobody in a snapshot, not even who sends its themes as answers", async () => {
    const { id, code } = await meet();
    const [phone] = await people(code, 1);
    const save = `mutation ($value: JSON!) { saveAnswer(question: "theme-1", value: $value) { __typename ${PROBLEM} } }`;
    expect(await ask(save, { value: "Zomaar" }, phone!)).toMatchObject({ __typename: "OwnAnswer" });
    await ask(`mutation { sendResponse { __typename ${PROBLEM} } }`, {}, phone!);
    const { wave } = await api.test.database.fielding.findUniqueOrThrow({ where: { id }, select: { wave: true } });
    api.clock.pass({ minutes: 1 });
    const said: unknown[] = [];
    for await (const rows of api.steps.survey.answersOf(wave.studyId, api.clock())) said.push(...rows);
    expect(JSON.stringify(said)).not.toContain("room-");
  });

  it("leads to what was done with it, behind the link of whoever was there", async () => {
    const { id, code, first, second } = await meet();
    const phones = await people(code, 3);
    for (const phone of phones) await give(phone, first, "Een kamer met een deur");
    const record = (theme: string, headers: Headers, input: object = {}) =>
      ask(
        `mutation ($input: RecordOutcomeInput!) { recordOutcome(input: $input) {
          __typename ${PROBLEM} ... on Outcome { finding { id } theme { words { nl } meeting { nl } } } } }`,
        {
          input: {
            ...{ theme, workplace, kind: "ACTION", what: { nl: "Overal deuren" }, who: "De gemeente" },
            ...{ status: "PLANNED", on: "2026-05-01", ...input },
          },
        },
        headers,
      );
    const echo = async () =>
      (await ask(
        "{ respondent { promiseKept meeting { themes { own { text } outcomes { what { nl } workplace { name } } } } } }",
        {},
        phones[0]!,
      )) as unknown as { promiseKept: boolean; meeting: { themes: { outcomes: object[] }[] } };
    expect(await record(first, host)).toMatchObject({ code: "UNKNOWN_THEME" });
    await stage(host, first, "OPEN");
    expect((await echo()).promiseKept).toBe(false);
    expect(await record(first, stranger)).toMatchObject({ code: "NOT_A_MEMBER" });
    expect(await record(second, host)).toMatchObject({ code: "UNKNOWN_THEME" });
    expect(await record(first, host, { finding: "x" })).toMatchObject({ code: "BASIS_UNCLEAR" });
    expect(await record(first, host)).toMatchObject({
      finding: null,
      theme: { words: { nl: "Wat helpt?" }, meeting: { nl: "Praten over wonen" } },
    });
    const after = await echo();
    expect(after.promiseKept).toBe(true);
    expect(after.meeting.themes).toEqual([
      {
        own: [{ text: "Een kamer met een deur" }],
        outcomes: [{ what: { nl: "Overal deuren" }, workplace: { name: "Leerwerkplaats" } }],
      },
      { own: [], outcomes: [] },
    ]);
    const move = (headers: Headers, to: string, explanation: string) =>
      ask(
        `mutation ($meeting: ID!, $to: Date!, $explanation: String!) {
          moveMeetingPromise(meeting: $meeting, to: $to, explanation: $explanation) {
            __typename ${PROBLEM} ... on Meeting { promisedOn movedFrom movedBecause } } }`,
        { meeting: id, to, explanation },
        headers,
      );
    expect(await move(stranger, "2026-07-01", "Zomaar")).toMatchObject({ code: "MEETING_UNKNOWN" });
    expect(await move(host, "2020-07-01", "Te laat")).toMatchObject({ code: "PROMISE_NOT_AHEAD" });
    expect(await move(host, "2026-07-01", " ")).toMatchObject({ code: "EXPLANATION_NEEDED" });
    expect(await move(host, "2026-07-01", "De raad is later.")).toMatchObject({ movedFrom: "2026-06-01" });
    expect(await ask("{ respondent { promisedOn movedBecause } }", {}, phones[0]!)).toEqual({
      promisedOn: "2026-07-01",
      movedBecause: "De raad is later.",
    });
    const agenda = await ask("{ outcomes { theme { id } } }", {}, host);
    expect(agenda).toContainEqual({ theme: { id: first } });
    expect((await hosted(host, id))?.over).toBe(false);
  });

  it("is its hosts' alone", async () => {
    host = await api.signIn("lid@leerwerkplaats.test", ["MEMBER"]);
    api.clock.pass({ minutes: 15 });
    stranger = await api.signIn("ander@elders.test", ["MEMBER", "RESEARCHER"]);
    researcher = await api.signIn("onderzoeker@instituut.test", ["RESEARCHER"]);
    const { id, first } = await meet();
    for (const other of [stranger, researcher]) {
      expect(await hosted(other, id)).toBeNull();
      expect(await stage(other, first, "OPEN")).toMatchObject({ code: "MEETING_UNKNOWN" });
      expect(await openRoom(other, id)).toMatchObject({ code: "ROOM_UNKNOWN" });
      expect(await ask(`query ($id: ID!) { room(fielding: $id) { state } }`, { id }, other)).toBeNull();
      expect(
        await ask(`mutation ($id: ID!) { endMeeting(id: $id) { __typename ${PROBLEM} } }`, { id }, other),
      ).toMatchObject({ code: "MEETING_UNKNOWN" });
    }
    // No way in beside the room: nobody can make a link into somebody else's meeting, or write a survey over it.
    expect(
      await ask(
        `mutation ($input: CreateInvitationsInput!) { createInvitations(input: $input) { __typename ${PROBLEM} } }`,
        { input: { fielding: id, participants: ["mij"] } },
        researcher,
      ),
    ).toMatchObject({ code: "FIELDING_UNKNOWN" });
    expect(await create(stranger, { workplace })).toMatchObject({ code: "NOT_A_MEMBER" });
    expect(await create(host, { study: "nergens" })).toMatchObject({ code: "STUDY_UNKNOWN" });
    expect(await create(host, { themes: [] })).toMatchObject({ code: "MEETING_INVALID" });
    expect(await create(host, { promisedOn: "2020-01-01" })).toMatchObject({ code: "PROMISE_NOT_AHEAD" });
    const own = await create(researcher);
    expect(await hosted(researcher, own.id as string)).toMatchObject({ over: false });
    expect(await hosted(host, own.id as string)).toBeNull();
  });
});
