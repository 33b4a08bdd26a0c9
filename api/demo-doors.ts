import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { seedDemo, type SeededLinks } from "../prisma/seed.ts";
import type { DemoSignInLink } from "./people/people.ts";
import { writeWhole } from "./platform/files.ts";
import { fillOnce } from "./platform/fill-once.ts";
import type { Services } from "./services.ts";

/** The ways into the demo: accounts by a link that works once, the made-up young people by their personal links. */
export interface DemoDoors {
  signIn: DemoSignInLink[];
  personal: Pick<SeededLinks, "fresh" | "answered"> | null;
}

/** Loads the demo where the database is empty, and tells how to get in; nothing where there is no demo. */
export async function openDemo(services: Services): Promise<DemoDoors> {
  const { env, database, folder, steps, log } = services;
  const kept = join(folder.root, "demo-invitations.json");
  if (env.demo) {
    const links = await fillOnce(database, () => seedDemo(services));
    if (links !== null) {
      await writeWhole(kept, JSON.stringify(links.invitations));
      log.info("demo_loaded");
    }
  }
  const signIn = await steps.people.demoSignInLinks();
  const invitations = signIn.length === 0 ? null : await readFile(kept, "utf8").catch(() => null);
  if (invitations === null) return { signIn, personal: null };
  const { fresh, answered } = JSON.parse(invitations) as SeededLinks["invitations"];
  return { signIn, personal: { fresh: steps.survey.demoLink(fresh), answered: steps.survey.demoLink(answered) } };
}
