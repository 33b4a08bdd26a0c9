import { readEnv } from "../../api/env.ts";
import { joinEmbeddedPostgres } from "../../api/platform/embedded-postgres.ts";
import { openDataFolder } from "../../api/platform/files.ts";
import { openSecretStore, type SecretStore } from "../../api/platform/secrets.ts";
import { openLog, openServices, type Services } from "../../api/services.ts";
import { seededChance } from "../testkit/chance.ts";

/** Closes when it is told to, or when the bench ends at the latest. */
export type Closable = (close: () => Promise<unknown>) => () => Promise<unknown>;

export interface House {
  services: Services;
  secretStore: SecretStore;
  /** The folder's database, as the product starts it */
  joinPostgres(): Promise<{ url: string; leave: () => Promise<unknown> }>;
  /** The services and their hold on the database; the folder stays, for a server. */
  close(): Promise<void>;
}

/** The services on a folder of their own, to prepare what is measured: none of it is timed. */
export async function openHouse(folder: string, closable: Closable): Promise<House> {
  const { postgres, secrets } = await openDataFolder(folder);
  const secretStore = openSecretStore(secrets, seededChance("bench"));
  const joinPostgres = async () => {
    const password = (await secretStore.get("postgres")).toString("hex");
    const server = await joinEmbeddedPostgres({ folder: postgres, password, database: "weerklank" });
    return { url: server.url, leave: closable(() => server.leave()) };
  };
  const prepared = await joinPostgres();
  const env = readEnv({ DATA_DIR: folder, DATABASE_URL: prepared.url, DEMO: "no", LOG_LEVEL: "warn" });
  const services = await openServices(env, openLog(env));
  const closeServices = closable(() => services.close());
  return {
    services,
    secretStore,
    joinPostgres,
    async close() {
      await closeServices();
      await prepared.leave();
    },
  };
}
