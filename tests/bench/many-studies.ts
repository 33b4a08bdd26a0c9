import { randomUUID } from "node:crypto";
import pg from "pg";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import { many, median, ms, RUNS, sayTable, tell, timed } from "./figures.ts";
import { BACKGROUND, DOMAINS } from "./panel.ts";
import { type AskedServer, memoryOf } from "./server.ts";

/** What a result costs with ever more studies beside the one that is asked: each with its waves, variables and snapshot. */

export interface Beside {
  studies: number;
  first: number;
  known: number;
  memory: number;
}

/** Copies the record of a small study until there are so many. */
async function fill(client: pg.Client, slug: string, studies: number): Promise<void> {
  const { rows } = await client.query<{ n: number }>(`select count(*)::integer as n from public."Study"`);
  const missing = studies - (rows[0]?.n ?? 0);
  const run = randomUUID();
  const fresh = (table: string, changes: string) =>
    client.query(
      `insert into public."${table}" select (jsonb_populate_record(t, jsonb_build_object(
          'id', md5('${run}' || t.id || n), 'studyId', md5('${run}' || s.id || n)${changes}))).*
        from public."${table}" t join public."Study" s on s.id = t."studyId", generate_series(1, ${missing}) n
        where s.slug = $1`,
      [slug],
    );
  if (missing <= 0) return;
  await client.query(
    `insert into public."Study" select (jsonb_populate_record(s, jsonb_build_object(
        'id', md5('${run}' || s.id || n), 'slug', s.slug || '-' || '${run}' || n))).*
      from public."Study" s, generate_series(1, ${missing}) n where s.slug = $1`,
    [slug],
  );
  await fresh("Wave", "");
  await fresh("Variable", ", 'derivedId', null");
  await fresh("Snapshot", "");
}

export async function timeManyStudies(
  server: AskedServer,
  url: string,
  { asked, small }: { asked: string; small: string },
  token: string,
): Promise<Beside[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found: Beside[] = [];
  try {
    for (const [round, studies] of [1, 100, 1000].entries()) {
      tell(`asking beside ${studies} studies`);
      await fill(client, small, studies);
      const [first, known]: number[][] = [[], []];
      for (let run = 0; run < RUNS; run++) {
        // Another shape every time: of four backgrounds one, or none.
        const split = [...Object.keys(BACKGROUND), "care"][run];
        const query = (state: string): ResultQuery => ({
          studies: [asked],
          measure: { share: { is: { variable: { name: DOMAINS[round] as string }, in: [state] } } },
          by: [...(split === undefined ? [] : [{ variable: { name: split } }]), { wave: true }],
        });
        first?.push((await timed(() => server.ask([query("0")], token))).ms);
        known?.push((await timed(() => server.ask([query("1")], token))).ms);
      }
      const memory = memoryOf(server.server.process.pid)?.now ?? Number.NaN;
      found.push({ studies, first: median(first ?? []), known: median(known ?? []), memory });
    }
  } finally {
    await client.end();
  }
  return found;
}

export function sayManyStudies(found: readonly Beside[]): void {
  sayTable(
    "A result beside ever more studies, milliseconds (medians of 5, another shape every time)",
    ["studies", "first", "known", "memory"],
    found.map(({ studies, first, known, memory }) => [many(studies), ms(first), ms(known), `${many(memory)} MB`]),
  );
}
