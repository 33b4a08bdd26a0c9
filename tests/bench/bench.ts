import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { recordKeySecret } from "../../api/flow/snapshot/take-snapshots.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import type { Services } from "../../api/services.ts";
import { ROOT } from "../testkit/record.ts";
import { benchAnswers } from "./answers.ts";
import { askQuestions, sayProfiles, sayQuestions } from "./asking.ts";
import { ACCOUNTS, sayKnown, sayPauses, saySmall, timeKnown, timePauses, timeSmall } from "./at-once.ts";
import { many, median, RUNS, say, sayTable, seconds, tell } from "./figures.ts";
import { type Closable, openHouse } from "./house.ts";
import { bringIn, sayImports, timeImports } from "./importing.ts";
import { sayManyStudies, timeManyStudies } from "./many-studies.ts";
import { openLongTable } from "./native.ts";
import { IN_ORDER, makePanel } from "./panel.ts";
import { openPostGraphile } from "./postgraphile.ts";
import { openPostgresPanel } from "./postgres-panel.ts";
import { profileQuestions } from "./profile.ts";
import { questionsOn } from "./questions.ts";
import { memoryOf, startServer } from "./server.ts";

/*
 * npm run bench [-- --large --peers --only questions|answers]: what Weerklank takes for its work, beside what it takes at least, in one run on one
 * machine. Single times say little on a machine that does other things too; the ratios hold. What is printed is as it
 * was measured; no test depends on it.
 */

const TINY = 2_000;
const SMALL = 100_000;
const LARGE = 1_000_000;

/** Each stands by itself, with a folder, a database and a server of its own. */
const PARTS = ["questions", "answers"];
const isPart = (name: string): boolean => PARTS.includes(name);

const options = process.argv.slice(2);
const only = options.includes("--only") ? options.splice(options.indexOf("--only"), 2)[1] : undefined;
if (options.some((option) => option !== "--large" && option !== "--peers") || (only !== undefined && !isPart(only))) {
  process.stderr.write(`npm run bench [-- --large] [--peers] [--only ${PARTS.join("|")}]\n`);
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
/** Closes when it is told to, or at the end at the latest. */
const closable: Closable = (close) => {
  let closing: Promise<unknown> | undefined;
  const once = () => (closing ??= close());
  closers.push(once);
  return once;
};
let stopping: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => void (stopping ??= closeAll().finally(() => process.exit(130))));
try {
  await bench();
} finally {
  await (stopping ?? closeAll());
}

async function bench(): Promise<void> {
  if (spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: ROOT, stdio: "inherit" }).status !== 0)
    throw new Error("the server could not be built");
  sayMachine();
  if (only !== "questions") await benchAnswers(join(work, "answers"), closable);
  if (only !== "answers") await benchQuestions();
}

async function benchQuestions(): Promise<void> {
  tell("making the panel");
  const panel = await makePanel(join(work, "small"), SMALL);
  const asked = large ? await makePanel(join(work, "large"), LARGE) : panel;

  const data = join(work, "data");
  const { services, joinPostgres, secretStore, close: closeHouse } = await openHouse(data, closable);

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
  await closeHouse();

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
