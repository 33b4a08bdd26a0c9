import { access } from "node:fs/promises";
import { join, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** What is never a page of the web client: a wrong address there gets a plain 404. */
const NOT_PAGES = ["/graphql", "/api/", "/imports/", "/health/", "/assets/"];

/**
 * Serves the built web client. Files in assets/ carry a hash of their content in their name and are kept for ever;
 * every other address that a browser asks as a page gets index.html, which is never kept.
 */
export async function addClientFiles(app: FastifyInstance, folder: string): Promise<void> {
  const page = join(folder, "index.html");
  await access(page);
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.startsWith(join(folder, "assets") + sep);
      void reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-store");
    },
  });
  const sendPage = (reply: FastifyReply) => reply.sendFile("index.html", { cacheControl: false });
  // Of a folder's own address the plugin knows no file.
  app.get("/", (_request, reply) => sendPage(reply));
  app.setNotFoundHandler((request, reply) =>
    isPage(request) ? sendPage(reply) : reply.code(404).header("cache-control", "no-store").send({ code: "NOT_FOUND" }),
  );
}

const isPage = (request: FastifyRequest): boolean =>
  (request.method === "GET" || request.method === "HEAD") &&
  !NOT_PAGES.some((start) => request.url.startsWith(start)) &&
  (request.headers.accept ?? "text/html").includes("text/html");
