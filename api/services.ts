import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Env } from "./env.ts";
import { readEnv } from "./env.ts";
import type { Steps } from "./graphql/context.ts";
import type { Chance } from "./platform/chance.ts";
import type { Clock } from "./platform/clock.ts";
import type { ReportsTo } from "./flow/contact/contact.ts";
import { joinEmbeddedPostgres } from "./platform/embedded-postgres.ts";
import { openDataFolder, type DataFolder } from "./platform/files.ts";
import { createLog, type Log } from "./platform/log.ts";
import { openImapMailbox, openMailboxFolder } from "./platform/mailbox.ts";
import { openMailFolder, openSmtpMail } from "./platform/mail.ts";
import { applyMigrations } from "./platform/migrate.ts";
import { openDatabase, type Database } from "./platform/postgres.ts";
import { openSecretStore } from "./platform/secrets.ts";
import { openQueue } from "./platform/queue.ts";
import { createSteps } from "./steps.ts";

/** Everything that the server and the commands beside it work with. */
export interface Services {
  env: Env;
  steps: Steps;
  /** The same services with another present moment: the demo began some weeks ago. */
  stepsAt(clock: Clock): Promise<Steps>;
  database: Database;
  folder: DataFolder;
  clock: Clock;
  chance: Chance;
  log: Log;
  /** Finishes what is under way and lets go of all of it, the embedded database last. */
  close(): Promise<void>;
}

/** The repository's own folder, from api/ as from dist/. */
export const ROOT = join(import.meta.dirname, "..");

const clock: Clock = () => new Date();
const chance: Chance = (bytes) => randomBytes(bytes);

/** Lines for a collector go to standard error; standard output is for what was asked. */
export const openLog = (env: Env): Log => createLog(clock, (line) => void process.stderr.write(line), env.logLevel);

export async function openServices(env: Env, log: Log): Promise<Services> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (let next = closers.pop(); next !== undefined; next = closers.pop()) await next();
  };
  try {
    const folder = await openDataFolder(env.dataFolder);
    const secrets = openSecretStore(folder.secrets, chance);
    let url = env.databaseUrl;
    if (url === null) {
      const password = (await secrets.get("postgres")).toString("hex");
      const server = await joinEmbeddedPostgres({ folder: folder.postgres, password, database: "weerklank" });
      closers.push(() => server.leave());
      url = server.url;
    }
    const record = { models: join(ROOT, "prisma", "models"), migrations: join(ROOT, "prisma", "migrations") };
    for (const migration of await applyMigrations(url, record)) log.info("migration_applied", { migration });

    const database = openDatabase(url);
    closers.push(() => database.$disconnect());
    const mail =
      env.mailUrl === null
        ? openMailFolder(join(folder.root, "mail"), env.mailFrom, clock, chance)
        : openSmtpMail(env.mailUrl, env.mailFrom);
    closers.push(() => mail.close());
    const queue = openQueue(url, log);
    closers.push(() => queue.close());
    const reportsTo = openReports(env, folder);
    const { publicUrl, production, contactKeys } = env;
    const stepsAt = (at: Clock): Promise<Steps> =>
      createSteps({
        database,
        folder,
        secrets,
        clock: at,
        chance,
        log,
        mail,
        queue,
        contactKeys,
        reportsTo,
        publicUrl,
        production,
      });
    const steps = await stepsAt(clock);
    await steps.study.recoverImports();
    await steps.snapshot.recover();
    const sealed = await steps.contact.sealAnew();
    if (sealed > 0) log.info("addresses_sealed_anew", { sealed });
    closers.push(() => steps.contact.stopMessages());
    closers.push(() => steps.alarms.stop());
    closers.push(() => steps.study.settleImports());
    closers.push(() => steps.snapshot.settleSnapshots());
    closers.push(() => steps.handOvers.stopHandOvers());
    closers.push(() => steps.result.close());
    closers.push(() => steps.people.settle());
    return { env, steps, stepsAt, database, folder, clock, chance, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where mail servers report to; beside a folder of mail, a folder of reports. */
function openReports({ mailUrl, reportsTo }: Env, { root }: DataFolder): ReportsTo | null {
  if (reportsTo !== null) return { address: reportsTo.address, mailbox: openImapMailbox(reportsTo.url) };
  if (mailUrl !== null) return null;
  return { address: "bounce@localhost", mailbox: openMailboxFolder(join(root, "mail", "bounces")) };
}

/** For a command: on the running server's database, or on the embedded one, started and stopped again. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const env = readEnv();
  const services = await openServices(env, openLog({ ...env, logLevel: "warn" }));
  let stopping: Promise<never> | undefined;
  const stop = (signal: NodeJS.Signals) => {
    stopping ??= services.close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143)) as Promise<never>;
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(services);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await (stopping ?? services.close());
  }
}
