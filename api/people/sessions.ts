import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { magicLink } from "better-auth/plugins/magic-link";
import { createHash } from "node:crypto";
import { Problem } from "../../schema/problem.ts";
import type { Chance } from "../platform/chance.ts";
import type { Log } from "../platform/log.ts";
import type { Database } from "../platform/postgres.ts";

/** A link counts once, and so long. */
export const LINK_MINUTES = 30;
const SESSION_SECONDS = 7 * 86_400;
const RENEW_AFTER_SECONDS = 86_400;
const SECRET_BYTES = 32;
export const COOKIE_PREFIX = "weerklank";

export interface SessionsDeps {
  database: Database;
  chance: Chance;
  log: Log;
  publicUrl: string;
  /** Signs the cookies; hex. */
  secret: string;
  /** What a link's secret starts with for this address; part of the secret, so it cannot be taken off. */
  prefixFor(email: string): string;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Raw values of Set-Cookie. */
export type Cookies = string[];

/**
 * Sign-in links and sessions, kept by the sign-in library; it has no routes of its own on our server, so what can be
 * reached is what sign-in-routes.ts and the API name.
 */
export function createSessions({ database, chance, log, publicUrl, secret, prefixFor }: SessionsDeps) {
  const auth = betterAuth({
    appName: "Weerklank",
    baseURL: publicUrl,
    secret,
    database: prismaAdapter(database, { provider: "postgresql" }),
    emailAndPassword: { enabled: false },
    session: { expiresIn: SESSION_SECONDS, updateAge: RENEW_AFTER_SECONDS },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "strict", path: "/" },
      // Addresses are never kept; tries are counted by keyed hash in tries.ts.
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "error",
      log: (level, message) => {
        if (level === "error") log.error("sign_in_library", { message });
      },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        disableSignUp: true,
        storeToken: { type: "custom-hasher", hash: async (link) => createHash("sha256").update(link).digest("hex") },
        generateToken: (email) => prefixFor(email) + chance(SECRET_BYTES).toString("base64url"),
        sendMagicLink: ({ token, metadata }) => {
          (metadata as { take: (token: string) => void }).take(token);
        },
      }),
    ],
  });

  return {
    /** The secret of a new sign-in link. */
    async createLink(email: string): Promise<string> {
      let made: string | undefined;
      const take = (token: string) => {
        made = token;
      };
      await auth.api.signInMagicLink({ body: { email, metadata: { take } }, headers: new Headers() });
      if (made === undefined) throw new Error("the sign-in library made no link");
      return made;
    },

    /** Takes a link's secret for a session; a problem where it is unknown, used or too old. */
    async open(linkSecret: string): Promise<Cookies> {
      // The library answers a wrong secret with a redirect to an error page, as a response and not as a value.
      const answer = await auth.api.magicLinkVerify({
        query: { token: linkSecret },
        headers: new Headers(),
        asResponse: true,
      });
      if (answer.status === 200) return answer.headers.getSetCookie();
      if (answer.status >= 500) throw new Error(`sign-in library answered ${answer.status}`);
      throw new Problem("SIGN_IN_LINK_NOT_VALID", {
        nl: `Deze link werkt niet meer. Een link werkt één keer, ${LINK_MINUTES} minuten lang. Vraag een nieuwe aan.`,
        en: `This link no longer works. A link works once, for ${LINK_MINUTES} minutes. Ask for a new one.`,
      });
    },

    /** Whose session the cookies carry, and the cookies that renew it where it is time. */
    async find(cookie: string): Promise<{ userId: string; cookies: Cookies } | null> {
      if (!cookie.includes(`${COOKIE_PREFIX}.session_token=`)) return null;
      const { response, headers } = await auth.api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      });
      return response && { userId: response.user.id, cookies: headers.getSetCookie() };
    },

    async close(cookie: string): Promise<Cookies> {
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return headers.getSetCookie();
    },
  };
}
