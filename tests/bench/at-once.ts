import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import { many, median, ms, ratio, sayTable, tell, timed } from "./figures.ts";
import type { Done, Job } from "./load.ts";
import { BACKGROUND, DOMAINS, SCORES } from "./panel.ts";
import { type AskedServer, bodyOf } from "./server.ts";

/** Many askers at once: on shapes that are known, and a small question beside two large ones. */

const ASKERS = 32;
const SETS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const chosen = (set: number, codes: readonly string[]) => codes.filter((_, at) => set & (1 << at));

/** A second, and cells in an answer. */
interface Known {
  perSecond: number;
  empty: number;
  cells: number;
}

/** Milliseconds */
interface Small {
  alone: number[];
  beside: number[];
  large: number[];
}

export const child = (file: string): ChildProcess =>
  fork(join(import.meta.dirname, file), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });

export async function timeLoad(load: ChildProcess, job: Job): Promise<number> {
  load.send(job);
  const [done] = (await once(load, "message")) as [Done];
  if ("problem" in done) throw new Error(done.problem);
  return done.ms;
}

/** Other codes of a shape, by wave and care: every one another question. */
const otherCodes = (study: string): ResultQuery[] =>
  DOMAINS.flatMap((domain) =>
    SETS.flatMap((states) =>
      SETS.map((cohorts) => ({
        studies: [study],
        measure: { share: { is: { variable: { name: domain }, in: chosen(states, ["0", "1", "2", "3"]) } } },
        by: [{ wave: true }, { variable: { name: "care" } }],
        where: { is: { variable: { name: "cohort" }, in: chosen(cohorts, ["1", "2", "3", "4"]) } },
      })),
    ),
  );

/** So many questions a minute an asker may ask; each token asks fewer. */
const EACH = 40;

export async function timeKnown(server: AskedServer, study: string, tokens: readonly string[]): Promise<Known> {
  tell(`${ASKERS} askers on known shapes`);
  const questions = otherCodes(study);
  const [first, ...rest] = questions;
  const warm = DOMAINS.map((_, at) => questions[at * SETS.length ** 2] as ResultQuery);
  let answer;
  for (const query of warm) [answer] = await server.ask([query], tokens[0] as string);
  const given = answer ?? (await server.ask([first as ResultQuery], tokens[0] as string))[0];
  const load = child("load.ts");
  const empty = child("empty-result.ts");
  try {
    const [port] = (await once(empty, "message")) as [number];
    empty.send(given as object);
    const job = (url: string): Job => ({
      url,
      connections: ASKERS,
      expected: '"cells":[{',
      requests: rest
        .filter((query) => !warm.includes(query))
        .map((query, at) => ({
          body: bodyOf([query]),
          headers: { authorization: `Bearer ${tokens[1 + Math.floor(at / EACH)]}` },
        })),
    });
    const here = job(`${server.server.url}/graphql`);
    const there = job(`http://127.0.0.1:${port}/graphql`);
    await timeLoad(load, { ...there, requests: there.requests.slice(0, 300) });
    const nothing = await timeLoad(load, there);
    const asked = await timeLoad(load, here);
    return {
      perSecond: (1000 * here.requests.length) / asked,
      empty: (1000 * there.requests.length) / nothing,
      cells: given?.cells.length ?? 0,
    };
  } finally {
    for (const one of [load, empty]) one.kill();
  }
}

/** How many accounts the questions of many askers take. */
export const ACCOUNTS = 1 + Math.ceil((DOMAINS.length * SETS.length ** 2) / EACH);

/** First questions of their shape on a small study, alone and beside two who ask the large one without end. */
export async function timeSmall(
  server: AskedServer,
  small: string,
  large: string,
  tokens: readonly string[],
): Promise<Small> {
  const question = (domain: string, split: string): ResultQuery => ({
    studies: [small],
    measure: { count: true },
    by: [{ wave: true }, { variable: { name: split } }, { variable: { name: domain } }],
  });
  const smallOnes = DOMAINS.flatMap((domain) =>
    [...Object.keys(BACKGROUND), "care"].map((split) => question(domain, split)),
  );
  const largeOnes = SCORES.flatMap((score) =>
    DOMAINS.map((domain): ResultQuery => ({
      studies: [large],
      measure: { mean: { name: score } },
      by: [{ variable: { name: "region" } }, { wave: true }, { variable: { name: domain } }],
    })),
  );
  const askAll = async (queries: readonly ResultQuery[], token: string): Promise<number[]> => {
    const times: number[] = [];
    for (const query of queries) times.push((await timed(() => server.ask([query], token))).ms);
    return times;
  };
  const half = Math.floor(smallOnes.length / 2);
  tell("a small question alone");
  const alone = await askAll(smallOnes.slice(0, half), tokens[0] as string);
  tell("a small question beside two large ones");
  const large_: number[] = [];
  let going = true;
  let next = 0;
  const askers = tokens.slice(1, 3).map(async (token) => {
    for (let query = largeOnes[next++]; going && query; query = largeOnes[next++])
      large_.push((await timed(() => server.ask([query as ResultQuery], token))).ms);
  });
  const beside = await askAll(smallOnes.slice(half), tokens[0] as string);
  going = false;
  await Promise.all(askers);
  return { alone, beside, large: large_ };
}

/**
 * The longest that the smallest request there is waited, milliseconds, while one large question after the other was
 * answered: of known shapes, so that all of it is work of the server's own.
 */
export async function timePauses(server: AskedServer, study: string, token: string): Promise<number[]> {
  tell("the smallest request while a large question is answered");
  const question = (domain: string, state: string): ResultQuery => ({
    studies: [study],
    measure: { share: { is: { variable: { name: domain }, in: [state] } } },
    by: [{ variable: { name: "region" } }, { wave: true }, { variable: { name: "care" } }],
  });
  const longest: number[] = [];
  for (const domain of DOMAINS) {
    await server.ask([question(domain, "0")], token);
    let answered = false;
    const asking = server.ask([question(domain, "1")], token).finally(() => (answered = true));
    let most = 0;
    while (!answered) most = Math.max(most, (await timed(() => fetch(`${server.server.url}/health/live`))).ms);
    await asking;
    longest.push(most);
  }
  return longest;
}

export const sayPauses = (longest: readonly number[]): void =>
  sayTable(
    "The smallest request while a known shape of 800 cells is answered, milliseconds",
    ["", "median of the longest", "longest"],
    [["waited", ms(median(longest)), ms(Math.max(...longest))]],
  );

export const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1] ?? Number.NaN;

export function sayKnown(known: Known): void {
  sayTable(
    `${ASKERS} askers at a time, other codes of known shapes, ${known.cells} cells an answer`,
    ["", "answers a second", "API / this"],
    [
      ["result over HTTP, each kept and in the ledger", many(known.perSecond), ratio(1)],
      ["a prepared answer of equal size, Apollo on Fastify", many(known.empty), ratio(known.perSecond / known.empty)],
    ],
  );
}

export function saySmall(small: Small): void {
  sayTable(
    "A small study asked a shape for the first time, milliseconds",
    ["", "median", "p95", "p95 / alone"],
    [
      ["alone", ms(median(small.alone)), ms(p95(small.alone)), ratio(1)],
      [
        `beside two who ask large questions (median ${ms(median(small.large))} ms) without end`,
        ms(median(small.beside)),
        ms(p95(small.beside)),
        ratio(p95(small.beside) / p95(small.alone)),
      ],
    ],
  );
}
