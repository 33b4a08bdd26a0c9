import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../../api/platform/embedded-postgres.ts";
import { DOMAINS, SCORES } from "./panel.ts";
import type { Row } from "./postgres-panel.ts";
import type { Variant } from "./questions.ts";

/**
 * PostGraphile with pg-aggregates over the panel of PostgreSQL, asked over HTTP. It averages and counts what columns
 * hold, so a view has one for each state that a question asks the share of; transitions, the survey beside other waves and
 * retention it cannot say.
 */
export interface PostGraphile {
  rows(question: Said, variant: Variant): Promise<Row[]>;
  close(): Promise<void>;
}

/** Questions that it can say. */
export const SAID = ["Q1", "Q2", "Q4"] as const;
export type Said = (typeof SAID)[number];

const PEERS = join(import.meta.dirname, "peers");
const SPLITS = ["region", "wave", "care", "sex", "cohort"];

export async function openPostGraphile(url: string): Promise<PostGraphile> {
  // Hundreds of packages for one column of a table: they are no part of what the project installs.
  const installed = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"], {
    cwd: PEERS,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (installed.status !== 0) throw new Error("PostGraphile could not be installed");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create schema peer");
  await client.query(`create view peer.observation as select ${[...SPLITS, ...SCORES].join(", ")},
    ${DOMAINS.map((name) => `(${name} = 3)::integer as ${name}_lost`).join(", ")},
    (${DOMAINS.map((name) => `${name} <= 1`).join(" and ")})::integer as in_order from bench.panel`);
  const port = await freePort();
  const server = spawn(process.execPath, [join(PEERS, "postgraphile.mjs"), url, "peer", String(port)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await Promise.race([
    once(server.stdout, "data"),
    once(server, "exit").then(() => Promise.reject(new Error("PostGraphile did not start"))),
  ]);
  return {
    async rows(question, variant) {
      const { by, where, measures } = saying(question, variant);
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          query: `{ all: allObservations${where} { groupedAggregates(groupBy: [${by.map((name) => name.toUpperCase()).join(", ")}])
            { keys ${measures} } } }`,
        }),
      });
      const { data, errors } = (await response.json()) as Reply;
      if (!data) throw new Error(`PostGraphile does not answer ${question}: ${JSON.stringify(errors)}`);
      return data.all.groupedAggregates.map(({ keys, average }) => ({
        ...Object.fromEntries(keys.map((key, at) => [`k${at}`, key === null ? null : Number(key)])),
        value: Number(average.value),
      }));
    },
    async close() {
      server.kill("SIGTERM");
      await client.query("drop schema peer cascade");
      await client.end();
    },
  };
}

interface Reply {
  data?: { all: { groupedAggregates: { keys: (string | null)[]; average: { value: string | null } }[] } };
  errors?: unknown;
}

/** The names that it gives columns. */
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function saying(question: Said, { of }: Variant): { by: string[]; where: string; measures: string } {
  const mean = (column: string) => `average { value: ${camel(column)} }`;
  switch (question) {
    case "Q1":
      return { by: ["wave", "care"], where: "", measures: mean(`${of ?? ""}_lost`) };
    case "Q2":
      return {
        by: ["region", "wave"],
        where: "(condition: { sex: 1 })",
        measures: `${mean(of ?? "")} stddevSample { value: ${of ?? ""} }`,
      };
    case "Q4":
      return { by: ["region", "wave", ...(of === null ? [] : [of])], where: "", measures: mean("in_order") };
  }
}
