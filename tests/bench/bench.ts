import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { recordKeySecret } from "../../api/flow/snapshot/take-snapshots.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { joinEmbeddedPostgres } from "../../api/platform/embedded-postgres.ts";
import { openDataFolder } from "../../api/platform/files.ts";
import { openSecretStore } from "../../api/platform/secrets.ts";
import { openLog, openServices, type Services } from "../../api/services.ts";
import { readEnv } from "../../api/env.ts";
import { seededChance } from "../testkit/chance.ts";
import { ROOT } from "../testkit/record.ts";
import { askQuestions, sayProfiles, sayQuestions } from "./asking.ts";
import { ACCOUNTS, sayKnown, sayPauses, saySmall, timeKnown, timePauses, timeSmall } from "./at-once.ts";
import { many, median, RUNS, say, sayTable, seconds, tell } from "./figures.ts";
import { bringIn, sayImports, timeImports } from "./importing.ts";
import { sayManyStudies, timeManyStudies } from "./many-studies.ts";
import { openLongTable } from "./native.ts";
import { IN_ORDER, makePanel } from "./panel.ts";
import { openPostGraphile } from "./postgraphile.ts";
import { openPostgresPanel } from "./postgres-panel.ts";
import { profileQuestions } from "./profile.ts";
import { questionsOn } from "./questions.ts";
import { inviteRespondents, saySaving, timeSaving } from "./saving.ts";
import { memoryOf, startServer } from "./server.ts";

/*
 * npm run bench [-- --large --peers]: what Weerklank takes for its work, beside what it takes at least, in one run on one
 * machine. Single times say little on a machine that does other things too; the ratios hold. What is printed is as it
 * was measured; no test depends on it.
 */

const TINY = 2_000;
const SMALL = 100_000;
const LARGE = 1_000_000;

const options = process.argv.slice(2);
if (options.some((option) => option !== "--large" && option !== "--peers")) {
  process.stderr.write("npm run bench [-- --large] [--peers]\n");
  process.exit(2);
}
const large = options.includes("--large");
/** PostGraphile is installed for the run, which takes a minute and the network. */
const withPeers = options.includes("--peers");
const work = await mkdtemp(join(tmpdir(), "weerklank-bench-"));
const closers: (() => Promise<unknown>)[] = [() => rm(work, { recursive: true, force: true })];
const closeAll = async (): Promise<void> => {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
};
let stopping: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => void (stopping ??= closeAll().finally(() => process.exit(130))));
try {
  await bench();
} finally {
  await (stopping ?? closeAll());
}

/** Closes when it is told to, or at the end at the latest. */
function closable(close: () => Promise<unknown>): () => Promise<unknown> {
  let closing: Promise<unknown> | undefined;
  const once = () => (closing ??= close());
  closers.push(once);
  return once;
}

