import helmet, { type FastifyHelmetOptions } from "@fastify/helmet";
import Fastify, { type FastifyInstance } from "fastify";
import type { Log } from "./log.ts";

export interface HttpOptions {
  publicUrl: string;
  trustedProxies: readonly string[];
}

/** A server that trusts nobody: only our own files run in its pages, and its log says what was asked, never by whom. */
export async function createHttp({ publicUrl, trustedProxies }: HttpOptions, log: Log): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: "idle",
    requestTimeout: 10 * 60_000,
    routerOptions: { maxParamLength: 500 },
  });
  const headers = await headersOf(publicUrl.startsWith("https:"));
  app.addHook("onRequest", async (_request, reply) => void reply.headers(headers));
  app.addHook("onResponse", async (request, reply) => {
    // The route as it was declared: the address itself may hold an id or a search.
    log.info("request", {
      method: request.method,
      route: request.routeOptions.url ?? "other",
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  return app;
}

/** What protects whoever reads an answer, the same with every one: worked out once and not for each. */
async function headersOf(https: boolean): Promise<Record<string, string>> {
  const options: FastifyHelmetOptions = {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "no-referrer" },
    frameguard: { action: "deny" },
    hsts: https ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false } : false,
  };
  const app = Fastify();
  await app.register(helmet, options);
  const told: Record<string, string> = {};
  app.addHook("onSend", async (_request, reply) => {
    for (const [name, value] of Object.entries(reply.raw.getHeaders())) told[name] = String(value);
  });
  await app.inject("/");
  await app.close();
  return { ...told, "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()" };
}
