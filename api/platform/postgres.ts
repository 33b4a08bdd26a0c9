import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../../prisma/generated/client.ts";

export type Database = PrismaClient;

export function openDatabase(url: string): Database {
  // Prisma writes moments in UTC without saying so; a server that lives elsewhere would take them for its own time.
  const options = "-c TimeZone=UTC";
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 10, options }) });
}

/** Throws where the database does not answer. */
export const ping = (database: Database): Promise<unknown> => database.$queryRaw`select 1`;
