import Fastify from "fastify";
import type { GraphQLSchema } from "graphql";
import type { AddressInfo } from "node:net";
import type { Steps } from "../../api/graphql/context.ts";
import { executing, schema as wholeSchema } from "../../api/graphql/schema.ts";
import { addApi } from "../../api/graphql/server.ts";
import type { ReportsTo } from "../../api/flow/contact/contact.ts";
import { createResultStep, type ResultDeps } from "../../api/flow/result/result.ts";
import type { People, Role } from "../../api/people/people.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import type { DataFolder } from "../../api/platform/files.ts";
import { createLog } from "../../api/platform/log.ts";
import { openQueue } from "../../api/platform/queue.ts";
import type { Mail, Message } from "../../api/platform/mail.ts";
import { openSecretStore, type SecretStore } from "../../api/platform/secrets.ts";
import { createSteps } from "../../api/steps.ts";
import { seededChance, stillClock, type TestClock } from "./chance.ts";
import { makeDataFolder } from "./data-folder.ts";
import { makeTestDatabase, type TestDatabase } from "./postgres.ts";

/** A JSON answer and what came with it. */
export interface Answer<Data = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: { data?: Data | null; errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[] };
  text: string;
}

export interface ApiServer {
  url: string;
  people: People;
  /** The services behind the API. */
  steps: Steps;
  test: TestDatabase;
  folder: DataFolder;
  clock: TestClock;
  /** What was mailed, newest last. */
  outbox: Message[];
  /** Every line that was logged. */
  lines: string[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  ask<Data = Record<string, unknown>>(
    query: string,
    options?: { variables?: Record<string, unknown>; headers?: Record<string, string> },
  ): Promise<Answer<Data>>;
  /** Makes an account and signs it in by its link: the Cookie header. */
  signIn(email: string, roles: readonly Role[]): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

export interface ApiOptions {
  schema?: GraphQLSchema;
  production?: boolean;
  publicUrl?: string;
  host?: string;
  secrets?: SecretStore;
  /** In place of one that keeps every message */
  mail?: Mail;
  /** Where mail servers report to; nowhere, where left out */
  reportsTo?: (folder: DataFolder) => ReportsTo;
  /** Results are asked under other limits, or with every opening of a measured file seen. */
  asking?: Partial<Pick<ResultDeps, "limits" | "openDuckDB" | "inFlight">>;
}

/** The API over real HTTP, on a database of its own; mail is kept instead of sent. */
export async function startApi(options: ApiOptions = {}): Promise<ApiServer> {
  const test = await makeTestDatabase();
  const data = await makeDataFolder();
  const clock = stillClock();
  const chance = seededChance("api server");
  const outbox: Message[] = [];
  const lines: string[] = [];
  const log = createLog(clock, (line) => lines.push(line));
  const publicUrl = options.publicUrl ?? "http://weerklank.test";
  const secrets = options.secrets ?? openSecretStore(data.folder.secrets, chance);
  const queue = openQueue(test.url, log);
  const usual = await createSteps({
    database: test.database,
    folder: data.folder,
    clock,
    chance,
    secrets,
    queue,
    contactKeys: null,
    reportsTo: options.reportsTo?.(data.folder) ?? null,
    mail: options.mail ?? {
      async send(message) {
        outbox.push(message);
      },
      close() {},
    },
    log,
    publicUrl,
    production: options.production ?? false,
  });
  const { database } = test;
  const steps: Steps = options.asking
    ? { ...usual, result: createResultStep({ ...usual, database, clock, log, secrets, openDuckDB, ...options.asking }) }
    : usual;
  const { people } = steps;
  const app = Fastify({ logger: false });
  const answering = options.schema ? { schema: options.schema } : { schema: wholeSchema, executing };
  await addApi(app, { ...answering, steps, log, chance, publicUrl });
  await app.listen({ host: options.host ?? "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

  async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text === "" ? {} : JSON.parse(text) };
  }

  return {
    url,
    people,
    steps,
    test,
    folder: data.folder,
    clock,
    outbox,
    lines,
    post,
    ask: async <Data>(
      query: string,
      { variables, headers }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
    ) => (await post("/graphql", { query, variables }, headers)) as Answer<Data>,
    async signIn(email, roles) {
      await people.ensureAccount({ email, roles });
      people.askSignInLink(email, "nl");
      await people.settle();
      const opened = await post("/api/auth/magic-link/verify", { token: secretIn(outbox.at(-1)) });
      return { cookie: cookieIn(opened.headers) };
    },
    async stop() {
      await people.settle();
      await app.close();
      await steps.contact.stopMessages();
      await steps.handOvers.stopHandOvers();
      await steps.alarms.stop();
      await queue.close();
      await steps.result.close();
      await test.drop();
      await data.remove();
    },
  };
}

/** The secret behind the # of the link in a message. */
export function secretIn(message: Message | undefined): string {
  const secret = /\/sign-in#(\S+)/.exec(message?.text ?? "")?.[1];
  if (secret === undefined) throw new Error("no sign-in link in this message");
  return secret;
}

/** What a browser would send back. */
export const cookieIn = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
