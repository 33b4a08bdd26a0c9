import { readFileSync } from "node:fs";
import { launchServer, untilReady, type RunningServer } from "../testkit/running-server.ts";
import type { Released } from "../../api/flow/result/result.ts";
import type { ResultQuery } from "../../api/flow/result/result.ts";

/** The built server in a process of its own, as npm start runs it, asked over HTTP. */

export interface AskedServer {
  server: RunningServer;
  /** From start to ready, milliseconds */
  startedIn: number;
  /** Asks all of them in one request; a token is an asker. */
  ask(queries: readonly ResultQuery[], token: string): Promise<Given[]>;
  stop(): Promise<void>;
}

export interface Given {
  id: string;
  cells: Released["cells"];
}

export async function startServer(folder: string): Promise<AskedServer> {
  const from = performance.now();
  const server = await launchServer(folder, { LOG_LEVEL: "warn" });
  await untilReady(server);
  const startedIn = performance.now() - from;
  return {
    server,
    startedIn,
    async ask(queries, token) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: bodyOf(queries),
      });
      const { data, errors } = (await response.json()) as Reply;
      return queries.map((_, place) => {
        const given = data?.[`r${place}`];
        if (given?.cells === undefined) throw new Error(`not answered: ${JSON.stringify(errors ?? given)}`);
        return given;
      });
    },
    async stop() {
      server.process.kill("SIGTERM");
      await server.ended;
    },
  };
}

interface Reply {
  data?: Record<string, Given & { code?: string; message?: string }>;
  errors?: unknown;
}

export const bodyOf = (queries: readonly ResultQuery[]): string =>
  JSON.stringify({
    query: documentOf(queries.length),
    variables: Object.fromEntries(queries.map((query, place) => [`q${place}`, query])),
  });

const documentOf = (queries: number): string => {
  const places = Array.from({ length: queries }, (_, place) => place);
  return `query Ask(${places.map((place) => `$q${place}: ResultQuery!`).join(", ")}) {
    ${places.map((place) => `r${place}: result(query: $q${place}) { ...given }`).join("\n")}
  }
  fragment given on ResultOrRefusal {
    ... on Refusal { code message }
    ... on Result {
      id rules
      cells { keys { dimension code label missing } count missing value low high withheld asOf }
    }
  }`;
};

/** Megabytes that a process holds now and held at most; null where the system does not say so in /proc. */
export function memoryOf(pid: number | undefined): { now: number; most: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]);
    return { now: kilobytes("VmRSS") / 1024, most: kilobytes("VmHWM") / 1024 };
  } catch {
    return null;
  }
}
