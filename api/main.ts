import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { openDemo } from "./demo-doors.ts";
import { readEnv, type Env } from "./env.ts";
import { executing, schema } from "./graphql/schema.ts";
import { addApi } from "./graphql/server.ts";
import { CannotStart, lockDataFolder } from "./lock-data-folder.ts";
import { addClientFiles } from "./platform/client-files.ts";
import { addHealth } from "./platform/health.ts";
import { createHttp } from "./platform/http.ts";
import type { Log } from "./platform/log.ts";
import { ping } from "./platform/postgres.ts";
import { startRounds } from "./platform/rounds.ts";
import { openLog, openServices, ROOT, type Services } from "./services.ts";
import { welcome } from "./welcome.ts";

/** How long requests that are being answered may take once the server stops. */
const DRAIN_MS = 10_000;

/** How often is looked whether a study is to be frozen, and what is to be cleared: much shorter than the shortest rhythm. */
const SCHEDULE_ROUND_MS = 10 * 60_000;

/** How often is looked whether a message is due. */
const MESSAGES_ROUND_MS = 30_000;

/** How often is read what did not arrive. */
const REPORTS_ROUND_MS = 5 * 60_000;

/** What has to be undone when the server stops, last in first out. */
const closers: (() => Promise<unknown>)[] = [];
let stopping: Promise<never> | undefined;

function stop(code: number, log: Log | null): Promise<never> {
  stopping ??= (async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop())
      await close().catch((error: unknown) => {
        log?.error("stopping_failed", { reason: placeOf(error) });
        code ||= 1;
      });
    process.exit(code);
  })();
  return stopping;
}

/** Where it went wrong, never the message: that may quote what was asked. */
const placeOf = (error: unknown): string =>
  error instanceof Error ? [error.name, ...(error.stack ?? "").split("\n").filter(isFrame)].join("\n") : "unknown";
const isFrame = (line: string): boolean => /^\s+at /.test(line);

async function start(env: Env, log: Log): Promise<void> {
  const lock = await lockDataFolder(env.dataFolder);
  closers.push(() => lock.release());
  const services = await openServices(env, log);
  closers.push(() => services.close());
  await services.steps.snapshot.catchUp();
  await services.steps.handOvers.resumeHandOvers();
  const doors = await openDemo(services);

  const app = await createHttp(env, log);
  closers.push(() => drain(app));
  await serve(app, services);
  process.stdout.write(welcome(env.publicUrl, doors));
  const { snapshot, handOvers, result, contact, alarms } = services.steps;
  const round = () =>
    snapshot
      .takeDue()
      .finally(() => snapshot.clearDue())
      .finally(() => handOvers.tendHandOvers())
      .finally(() => result.tellStewards());
  const rounds = startRounds(round, SCHEDULE_ROUND_MS, log);
  closers.push(() => rounds.stop());
  const messages = startRounds(() => contact.planDue().finally(() => contact.deliver()), MESSAGES_ROUND_MS, log);
  closers.push(() => messages.stop());
  const reports = startRounds(
    () => contact.readReports().finally(() => contact.forgetGuardians()),
    REPORTS_ROUND_MS,
    log,
  );
  closers.push(() => reports.stop());
  const sounded = startRounds(() => alarms.deliver(), MESSAGES_ROUND_MS, log);
  closers.push(() => sounded.stop());
  log.info("ready", { ms: Math.round(process.uptime() * 1000) });
}

async function serve(app: FastifyInstance, services: Services): Promise<void> {
  const { env, steps, log, chance, database, folder } = services;
  addHealth(
    app,
    { database: () => ping(database), dataFolder: () => access(folder.root, constants.W_OK) },
    () => stopping !== undefined,
  );
  await addApi(app, { schema, executing, steps, log, chance, publicUrl: env.publicUrl });
  await addClientFiles(app, join(ROOT, "web", "dist"));
  try {
    await app.listen({ host: env.host, port: env.port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new CannotStart(
      `Poort ${env.port} is al in gebruik. Kies een andere: PORT=${env.port + 1} npm start\n` +
        `Port ${env.port} is already in use. Choose another: PORT=${env.port + 1} npm start`,
    );
  }
}

async function drain(app: FastifyInstance): Promise<void> {
  await Promise.race([app.close(), pause(DRAIN_MS, undefined, { ref: false })]);
}

async function run(): Promise<void> {
  let log: Log | null = null;
  try {
    const env = readEnv();
    log = openLog(env);
    const starting = start(env, log);
    // From here on a database may run: whatever happens, what was started is stopped.
    const afterStart = (code: number) => starting.catch(() => undefined).then(() => stop(code, log));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void afterStart(0));
    for (const event of ["uncaughtException", "unhandledRejection"] as const)
      process.on(event, (error: unknown) => {
        log?.error("crashed", { reason: placeOf(error) });
        void afterStart(1);
      });
    await starting;
  } catch (error) {
    // Before anybody could ask anything: the message quotes no more than this machine's own settings.
    const reason = error instanceof Error ? error.message : String(error);
    const told = error instanceof CannotStart ? reason : `Weerklank kan niet starten · cannot start: ${reason}`;
    process.stderr.write(`${told}\n`);
    await stop(1, log);
  }
}

await run();
