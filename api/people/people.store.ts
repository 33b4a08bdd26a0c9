import type { Prisma } from "../../prisma/generated/client.ts";
import type { Database } from "../platform/postgres.ts";
import { together } from "../platform/together.ts";
import type { Role, TokenScope } from "./people.ts";

export interface Account {
  id: string;
  name: string;
  email: string;
  roles: Role[];
}

export interface WorkplaceRecord {
  id: string;
  name: string;
  members: number;
}

export interface AccessTokenRecord {
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export interface TokenHolder extends AccessTokenRecord {
  roles: Role[];
  user: Account & { workplaces: string[] };
}

const accountFields = { id: true, name: true, email: true, roles: true } satisfies Prisma.UserSelect;
const tokenFields = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} satisfies Prisma.AccessTokenSelect;
const workplaceFields = {
  id: true,
  name: true,
  _count: { select: { memberships: true } },
} satisfies Prisma.WorkplaceSelect;

const workplaceOf = ({ _count, ...workplace }: { id: string; name: string; _count: { memberships: number } }) => ({
  ...workplace,
  members: _count.memberships,
});

export type PeopleStore = ReturnType<typeof createPeopleStore>;

/** The only reader and writer of people's tables, besides the sign-in library with its own. */
export function createPeopleStore(database: Database) {
  return {
    /** Adds roles, takes none away; the name of an account that is there stays. */
    async ensureAccount(account: Account): Promise<Account> {
      const { roles, ...known } = account;
      const { email } = account;
      return database.$transaction(async (transaction) => {
        // Whoever else is making it at this moment is waited for; then there is one, and one at a time changes it.
        await transaction.user.createMany({ data: [{ ...known, roles, emailVerified: true }], skipDuplicates: true });
        await transaction.$queryRaw`SELECT 1 AS kept FROM "user" WHERE email = ${email} FOR UPDATE`;
        const found = await transaction.user.findUniqueOrThrow({ where: { email }, select: accountFields });
        const missing = roles.filter((role) => !found.roles.includes(role));
        if (missing.length === 0) return found;
        return transaction.user.update({
          where: { id: found.id },
          data: { roles: { push: missing } },
          select: accountFields,
        });
      });
    },

    async accountOfAddress(email: string): Promise<Account | null> {
      return database.user.findUnique({ where: { email }, select: accountFields });
    },

    /**
     * Marks these as told and does the telling, of those that nobody was told of and to every steward; none is marked
     * where it fails. Gives how many were fresh.
     */
    tellingOnce: (
      keys: readonly string[],
      at: Date,
      tell: (fresh: ReadonlySet<string>, stewards: readonly string[]) => Promise<void>,
    ): Promise<number> =>
      database.$transaction(
        async (transaction) => {
          const rows = await transaction.$queryRaw<{ key: string }[]>`
            INSERT INTO "ToldSteward" (key, at)
            SELECT DISTINCT key, ${at}::timestamptz FROM unnest(${[...keys]}::text[]) AS key ORDER BY key
            ON CONFLICT DO NOTHING RETURNING key`;
          if (rows.length === 0) return 0;
          const stewards = await transaction.user.findMany({
            where: { roles: { has: "STEWARD" } },
            select: { email: true },
            orderBy: { email: "asc" },
          });
          await tell(
            new Set(rows.map(({ key }) => key)),
            stewards.map(({ email }) => email),
          );
          return rows.length;
        },
        { timeout: 120_000 },
      ),

    async accountsAtDomain(domain: string): Promise<Account[]> {
      return database.user.findMany({
        where: { email: { endsWith: `@${domain}` } },
        orderBy: { email: "asc" },
        select: accountFields,
      });
    },

    async accounts(ids: readonly string[]): Promise<Account[]> {
      return database.user.findMany({ where: { id: { in: [...ids] } }, select: accountFields });
    },

    async accountWithWorkplaces(id: string): Promise<(Account & { workplaces: string[] }) | null> {
      const found = await database.user.findUnique({
        where: { id },
        select: { ...accountFields, memberships: { select: { workplaceId: true } } },
      });
      return found && withWorkplaces(found);
    },

    async ensureWorkplace(name: string, memberIds: readonly string[]): Promise<WorkplaceRecord> {
      const { id } = await database.workplace.upsert({
        where: { name },
        create: { name },
        update: {},
        select: { id: true },
      });
      await database.membership.createMany({
        data: memberIds.map((userId) => ({ userId, workplaceId: id })),
        skipDuplicates: true,
      });
      return workplaceOf(await database.workplace.findUniqueOrThrow({ where: { id }, select: workplaceFields }));
    },

    async workplaces(ids: readonly string[]): Promise<WorkplaceRecord[]> {
      const found = await database.workplace.findMany({
        where: { id: { in: [...ids] } },
        orderBy: { name: "asc" },
        select: workplaceFields,
      });
      return found.map(workplaceOf);
    },

    async tokens(userId: string): Promise<AccessTokenRecord[]> {
      return database.accessToken.findMany({
        where: { userId },
        orderBy: { createdAt: "desc" },
        select: tokenFields,
      });
    },

    async keepToken(
      token: Pick<AccessTokenRecord, "name" | "scopes" | "createdAt" | "expiresAt"> & {
        userId: string;
        hash: string;
        roles: Role[];
      },
    ): Promise<AccessTokenRecord> {
      return database.accessToken.create({ data: token, select: tokenFields });
    },

    /** Looked up anew for every request, for several at once in one statement: what was withdrawn counts at once. */
    tokenOfHash: together(async (hashes: readonly string[]): Promise<(TokenHolder | null)[]> => {
      const rows = await database.$queryRaw<TokenRow[]>`
        /* token_holders */ select t.hash, t.id, t.name, t.scopes::text[] as scopes, t."createdAt", t."expiresAt", t."lastUsedAt",
          t."revokedAt", t.roles::text[] as roles, u.id as "userId", u.name as "userName", u.email,
          u.roles::text[] as "userRoles",
          array(select m."workplaceId" from "Membership" m where m."userId" = u.id order by 1) as workplaces
        from "AccessToken" t join "user" u on u.id = t."userId" where t.hash = any(${[...hashes]}::text[])`;
      const holders = new Map(rows.map((row) => [row.hash, holderOf(row)]));
      return hashes.map((hash) => holders.get(hash) ?? null);
    }),

    async tokenUsed(id: string, at: Date): Promise<void> {
      await database.accessToken.updateMany({ where: { id }, data: { lastUsedAt: at } });
    },

    /** The token as it is after; null where this person has none of that id. */
    async revokeToken(userId: string, id: string, at: Date): Promise<AccessTokenRecord | null> {
      await database.accessToken.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: at } });
      return database.accessToken.findFirst({ where: { id, userId }, select: tokenFields });
    },

    /** How often this key was tried since the window began, this time included. One statement, so nobody slips between. */
    async countTry(key: string, windowStart: Date, now: Date): Promise<number> {
      const rows = await database.$queryRaw<{ count: number }[]>`
        insert into "rateLimit" as kept (id, key, count, "lastRequest")
        values (${key}, ${key}, 1, ${now.getTime()})
        on conflict (key) do update set
          count = case when kept."lastRequest" < ${windowStart.getTime()} then 1 else kept.count + 1 end,
          "lastRequest" = case when kept."lastRequest" < ${windowStart.getTime()} then ${now.getTime()} else kept."lastRequest" end
        returning count`;
      return rows[0]?.count ?? 1;
    },

    async forgetTries(before: Date): Promise<void> {
      await database.rateLimit.deleteMany({ where: { lastRequest: { lt: before.getTime() } } });
    },
  };
}

interface TokenRow extends Omit<TokenHolder, "user"> {
  hash: string;
  userId: string;
  userName: string;
  email: string;
  userRoles: Role[];
  workplaces: string[];
}

const holderOf = ({
  userId,
  userName,
  email,
  userRoles,
  workplaces,
  hash: _hash,
  ...token
}: TokenRow): TokenHolder => ({
  ...token,
  user: { id: userId, name: userName, email, roles: userRoles, workplaces },
});

function withWorkplaces({ memberships, ...account }: Account & { memberships: { workplaceId: string }[] }) {
  return { ...account, workplaces: memberships.map((membership) => membership.workplaceId) };
}
