import type { Steps } from "../../api/graphql/context.ts";
import type { Clock } from "../../api/platform/clock.ts";
import type { DataFolder } from "../../api/platform/files.ts";
import { createLog } from "../../api/platform/log.ts";
import type { Message } from "../../api/platform/mail.ts";
import type { Database } from "../../api/platform/postgres.ts";
import { openQueue } from "../../api/platform/queue.ts";
import { openSecretStore, type SecretStore } from "../../api/platform/secrets.ts";
import { createSteps } from "../../api/steps.ts";
import { seededChance, stillClock, type TestClock } from "./chance.ts";
import { makeDataFolder } from "./data-folder.ts";
import { makeTestDatabase } from "./postgres.ts";

export interface TestServices {
  steps: Steps;
  stepsAt(clock: Clock): Promise<Steps>;
  database: Database;
  url: string;
  folder: DataFolder;
  secrets: SecretStore;
  clock: TestClock;
  /** What was mailed, newest last. */
  outbox: Message[];
  /** Every line that was logged. */
  lines: string[];
  close(): Promise<void>;
}

/** All steps as main.ts wires them, on a database and a folder of their own, with a clock that stands still. */
export async function makeServices(options: { publicUrl?: string; production?: boolean } = {}): Promise<TestServices> {
  const { url, database, drop } = await makeTestDatabase();
  const { folder, remove } = await makeDataFolder();
  const clock = stillClock();
  const chance = seededChance("services");
  const secrets = openSecretStore(folder.secrets, chance);
  const outbox: Message[] = [];
  const lines: string[] = [];
  const log = createLog(clock, (line) => lines.push(line));
  const queue = openQueue(url, log);
  const deps = {
    database,
    folder,
    secrets,
    chance,
    log,
    queue,
    contactKeys: null,
    reportsTo: null,
    mail: { send: async (message: Message) => void outbox.push(message), close: () => {} },
    publicUrl: options.publicUrl ?? "http://weerklank.test",
    production: options.production ?? false,
  };
  const stepsAt = (at: Clock) => createSteps({ ...deps, clock: at });
  const steps = await stepsAt(clock);
  return {
    steps,
    stepsAt,
    database,
    url,
    folder,
    secrets,
    clock,
    outbox,
    lines,
    async close() {
      await steps.people.settle();
      await steps.result.close();
      await steps.contact.stopMessages();
      await steps.handOvers.stopHandOvers();
      await steps.alarms.stop();
      await queue.close();
      await drop();
      await remove();
    },
  };
}
