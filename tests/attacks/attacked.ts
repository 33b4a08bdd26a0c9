import { createHash } from "node:crypto";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import type { AskingLimits } from "../../api/flow/result/rules.ts";
import { startApi, type ApiOptions, type ApiServer, type Answer } from "../testkit/api-server.ts";
import type { SecretStore } from "../../api/platform/secrets.ts";
import type { ImportedPerson } from "../testkit/imported-folder.ts";
import { recordImport, recordStudy } from "../testkit/recorded-study.ts";
import type { Panel } from "./panel.ts";
import { reference, type Table, type Tables } from "./tables.ts";

/** Limits on asking so wide that nothing but the figures themselves stands in the way. */
export const WIDE_OPEN: AskingLimits = {
  shapes: 100_000,
  agreed: 100_000,
  workplace: 100_000,
  curves: 100_000,
  told: 1_000_000,
  perMinute: 1_000_000,
};

export interface Given {
  __typename: "Result";
  id: string;
  cells: {
    keys: { dimension: string; code: string | null; label: string; missing: string | null }[];
    count: number | null;
    missing: number | null;
    value: number | null;
    low: number | null;
    high: number | null;
    withheld: boolean;
    asOf: string;
  }[];
}

export interface Figures {
  __typename: "Result";
  cells: { keys: { code: string | null }[]; count: number | null; value: number | null }[];
}

export interface Refused {
  __typename: "Refusal";
  code: string;
  rule: string;
  message: string;
  advice: string[];
}

const ASK = `query Ask($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { id state asOf rules notices withheld { cells total advice } snapshots { number persons }
    cells { keys { dimension code label missing } count missing value low high withheld asOf } }
  ... on Refusal { code rule message advice } } }`;

/** As little as an attack looks at. */
const ASK_FIGURES = `query Ask($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { cells { keys { code } count value } } ... on Refusal { code message } } }`;

/** Whoever asks over HTTP with a token of a researcher. */
export class Attacker {
  readonly server: ApiServer;
  readonly #headers: Record<string, string>;
  asked = 0;

  constructor(server: ApiServer, secret: string) {
    this.server = server;
    this.#headers = { authorization: `Bearer ${secret}` };
  }

  /** The whole answer, as it came over the wire. */
  async send(query: ResultQuery): Promise<Answer<{ result: Given | Refused }>> {
    this.asked += 1;
    return this.server.ask<{ result: Given | Refused }>(ASK, { variables: { query }, headers: this.#headers });
  }

  /** Any query of the API. */
  query<Data>(query: string, variables: Record<string, unknown>): Promise<Answer<Data>> {
    return this.server.ask<Data>(query, { variables, headers: this.#headers });
  }

  /** Only the figures, or the refusal's code. */
  async figures(query: ResultQuery): Promise<Figures | Pick<Refused, "__typename" | "code" | "message">> {
    this.asked += 1;
    const variables = { query };
    const { body, text } = await this.server.ask<{ result: Figures | Refused }>(ASK_FIGURES, {
      variables,
      headers: this.#headers,
    });
    if (!body.data?.result) throw new Error(`no answer: ${text.slice(0, 400)} ${this.server.lines.at(-1) ?? ""}`);
    return body.data.result;
  }
}

/** The API with studies in it, whose draws are the same in every run. */
export class Attacked {
  readonly server: ApiServer;
  readonly #answers = new Map<string, Promise<Table>>();
  #attacker: Promise<Attacker> | null = null;

  private constructor(server: ApiServer) {
    this.server = server;
  }

  static async start(options: Pick<ApiOptions, "asking"> = {}): Promise<Attacked> {
    return new Attacked(await startApi({ secrets: fixedSecrets, asking: { limits: WIDE_OPEN, ...options.asking } }));
  }

  /** Brings a panel in, and freezes it. */
  async add(panel: Panel): Promise<void> {
    const { test } = this.server;
    // Record keys and draws hang on the study's secret, and that on its id.
    await recordStudy(test.database, panel.study, panel);
    await test.database.study.update({ where: { slug: panel.study }, data: { id: panel.study } });
    if (!(await this.#take(panel, panel.persons))) throw new Error(`${panel.study} is not asked`);
  }

  /** A week later: freezes the study as it then is; whether the snapshot is asked. */
  async freeze(panel: Panel, persons: readonly ImportedPerson[]): Promise<boolean> {
    this.server.clock.pass({ days: 7 });
    return this.#take(panel, persons);
  }

  async #take(panel: Panel, persons: readonly ImportedPerson[]): Promise<boolean> {
    const { test, folder, clock, steps } = this.server;
    const name = `${panel.study}-${clock().getTime()}`;
    await recordImport(test.database, folder, panel.study, name, { ...panel, persons }, clock());
    const { notAsked } = await steps.snapshot.take(panel.study);
    this.#answers.clear();
    return notAsked === null;
  }

  async attacker(name = "attacker", days = 365): Promise<Attacker> {
    const wish = { name, scopes: ["READ" as const], days };
    const { secret } = await this.server.people.createTokenFor(`${name}@example.nl`, "RESEARCHER", wish);
    return new Attacker(this.server, secret);
  }

  /** Figures of a study as the API gives them; each question is asked once. */
  tables(study: string): Tables {
    return {
      ask: ({ share, mean, sum, by = [], where }) =>
        this.figures({
          studies: [study],
          measure: share ? { share } : mean ? { mean: { name: mean } } : sum ? { sum: { name: sum } } : { count: true },
          by: by.map((each) => ({ variable: reference(each) })),
          where,
        }),
    };
  }

  /** Figures of any question, asked once; nothing where too few persons are counted. */
  figures(query: ResultQuery): Promise<Table> {
    const name = JSON.stringify(query);
    const known = this.#answers.get(name) ?? this.#askFor(query);
    this.#answers.set(name, known);
    return known;
  }

  async #askFor(query: ResultQuery): Promise<Table> {
    this.#attacker ??= this.attacker();
    const given = await (await this.#attacker).figures(query);
    if (given.__typename === "Refusal") {
      if (given.code === "TOO_FEW_PERSONS") return new Map();
      throw new Error(`refused: ${given.code}, ${given.message}`);
    }
    return new Map(
      given.cells.map(({ keys, count, value }) => [keys.map(({ code }) => code ?? "~").join("|"), { count, value }]),
    );
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** 32 bytes that follow from the name; twins of one study share theirs. */
const secretOf = async (name: string): Promise<Buffer> =>
  createHash("sha256")
    .update(`attacked|${name.replace(/-twin-[a-z0-9]+$/, "")}`)
    .digest();
const fixedSecrets: SecretStore = { get: secretOf, known: secretOf };
