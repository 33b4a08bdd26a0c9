import { z } from "zod";
import { Problem } from "../../schema/problem.ts";
import type { Locale } from "../../schema/text.ts";
import type { Chance } from "../platform/chance.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Mail } from "../platform/mail.ts";
import type { Database } from "../platform/postgres.ts";
import type { SecretStore } from "../platform/secrets.ts";
import { checkWish, createAccessTokens, scopesOf } from "./access-tokens.ts";
import { DEMO_ACCOUNTS, DEMO_DOMAIN, DEMO_PREFIX, isDemoAddress } from "./demo.ts";
import type { Account, AccountWish, People, Viewer } from "./people.ts";
import { createPeopleStore } from "./people.store.ts";
import { createSessions } from "./sessions.ts";
import { signInMessage } from "./sign-in-message.ts";
import { createTelling } from "./tell-stewards.ts";
import { createTries, tooManyTries } from "./tries.ts";

export interface PeopleDeps {
  database: Database;
  clock: Clock;
  chance: Chance;
  secrets: SecretStore;
  mail: Mail;
  log: Log;
  /** Where people find the web client, without a slash at the end. */
  publicUrl: string;
  /** Demo accounts are closed to everyone. */
  production: boolean;
}

const ACCOUNT_ID_BYTES = 16;

const address = z.email().max(254);

/** As it is kept and compared. */
export function addressOf(written: string): string {
  const checked = address.safeParse(written.trim().toLowerCase());
  if (!checked.success) {
    throw new Problem(
      "ADDRESS_NOT_VALID",
      { nl: "Dit is geen mailadres. Kijk het na.", en: "This is not a mail address. Please check it." },
      ["email"],
    );
  }
  return checked.data;
}

export async function createPeople(deps: PeopleDeps): Promise<People> {
  const { database, clock, chance, secrets, mail, log, publicUrl, production } = deps;
  const store = createPeopleStore(database);
  const tokens = createAccessTokens({ store, clock, chance });
  const tries = createTries({ store, clock, secrets, log });
  const sessions = createSessions({
    database,
    chance,
    log,
    publicUrl,
    secret: (await secrets.get("sessions")).toString("hex"),
    prefixFor: (email) => (isDemoAddress(email) ? DEMO_PREFIX : ""),
  });
  const underWay = new Set<Promise<void>>();

  const linkTo = (secret: string): string => `${publicUrl}/sign-in#${secret}`;

  async function mailLink(email: string, locale: Locale): Promise<void> {
    if (!(await tries.allow("mailSignInLink", email))) return;
    const account = await store.accountOfAddress(email);
    if (account === null || isDemoAddress(email)) return;
    const link = linkTo(await sessions.createLink(email));
    await mail.send({ to: email, ...signInMessage(link, locale) });
  }

  async function viewerOfAccount(userId: string): Promise<Viewer | null> {
    const account = await store.accountWithWorkplaces(userId);
    if (account === null || (production && isDemoAddress(account.email))) return null;
    const { id, name, email, roles, workplaces } = account;
    return { userId: id, name, email, roles, scopes: null, workplaces };
  }

  async function ensureAccount({ email, name, roles }: AccountWish): Promise<Account> {
    const checked = addressOf(email);
    return store.ensureAccount({
      id: chance(ACCOUNT_ID_BYTES).toString("hex"),
      email: checked,
      name: name ?? checked.slice(0, checked.indexOf("@")),
      roles: [...roles],
    });
  }

  return {
    ensureAccount,

    ensureWorkplace: store.ensureWorkplace,
    workplaces: store.workplaces,
    accounts: store.accounts,
    accountOf: (email) => store.accountOfAddress(email.trim().toLowerCase()),

    async writeTo(id, message) {
      const [account] = await store.accounts([id]);
      if (account === undefined) return "FAILED";
      try {
        await mail.send({ to: account.email, ...message });
        return "MAILED";
      } catch (error) {
        return error instanceof Error && "why" in error && error.why === "LATER" ? "LATER" : "FAILED";
      }
    },

    accessTokens: (viewer) => store.tokens(viewer.userId),
    createAccessToken: (viewer, wish) => tokens.create({ id: viewer.userId, roles: viewer.roles }, wish),
    async createTokenFor(email, role, { scopes, ...rest }) {
      const wish = { ...rest, scopes: scopes ?? scopesOf([role]) };
      // Before there is an account, so that a wrong wish leaves nothing behind.
      checkWish(wish, [role]);
      const { id } = await ensureAccount({ email, roles: [role] });
      return tokens.create({ id, roles: [role] }, wish);
    },
    revokeAccessToken: tokens.revoke,

    async viewerOf({ authorization, cookie }) {
      if (authorization !== undefined) {
        const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
        const viewer = await tokens.viewerOf(secret);
        if (production && isDemoAddress(viewer.email)) return { viewer: null, cookies: [] };
        return { viewer, cookies: [] };
      }
      const session = cookie === undefined ? null : await sessions.find(cookie);
      if (session === null) return { viewer: null, cookies: [] };
      return { viewer: await viewerOfAccount(session.userId), cookies: session.cookies };
    },

    askSignInLink(email, locale) {
      const checked = addressOf(email);
      // Not waited for: how long it takes would tell whether the address is known.
      const sending = mailLink(checked, locale)
        .catch((error: unknown) => {
          log.error("sign_in_mail_not_sent", { reason: error instanceof Error ? error.name : "unknown" });
        })
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },

    async signIn(secret, fromThisMachine) {
      if (secret.startsWith(DEMO_PREFIX) && (production || !fromThisMachine)) {
        throw new Problem("DEMO_ONLY_HERE", {
          nl: "Deze link werkt alleen op de computer waar Weerklank draait.",
          en: "This link only works on the computer that runs Weerklank.",
        });
      }
      return sessions.open(secret);
    },

    signOut: (cookie) => sessions.close(cookie),

    tellStewards: createTelling({ store, mail, clock, publicUrl }),

    async countTry(what, caller) {
      if (!(await tries.allow(what, caller))) throw tooManyTries();
    },

    async demoSignInLinks() {
      if (production) return [];
      const there = await store.accountsAtDomain(DEMO_DOMAIN);
      const links = [];
      for (const { email, name, role } of DEMO_ACCOUNTS) {
        if (!there.some((account) => account.email === email)) continue;
        links.push({ role, name, url: linkTo(await sessions.createLink(email)) });
      }
      return links;
    },

    async settle() {
      await Promise.all(underWay);
    },
  };
}
