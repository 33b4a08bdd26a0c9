import type { Browser } from "playwright-core";
import type { Services } from "../../api/services.ts";
import { launchBrowser } from "../testkit/browser.ts";
import { noteScripts } from "../testkit/scripts.ts";
import { many, median, RUNS, say, sayTable, seconds, tell } from "./figures.ts";

/** How long somebody with a personal link waits for the question, in a browser that was never here before. */

const STUDY = "first-question";
const QUESTIONS = 30;
const DAY = 24 * 60 * 60 * 1000;

interface Circumstance {
  name: string;
  slow: boolean;
}

/** Slow as the browser's own tools have it: a phone four times slower than this machine, and "slow 4G". */
const SLOW_CPU = 4;
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_440 * 1_000) / 8,
  uploadThroughput: (675 * 1_000) / 8,
};
const CIRCUMSTANCES: readonly Circumstance[] = [
  { name: "as this machine is", slow: false },
  { name: `processor ${SLOW_CPU} × slower, slow 4G (1.4 Mbit/s, ${SLOW_4G.latency} ms)`, slow: true },
];

/** In words, as what runs this file adds names to functions that a page does not know. */
const NOTE_QUESTION = `
  (function look() {
    if (document.querySelector("form h1")) document.documentElement.dataset.firstQuestion = performance.now();
    else requestAnimationFrame(look);
  })();`;

/** A personal link for every look; each said yes before, so that it leads to the question itself. */
export async function inviteToLook({ steps: { survey }, database, clock }: Services): Promise<string[]> {
  await database.study.create({ data: { slug: STUDY, title: "A question to be seen", createdAt: clock() } });
  const { id: surveyId } = await survey.createSurvey({
    study: STUDY,
    slug: STUDY,
    title: { nl: "Hoe gaat het?", en: "How are you?" },
    consent: { nl: "Dit is een meting.", en: "This is a measurement." },
    questions: Array.from({ length: QUESTIONS }, (_, place) => ({
      id: `q${place + 1}`,
      kind: "SINGLE" as const,
      text: { nl: `Hoe gaat het met ${place + 1}?`, en: `How is ${place + 1}?` },
      variable: `q${place + 1}`,
      options: ["yes", "partly", "no"].map((code) => ({
        code,
        label: { nl: `Antwoord ${code}`, en: `Answer ${code}` },
      })),
    })),
  });
  await survey.publishSurvey(surveyId);
  const promisedOn = new Date(Math.floor(clock().getTime() / DAY) * DAY + 30 * DAY);
  const { id: fieldingId } = await survey.fieldSurvey({ surveyId, wave: "1", waveLabel: "First", promisedOn });
  const participants = Array.from({ length: CIRCUMSTANCES.length * (RUNS + 1) }, (_, at) => `looks-${at + 1}`);
  const invited = await survey.createInvitations({ fieldingId, participants });
  return Promise.all(
    invited.map(async ({ link }) => {
      const secret = link.split("#")[1] ?? "";
      await survey.giveConsent((await survey.openInvitation(secret)).holder, true);
      return secret;
    }),
  );
}

export interface FirstQuestion {
  name: string;
  /** From the navigation until the question is painted, milliseconds, one a run */
  waits: number[];
  /** Of JavaScript until then, gzip */
  bytes: number;
}

export async function timeFirstQuestion(links: readonly string[], serverUrl: string): Promise<FirstQuestion[]> {
  const left = [...links];
  const browser = await launchBrowser();
  try {
    const found: FirstQuestion[] = [];
    for (const { name, slow } of CIRCUMSTANCES) {
      const looks: { wait: number; bytes: number }[] = [];
      for (let run = 0; run <= RUNS; run++) {
        tell(run === 0 ? "opening a link to warm up" : `opening a link, ${name}, ${run} of ${RUNS}`);
        const look = await lookOnce(browser, `${serverUrl}/v#${left.shift()}`, slow);
        if (run > 0) looks.push(look);
      }
      found.push({ name, waits: looks.map(({ wait }) => wait), bytes: Math.max(...looks.map(({ bytes }) => bytes)) });
    }
    return found;
  } finally {
    await browser.close();
  }
}

async function lookOnce(browser: Browser, url: string, slow: boolean): Promise<{ wait: number; bytes: number }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "nl-NL" });
  try {
    const page = await context.newPage();
    const scripts = noteScripts(page);
    if (slow) {
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", SLOW_4G);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW_CPU });
    }
    await page.addInitScript({ content: NOTE_QUESTION });
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("html[data-first-question]").waitFor({ state: "attached" });
    const sizes = await scripts();
    const wait = Number(await page.evaluate(() => document.documentElement.dataset.firstQuestion));
    return { wait, bytes: sizes.reduce((sum, [, bytes]) => sum + bytes, 0) };
  } finally {
    await context.close();
  }
}

export function sayFirstQuestion(found: readonly FirstQuestion[]): void {
  sayTable(
    "From opening a personal link to the question on the screen, nothing kept from before",
    ["", "median", "longest"],
    found.map(({ name, waits }) => [name, seconds(median(waits)), seconds(Math.max(...waits))]),
  );
  const bytes = Math.max(...found.map((one) => one.bytes));
  say(`\nJavaScript that a phone fetches before it: ${many(bytes)} bytes, gzip`);
}
