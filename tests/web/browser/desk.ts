import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { seedDemo } from "../../../prisma/seed.ts";
import type { Role } from "../../../api/people/people.ts";
import { secretIn } from "../../testkit/api-server.ts";
import { openStage, type Stage } from "./stage.ts";

export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** The demo study, as a first start leaves it. */
export const STUDY = "op-eigen-benen";

export interface Desk extends Stage {
  /** A browser of somebody with these roles, signed in by a link from a mail. */
  enter(role: Role, options?: BrowserContextOptions): Promise<Page>;
  /** The newest sign-in link that was mailed to this address, made by asking for it. */
  mailedLink(email: string): Promise<string>;
  /** The address of a question in the builder. */
  askAt(question: object, asked?: boolean): string;
}

/** Everything that people at work see, with the demo in it. */
export async function openDesk(): Promise<Desk> {
  const stage = await openStage();
  await seedDemo({ ...stage.services, clock: () => new Date() });
  const { people } = stage.steps;

  const mailedLink = async (email: string): Promise<string> => {
    people.askSignInLink(email, "nl");
    await people.settle();
    return `${stage.url}/sign-in#${secretIn(stage.services.outbox.at(-1))}`;
  };

  /** Signing in is counted; one session a role is enough. */
  const sessions = new Map<Role, Awaited<ReturnType<BrowserContext["storageState"]>>>();

  return {
    ...stage,
    mailedLink,
    async enter(role, options = DESK) {
      const session = sessions.get(role);
      if (session) return stage.visit({ ...options, storageState: session });
      const email = `${role.toLowerCase()}@weerklank.example`;
      const account = await people.ensureAccount({ email, name: `A ${role}`, roles: [role] });
      if (role === "MEMBER") await people.ensureWorkplace("Leerwerkplaats Demostad", [account.id]);
      const page = await stage.visit(options);
      await page.goto(await mailedLink(email));
      await page.getByRole("button", { name: "Log in" }).click();
      await page.waitForURL("**/studies");
      sessions.set(role, await page.context().storageState());
      return page;
    },
    askAt: (question, asked = false) =>
      `${stage.url}/ask?q=${encodeURIComponent(JSON.stringify(question))}${asked ? "&asked=1" : ""}`,
  };
}

/** The page's heading: it is there once the page is. */
export const heading = (page: Page, words: string | RegExp) => page.getByRole("heading", { level: 1, name: words });