async function bench(): Promise<void> {
  if (spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: ROOT, stdio: "inherit" }).status !== 0)
    throw new Error("the server could not be built");
  sayMachine();

  tell("making the panel");
  const panel = await makePanel(join(work, "small"), SMALL);
  const asked = large ? await makePanel(join(work, "large"), LARGE) : panel;

  const data = join(work, "data");
  const { postgres, secrets } = await openDataFolder(data);
  const secretStore = openSecretStore(secrets, seededChance("bench"));
  const joinPostgres = async () => {
    const password = (await secretStore.get("postgres")).toString("hex");
    const server = await joinEmbeddedPostgres({ folder: postgres, password, database: "weerklank" });
    return { url: server.url, leave: closable(() => server.leave()) };
  };
  const prepared = await joinPostgres();
  const env = readEnv({ DATA_DIR: data, DATABASE_URL: prepared.url, DEMO: "no", LOG_LEVEL: "warn" });
  const services = await openServices(env, openLog(env));
  const closeServices = closable(() => services.close());

  const small = await timeImports(services, panel, "panel", RUNS, work);
  const whole = large ? await timeImports(services, asked, "large", 1, work) : small;
  sayImports(panel, small.times, RUNS);
  if (large) sayImports(asked, whole.times, 1);
  const tiny = "tiny";
  await bringIn(services, await makePanel(join(work, tiny), TINY), tiny);
  const slug = large ? "large-1" : `panel-${RUNS}`;
  tell("declaring a derived variable, and taking a snapshot with it");
  await declareInOrder(services, slug);
  await services.steps.snapshot.take(whole.studyId);
  const current = await services.steps.snapshot.current(whole.studyId);
  if (current === null) throw new Error("the panel has no snapshot that may be asked");
  const { manifest, measurePath } = await services.steps.snapshot.open(current);
  const wish = { name: "bench", days: 1, scopes: null };
  const tokens: string[] = [];
  for (let at = 0; at < ACCOUNTS + RUNS + 6; at++)
    tokens.push((await services.steps.people.createTokenFor(`bench${at}@weerklank.test`, "RESEARCHER", wish)).secret);
  const askers = (count: number): string[] => tokens.splice(0, count);
  tell("inviting respondents");
  const groups = await inviteRespondents(services);
  await closeServices();
  await prepared.leave();

  const starts: number[] = [];
  for (let run = 1; run < RUNS; run++) {
    tell(`starting, ${run} of ${RUNS}`);
    const started = await startServer(data);
    starts.push(started.startedIn);
    await started.stop();
  }
  const server = await startServer(data);
  const stopServer = closable(() => server.stop());
  starts.push(server.startedIn);
  const atRest = memoryOf(server.server.process.pid);

  tell("making the table for DuckDB alone");
  const long = await openLongTable(asked, join(work, "long.duckdb"));
  closable(async () => long.close());
  const wide = await openDuckDB(measurePath, { readOnly: true });
  closable(async () => wide.close());
  const questions = questionsOn(slug, manifest);
  const joined = await joinPostgres();
  tell("making the table for PostgreSQL");
  const peer = await openPostgresPanel(joined.url, asked);
  if (withPeers) tell("installing PostGraphile");
  const postgraphile = withPeers ? await openPostGraphile(joined.url) : null;
  // What is compiled and read once is not what is measured.
  const [warming] = askers(1);
  for (const study of [slug, tiny])
    await server.ask(
      [{ studies: [study], measure: { count: true }, by: [{ wave: true }, { variable: { name: "again" } }] }],
      warming as string,
    );
  const found = await askQuestions(questions, server, askers(RUNS), { long, wide, postgres: peer, postgraphile });
  await postgraphile?.close();
  await peer.close();
  sayQuestions(questions, found);
  say(
    "\nfirst: variables and statistic that were never asked (every run another domain, score or split); known: the same",
  );
  say(
    "variables, other codes; stored: the very same question again. long: a table of person-waves; wide: the snapshot's own.",
  );
  say("PostgreSQL: medians of three, its own table of person-waves with indexes; / first and / known: times as long.");
  if (withPeers) say("PostGraphile: with pg-aggregates, over HTTP, on the same table; –: what it cannot say.");
  const afterwards = memoryOf(server.server.process.pid);
  const beside = await timeManyStudies(server, joined.url, { asked: slug, small: tiny }, askers(1)[0] as string);
  sayManyStudies(beside);
  saySmall(await timeSmall(server, tiny, slug, askers(3)));
  sayPauses(await timePauses(server, slug, askers(1)[0] as string));
  sayKnown(await timeKnown(server, slug, askers(ACCOUNTS)));
  saySaving(await timeSaving(groups, server.server.url, joined.url));
  await joined.leave();
  await stopServer();

  tell("profiling");
  const studySecret = await secretStore.get(recordKeySecret(whole.studyId));
  sayProfiles(questions, found, await profileQuestions(questions, manifest, measurePath, studySecret));

  const megabytes = (value: number | undefined) => (value === undefined ? "not told here" : `${many(value)} MB`);
  sayTable(
    "The server's process (the database is another)",
    ["", ""],
    [
      ["start to ready, with a database in place", seconds(median(starts))],
      ["memory at rest", megabytes(atRest?.now)],
      ["memory after the questions", megabytes(afterwards?.now)],
      ["most memory while answering them", megabytes(afterwards?.most)],
    ],
  );
}

/** Proposed by a researcher, declared by a steward. */
async function declareInOrder({ steps: { people, study } }: Services, slug: string): Promise<void> {
  const viewerOf = async (role: "RESEARCHER" | "STEWARD") => {
    const email = `${role.toLowerCase()}@weerklank.test`;
    const { secret } = await people.createTokenFor(email, role, { name: "bench", days: 1, scopes: null });
    const { viewer } = await people.viewerOf({ authorization: `Bearer ${secret}`, cookie: undefined });
    if (viewer === null) throw new Error("an account that was just made is not known");
    return viewer;
  };
  const purpose = "To be timed";
  const { id } = await study.proposeDerived(await viewerOf("RESEARCHER"), slug, {
    ...IN_ORDER,
    concept: null,
    purpose,
  });
  await study.decideDerived(await viewerOf("STEWARD"), id, { decision: "DECLARE", reason: purpose });
}

function sayMachine(): void {
  const [cpu] = cpus();
  const memory = `${many(totalmem() / 2 ** 30)} GB`;
  const panel = `${many(large ? LARGE : SMALL)} persons × 10 waves`;
  say(
    `${new Date().toISOString().slice(0, 10)} · ${panel} · Node ${process.versions.node} · ${cpus().length} × ${cpu?.model} · ${memory}`,
  );
}
