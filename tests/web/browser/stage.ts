import axe from "axe-core";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { Steps } from "../../../api/graphql/context.ts";
import { schema } from "../../../api/graphql/schema.ts";
import { addApi } from "../../../api/graphql/server.ts";
import { addClientFiles } from "../../../api/platform/client-files.ts";
import { createHttp } from "../../../api/platform/http.ts";
import { createLog } from "../../../api/platform/log.ts";
import { launchBrowser } from "../../testkit/browser.ts";
import { seededChance } from "../../testkit/chance.ts";
import { ROOT } from "../../testkit/record.ts";
import { makeServices, type TestServices } from "../../testkit/services.ts";

/** The whole of Weerklank and somebody's browser. */
export interface Stage {
  url: string;
  services: TestServices;
  /** With the real present, as cookies in a browser end by it. */
  steps: Steps;
  /** A browser with nothing in it: another phone, another person. */
  visit(options?: BrowserContextOptions & { textSize?: number }): Promise<Page>;
  /** The address of a personal link on this server. */
  linkTo(link: string): string;
  close(): Promise<void>;
}

export const PHONE: BrowserContextOptions = { viewport: { width: 320, height: 640 }, locale: "nl-NL" };

export async function openStage(): Promise<Stage> {
  const services = await makeServices();
  const now = () => new Date();
  const steps = await services.stepsAt(now);
  const client = await mkdtemp(join(tmpdir(), "weerklank-client-"));
  // As it is built for people: within a test run React would be built with its checks for developers.
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, "node_modules", "vite", "bin", "vite.js"), "build", "web", "--outDir", client, "--emptyOutDir"],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: "production" } },
  );
  const log = createLog(now, () => {});
  const publicUrl = "http://127.0.0.1";
  const app = await createHttp({ publicUrl, trustedProxies: [] }, log);
  await addApi(app, { schema, steps, log, chance: seededChance("stage"), publicUrl });
  await addClientFiles(app, client);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const browser: Browser = await launchBrowser();
  return {
    url,
    services,
    steps,
    async visit({ textSize, ...options } = {}) {
      const context = await browser.newContext({ ...PHONE, reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on("pageerror", (error) => {
        throw error;
      });
      if (textSize)
        await page.addInitScript((size) => {
          document.addEventListener("DOMContentLoaded", () => {
            document.documentElement.style.fontSize = `${size}%`;
          });
        }, textSize);
      return page;
    },
    linkTo: (link) => `${url}/v#${link.slice(link.indexOf("#") + 1)}`,
    async close() {
      await browser.close();
      await app.close();
      await steps.people.settle();
      await steps.result.close();
      await services.close();
      await rm(client, { recursive: true, force: true });
    },
  };
}

/** Nothing that axe knows is wrong, in light and in dark, and nothing is wider than the screen. */
export async function expectGood(page: Page): Promise<void> {
  const where = new URL(page.url()).pathname;
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide, `${where} is wider than the screen`).toBeLessThanOrEqual(0);
  await page.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    expect(found, `${where} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** What has the focus, in the words that a reader would know it by. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return "";
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined;
    return (element.getAttribute("aria-label") ?? label ?? element.innerText).trim();
  });

/** Goes on with the Tab key until something with these words has the focus. */
export async function tabTo(page: Page, words: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (typeof words === "string" ? at === words : words.test(at)) return;
    passed.push(at);
  }
  throw new Error(`Tab never came to ${words}; it passed ${passed.join(" | ")}`);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
