import { Agent, request } from "node:http";

/** A process that does nothing but ask, so that what is asked has its own: so many requests under way at a time. */

export interface Job {
  url: string;
  connections: number;
  requests: { body: string; headers: Record<string, string> }[];
  /** What every answer must have in it */
  expected: string;
}

export type Done = { ms: number } | { problem: string };

process.on("message", (job: Job) => {
  void run(job)
    .catch((error: unknown): Done => ({ problem: error instanceof Error ? error.message : "unknown" }))
    .then((done) => process.send?.(done));
});

async function run({ url, connections, requests, expected }: Job): Promise<Done> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let one = requests[next++]; one !== undefined; one = requests[next++]) {
        const text = await post(agent, url, one);
        if (!text.includes(expected)) throw new Error(`unexpected answer: ${text.slice(0, 500)}`);
      }
    }),
  );
  const ms = performance.now() - from;
  agent.destroy();
  return { ms };
}

const post = (agent: Agent, url: string, { body, headers }: Job["requests"][number]): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers: { "content-type": "application/json", ...headers } });
    sent.on("error", reject);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    });
    sent.end(body);
  });
