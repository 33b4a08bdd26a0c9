import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";

/** Notes every script that a page fetches from now on; says later how large they are, packed with gzip at its best. */
export function noteScripts(page: Page): () => Promise<[path: string, bytes: number][]> {
  const scripts = new Set<string>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" || response.url().endsWith(".js")) scripts.add(response.url());
  });
  return () =>
    Promise.all(
      [...scripts].map(async (url): Promise<[string, number]> => {
        const body = await (await page.request.get(url)).body();
        return [new URL(url).pathname, gzipSync(body, { level: 9 }).length];
      }),
    );
}
