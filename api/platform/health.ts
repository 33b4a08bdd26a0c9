import type { FastifyInstance } from "fastify";

/** Something that the server cannot do without; throws where it is not there. */
export type Check = () => Promise<unknown>;

const PATIENCE_MS = 2_000;

/**
 * For a balancer. /health/live: the process answers. /health/ready: what it needs answers too, and it is not
 * stopping; 503 with the names of what does not otherwise.
 */
export function addHealth(
  app: FastifyInstance,
  checks: Readonly<Record<string, Check>>,
  stopping: () => boolean,
): void {
  app.get("/health/live", (_request, reply) => reply.header("cache-control", "no-store").send({ status: "live" }));

  app.get("/health/ready", async (_request, reply) => {
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await holds(check)) ? "ok" : "failing"] as const),
    );
    const ready = !stopping() && found.every(([, state]) => state === "ok");
    return reply
      .code(ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: ready ? "ready" : stopping() ? "stopping" : "failing", checks: Object.fromEntries(found) });
  });
}

async function holds(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, refuse) => {
    timer = setTimeout(() => refuse(new Error("too late")), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
