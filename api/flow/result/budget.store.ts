import { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import { Recent } from "../../platform/recent.ts";
import { together } from "../../platform/together.ts";

/** One shape on one variable, for one asker. */
export interface Charge {
  asker: string;
  studyId: string;
  variable: string;
  shapeKey: string;
  shape: string;
  curve: string | null;
  /** Most shapes, and most where a steward agreed. */
  allowed: number;
  agreed: number;
}

/** How an asker stands with a variable just before the question. */
export interface Standing {
  asker: string;
  studyId: string;
  variable: string;
  used: number;
  most: number;
  /** The shape was asked before. */
  known: boolean;
  /** Other sets of codes that curves were made with. */
  curves: number;
}

export interface ShapeUse {
  asker: string;
  studyId: string;
  variable: string;
  used: number;
  lastAskedAt: Date;
}

export interface GrantRecord {
  id: string;
  asker: string;
  studyId: string;
  /** Null: all of the study's. */
  variable: string | null;
  reason: string;
  grantedById: string;
  grantedAt: Date;
}

/** Two questions wanted the same place, or waited for one another: the later one looks again. */
const LOOK_AGAIN: ReadonlySet<unknown> = new Set(["23505", "40P01"]);
const LOOKS = 50;

/** Charges remembered as paid for, about 200 bytes each. */
const CHARGES_KEPT = 20_000;

interface Pace {
  userId: string;
  at: Date;
  minuteAgo: Date;
}

const grantFields = {
  id: true,
  asker: true,
  studyId: true,
  variable: true,
  reason: true,
  grantedById: true,
  grantedAt: true,
} satisfies Prisma.ShapeGrantSelect;

export const createBudgetStore = (database: Database) => {
  /**
   * Looks and enters in one statement: every shape that is new gets the next place, or none does. The places are unique,
   * so that two questions at once cannot both take the last one.
   */
  const enter = (charges: readonly Charge[], curves: number, at: Date): Promise<Standing[]> =>
    database.$queryRaw<Standing[]>`
      /* enter_shapes */ with wanted as (
        select * from unnest(
          ${charges.map(({ asker }) => asker)}::text[],
          ${charges.map(({ studyId }) => studyId)}::text[],
          ${charges.map(({ variable }) => variable)}::text[],
          ${charges.map(({ shapeKey }) => shapeKey)}::text[],
          ${charges.map(({ shape }) => shape)}::text[],
          ${charges.map(({ curve }) => curve)}::text[],
          ${charges.map(({ allowed }) => allowed)}::int[],
          ${charges.map(({ agreed }) => agreed)}::int[]
        ) as w(asker, "studyId", variable, "shapeKey", shape, curve, allowed, agreed)
      ), standing as (
        select w.*, asked.used, asked.curves, asked.known, case when exists (
          select 1 from "ShapeGrant" g
          where g.asker = w.asker and g."studyId" = w."studyId" and (g.variable is null or g.variable = w.variable)
        ) then w.agreed else w.allowed end as most
        from wanted w cross join lateral (
          select count(*)::int as used,
            (count(distinct s.curve) filter (where s.curve <> w.curve))::int as curves,
            coalesce(bool_or(s."shapeKey" = w."shapeKey"), false) as known
          from "AskedShape" s
          where s.asker = w.asker and s."studyId" = w."studyId" and s.variable = w.variable
        ) asked
      ), entered as (
        insert into "AskedShape" (asker, "studyId", variable, "shapeKey", shape, curve, place, "askedAt")
        select asker, "studyId", variable, "shapeKey", shape, curve, used + 1, ${at}::timestamptz from standing
        where not known and not exists (
          select 1 from standing where not known and (used >= most or curves >= ${curves}::int)
        )
        order by asker, "studyId", variable
      )
      select asker, "studyId", variable, used, most, known, curves from standing`;

  /** Charges that were entered: a shape that is paid for stays so, whatever else happens. */
  const paid = new Recent<true>(CHARGES_KEPT);
  const nameOf = ({ asker, studyId, variable, shapeKey }: Charge) => [asker, studyId, variable, shapeKey].join("\n");

  const pace = together(async (all: readonly Pace[]): Promise<{ asked: number; since: Date }[]> => {
    const at = new Date(Math.max(...all.map(({ at }) => at.getTime())));
    const minuteAgo = new Date(Math.max(...all.map(({ minuteAgo }) => minuteAgo.getTime())));
    const ofEach = new Map<string, number>();
    for (const { userId } of all) ofEach.set(userId, (ofEach.get(userId) ?? 0) + 1);
    const rows = await database.$queryRaw<{ userId: string; asked: number; since: Date }[]>`
      /* asking_pace */ insert into "AskingPace" as p ("userId", since, asked)
      select w.id, ${at}::timestamptz, w.n from unnest(${[...ofEach.keys()]}::text[], ${[...ofEach.values()]}::int[]) as w(id, n)
      order by w.id
      on conflict ("userId") do update set
        since = case when p.since > ${minuteAgo}::timestamptz then p.since else excluded.since end,
        asked = case when p.since > ${minuteAgo}::timestamptz then p.asked + excluded.asked else excluded.asked end
      returning "userId", asked, since`;
    const paces = new Map(rows.map((row) => [row.userId, row]));
    return all.map(({ userId }) => {
      const { asked, since } = paces.get(userId) as { asked: number; since: Date };
      const later = (ofEach.get(userId) ?? 1) - 1;
      ofEach.set(userId, later);
      return { asked: asked - later, since };
    });
  });

  return {
    async enter(charges: readonly Charge[], curves: number, at: Date): Promise<Standing[]> {
      if (charges.every((charge) => paid.get(nameOf(charge)))) return [];
      for (let look = 1; ; look++) {
        try {
          const standings = await enter(charges, curves, at);
          if (standings.every(({ known }) => known)) for (const charge of charges) paid.set(nameOf(charge), true);
          return standings;
        } catch (error) {
          if (look === LOOKS || !LOOK_AGAIN.has(stateOf(error))) throw error;
        }
      }
    },

    /** How many questions somebody asked in the minute that is running, this one included, and since when. */
    pace: (userId: string, at: Date, minuteAgo: Date): Promise<{ asked: number; since: Date }> =>
      pace({ userId, at, minuteAgo }),

    /** Shapes that were asked on a variable, oldest first. */
    async shapesOf(asker: string, studyId: string, variable: string): Promise<string[]> {
      const rows = await database.askedShape.findMany({
        where: { asker, studyId, variable },
        select: { shape: true },
        orderBy: { place: "asc" },
      });
      return rows.map(({ shape }) => shape);
    },

    /** Of a study; of some askers where they are named. */
    async uses(studyId: string, askers: readonly string[] | null): Promise<ShapeUse[]> {
      const rows = await database.askedShape.groupBy({
        by: ["asker", "variable"],
        where: { studyId, ...(askers === null ? {} : { asker: { in: [...askers] } }) },
        _count: { _all: true },
        _max: { askedAt: true },
        orderBy: [{ _count: { shapeKey: "desc" } }, { asker: "asc" }, { variable: "asc" }],
      });
      return rows.map(({ asker, variable, _count, _max }) => ({
        asker,
        studyId,
        variable,
        used: _count._all,
        lastAskedAt: _max.askedAt as Date,
      }));
    },

    /** Variables on which all askers together reached so many shapes, and when; the newest first. */
    alerts: (
      told: number,
      studyId: string | null = null,
    ): Promise<{ studyId: string; variable: string; shapes: number; since: Date }[]> =>
      database.$queryRaw`
        select "studyId", variable, count(*)::int as shapes, max("firstAt") filter (where number = ${told}::int) as since
        from (
          select "studyId", variable, min("askedAt") as "firstAt", row_number() over (
            partition by "studyId", variable order by min("askedAt"), "shapeKey"
          ) as number
          from "AskedShape" where ${studyId}::text is null or "studyId" = ${studyId}::text
          group by "studyId", variable, "shapeKey"
        ) shapes
        group by "studyId", variable having count(*) >= ${told}::int
        order by since desc, variable`,

    grants: (studyId: string, asker?: string): Promise<GrantRecord[]> =>
      database.shapeGrant.findMany({
        where: { studyId, ...(asker === undefined ? {} : { asker }) },
        select: grantFields,
        orderBy: { grantedAt: "desc" },
      }),

    /** What was asked for and is given by it is answered with it. */
    async grant(grant: Omit<GrantRecord, "id">): Promise<GrantRecord> {
      const { asker, studyId, variable, reason, grantedById, grantedAt } = grant;
      const [granted] = await database.$transaction([
        database.shapeGrant.create({ data: grant, select: grantFields }),
        database.shapeRequest.updateMany({
          where: { asker, studyId, granted: null, ...(variable === null ? {} : { variable }) },
          data: { granted: true, answer: reason, answeredById: grantedById, answeredAt: grantedAt },
        }),
      ]);
      return granted;
    },
  };
};

export type BudgetStore = ReturnType<typeof createBudgetStore>;

/** SQLSTATE of what PostgreSQL refused; undefined for anything else. */
function stateOf(error: unknown): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  return (error.meta as { driverAdapterError?: { cause?: { originalCode?: string } } } | undefined)?.driverAdapterError
    ?.cause?.originalCode;
}
