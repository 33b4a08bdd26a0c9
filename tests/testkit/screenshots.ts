import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { freePort } from "../../api/platform/embedded-postgres.ts";
import { DEMO_STUDY } from "../../prisma/demo/package.ts";
import { launchBrowser } from "./browser.ts";

/*
 * Takes the pictures of the README anew: node scripts/command.mjs tests/testkit/screenshots.ts. Starts the demo on a
 * folder of its own, looks at it with a real browser, and clears everything away.
 */

const ROOT = join(import.meta.dirname, "..", "..");
const PICTURES = join(ROOT, "docs", "screenshots");
const PATIENCE_MS = 120_000;

const calm = { locale: "en-GB", reducedMotion: "reduce", colorScheme: "light" } as const;
const PHONE: BrowserContextOptions = { ...calm, viewport: { width: 390, height: 780 } };
const DESK: BrowserContextOptions = { ...calm, viewport: { width: 1200, height: 800 } };

/** Who felt heard, asked at 21, by whether they had a stable place to live at 18, which the study knew already. */
const QUESTION = {
  studies: [DEMO_STUDY],
  measure: { share: { is: { variable: { name: "gehoord", wave: "21" }, in: ["4", "5"] } } },
  by: [{ variable: { name: "wonen", wave: "18" } }],
};

interface Demo {
  url: string;
  /** The link that was printed below this text. */
  linkBelow(text: string): string;
  stop(): Promise<void>;
}

async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), "weerklank-pictures-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { PATH, HOME, TMPDIR } = process.env;
  const server = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
    cwd: ROOT,
    env: { PATH, HOME, TMPDIR, DATA_DIR: folder, PORT: String(port), DEMO: "yes", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  let printed = "";
  server.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
  const giveUp = Date.now() + PATIENCE_MS;
  while (!printed.includes("Ctrl-C")) {
    if (server.exitCode !== null || Date.now() > giveUp) {
      await stop();
      throw new Error("the demo did not start");
    }
    await pause(100);
  }
  const linkBelow = (text: string): string => {
    const link = /http\S+/.exec(printed.slice(printed.indexOf(text)))?.[0];
    if (!printed.includes(text) || link === undefined) throw new Error(`no link was printed below “${text}”`);
    return link;
  };
  return { url, linkBelow, stop };
}

async function visit(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

async function keep(page: Page, name: string, from?: Locator): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if (from) await from.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 24));
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

async function answering(browser: Browser, demo: Demo): Promise<void> {
  const page = await visit(browser, PHONE);
  await page.goto(demo.linkBelow("has not answered yet"));
  await page.getByRole("button", { name: "Yes, I will take part" }).click();
  await page.getByRole("radio").nth(3).check();
  await page.getByText("Saved", { exact: false }).first().waitFor();
  await keep(page, "answering");
}

async function echo(browser: Browser, demo: Demo): Promise<void> {
  const page = await visit(browser, { ...PHONE, viewport: { width: 390, height: 1400 } });
  await page.goto(demo.linkBelow("has answered and sees"));
  const found = page.getByRole("article").first();
  await found.getByRole("img").first().waitFor();
  await keep(page, "what-was-done", found);
}

async function asking(browser: Browser, demo: Demo): Promise<void> {
  const page = await visit(browser, DESK);
  await page.goto(demo.linkBelow("· researcher"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/studies");
  await page.goto(`${demo.url}/studies/${DEMO_STUDY}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await keep(page, "study");
  await page.goto(`${demo.url}/ask?q=${encodeURIComponent(JSON.stringify(QUESTION))}&asked=1`);
  const table = page.getByRole("table").first();
  await table.waitFor();
  await keep(page, "answer");
}

await mkdir(PICTURES, { recursive: true });
const demo = await startDemo();
try {
  const browser = await launchBrowser();
  try {
    for (const take of [answering, echo, asking]) await take(browser, demo);
  } finally {
    await browser.close();
  }
} finally {
  await demo.stop();
}
