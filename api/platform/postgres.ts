import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../../prisma/generated/client.ts";

export type Database = PrismaClient;

/** A raw statement that begins so, always with the same text, is planned once a connection instead of every time. */
const NAMED = /^\s*\/\* (\w+) \*\//;

export function openDatabase(url: string): Database {
  // Prisma writes moments in UTC without saying so; a server that lives elsewhere would take them for its own time.
  const options = "-c TimeZone=UTC";
  const adapter = new PrismaPg(
    { connectionString: url, max: 10, options },
    { statementNameGenerator: ({ sql }) => NAMED.exec(sql)?.[1] ?? "" },
  );
  return new PrismaClient({ adapter });
}

/** Throws where the database does not answer. */
export const ping = (database: Database): Promise<unknown> => database.$queryRaw`select 1`;
