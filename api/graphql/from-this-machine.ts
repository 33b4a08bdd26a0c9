import type { FastifyRequest } from "fastify";

/** By the socket, which cannot be made up; what came through a proxy came from elsewhere. */
export function fromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => headers[name] !== undefined);
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return !forwarded && (address === "::1" || address.startsWith("127."));
}
