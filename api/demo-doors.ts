import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openDemoRoom } from "../prisma/demo/meeting.ts";
import { seedDemo, type SeededLinks } from "../prisma/seed.ts";
import { Problem } from "../schema/problem.ts";
import { DEMO_ACCOUNTS } from "./people/demo.ts";
import type { DemoSignInLink } from "./people/people.ts";
import { writeWhole } from "./platform/files.ts";
import { fillOnce } from "./platform/fill-once.ts";
import type { Services } from "./services.ts";

/** The ways into the demo: accounts by a link that works once, the made-up young people by their personal links. */
export interface DemoDoors {
  signIn: DemoSignInLink[];
  personal: Pick<SeededLinks, "fresh" | "answered"> | null;
  /** The code of a meeting's room, made anew with each start; null where the meeting is over. */
  room: { code: string; url: string } | null;
  /** The link of a made-up plan */
  plan: string | null;
}

type Kept = SeededLinks["invitations"] & Partial<Pick<SeededLinks, "meeting" | "plan">>;

/** Opened by its host, as on the page of the meeting. */
async function roomOf({ steps, clock }: Services, id: string): Promise<DemoDoors["room"]> {
  const host = DEMO_ACCOUNTS.find(({ role }) => role === "MEMBER");
  if (host === undefined) return null;
  const account = await steps.people.ensureAccount({ email: host.email, name: host.name, roles: [host.role] });
  const viewer = { ...account, userId: account.id, scopes: null, workplaces: [] };
  try {
    const { code, joinUrl } = await openDemoRoom(steps, viewer, id, clock());
    return { code, url: joinUrl };
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** Loads the demo where the database is empty, and tells how to get in; nothing where there is no demo. */
export async function openDemo(services: Services): Promise<DemoDoors> {
  const { env, database, folder, steps, log } = services;
  const kept = join(folder.root, "demo-invitations.json");
  if (env.demo) {
    const links = await fillOnce(database, () => seedDemo(services));
    if (links !== null) {
      await writeWhole(kept, JSON.stringify({ ...links.invitations, meeting: links.meeting, plan: links.plan }));
      log.info("demo_loaded");
    }
  }
  const signIn = await steps.people.demoSignInLinks();
  const invitations = signIn.length === 0 ? null : await readFile(kept, "utf8").catch(() => null);
  if (invitations === null) return { signIn, personal: null, room: null, plan: null };
  const { fresh, answered, meeting, plan } = JSON.parse(invitations) as Kept;
  return {
    signIn,
    personal: { fresh: steps.survey.demoLink(fresh), answered: steps.survey.demoLink(answered) },
    room: meeting === undefined ? null : await roomOf(services, meeting),
    plan: plan === undefined ? null : `${env.publicUrl}/plan/mine#${plan}`,
  };
}
