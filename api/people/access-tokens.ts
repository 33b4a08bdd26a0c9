import { createHash } from "node:crypto";
import { Problem } from "../../schema/problem.ts";
import type { Chance } from "../platform/chance.ts";
import type { Clock } from "../platform/clock.ts";
import type { AccessTokenRecord, PeopleStore } from "./people.store.ts";
import { type Role, TOKEN_SCOPES, type TokenScope, type Viewer } from "./people.ts";

export interface TokenWish {
  name: string;
  scopes: readonly TokenScope[];
  /** 1 to 365 */
  days: number;
}

export interface CreatedAccessToken {
  token: AccessTokenRecord;
  /** Shown this once; only its hash is kept. */
  secret: string;
}

const PREFIX = "wk_";
const SECRET_BYTES = 32;
const LONGEST_NAME = 80;
const DAY_MS = 86_400_000;
/** lastUsedAt is not written more often than this. */
const USE_NOTED_MS = 60_000;

/** What each role can do through a program at all. */
const SCOPES_OF_ROLE: Record<Role, readonly TokenScope[]> = {
  MEMBER: ["READ", "WRITE"],
  RESEARCHER: ["READ", "IMPORT", "WRITE"],
  STEWARD: ["READ", "WRITE"],
  ADMIN: ["READ", "IMPORT", "WRITE"],
};

export const scopesOf = (roles: readonly Role[]): TokenScope[] =>
  TOKEN_SCOPES.filter((scope) => roles.some((role) => SCOPES_OF_ROLE[role].includes(scope)));

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** One sentence for unknown, ended and withdrawn: a guesser learns nothing. */
const notValid = () =>
  new Problem("TOKEN_NOT_VALID", {
    nl: "Dit toegangsbewijs geldt niet of niet meer. Maak een nieuw.",
    en: "This access token is not valid, or no longer. Make a new one.",
  });

export function checkWish(wish: TokenWish, roles: readonly Role[]): void {
  const name = wish.name.trim();
  if (name.length === 0 || name.length > LONGEST_NAME) {
    throw new Problem(
      "TOKEN_NAME_INVALID",
      { nl: `Geef een naam van 1 tot ${LONGEST_NAME} tekens.`, en: `Give a name of 1 to ${LONGEST_NAME} characters.` },
      ["input", "name"],
    );
  }
  if (!Number.isInteger(wish.days) || wish.days < 1 || wish.days > 365) {
    throw new Problem(
      "TOKEN_DAYS_INVALID",
      { nl: "Kies een geldigheid van 1 tot en met 365 dagen.", en: "Choose how long it is valid: 1 to 365 days." },
      ["input", "days"],
    );
  }
  const possible = scopesOf(roles);
  if (wish.scopes.length === 0 || wish.scopes.some((scope) => !possible.includes(scope))) {
    const list = possible.join(", ") || "-";
    throw new Problem(
      "TOKEN_SCOPES_INVALID",
      { nl: `Kies een of meer van wat jij mag: ${list}.`, en: `Choose one or more of what you may do: ${list}.` },
      ["input", "scopes"],
    );
  }
}

export function createAccessTokens({ store, clock, chance }: { store: PeopleStore; clock: Clock; chance: Chance }) {
  return {
    async create(owner: { id: string; roles: readonly Role[] }, wish: TokenWish): Promise<CreatedAccessToken> {
      checkWish(wish, owner.roles);
      const secret = PREFIX + chance(SECRET_BYTES).toString("base64url");
      const now = clock();
      const token = await store.keepToken({
        userId: owner.id,
        name: wish.name.trim(),
        hash: hashOf(secret),
        roles: [...owner.roles],
        scopes: TOKEN_SCOPES.filter((scope) => wish.scopes.includes(scope)),
        createdAt: now,
        expiresAt: new Date(now.getTime() + wish.days * DAY_MS),
      });
      return { token, secret };
    },

    async revoke(owner: Viewer, id: string): Promise<AccessTokenRecord> {
      const revoked = await store.revokeToken(owner.userId, id, clock());
      if (revoked === null) {
        throw new Problem(
          "TOKEN_UNKNOWN",
          { nl: "Dit toegangsbewijs is er niet.", en: "There is no such access token." },
          ["id"],
        );
      }
      return revoked;
    },

    async viewerOf(secret: string): Promise<Viewer> {
      const token = secret.startsWith(PREFIX) ? await store.tokenOfHash(hashOf(secret)) : null;
      const now = clock();
      if (token === null || token.revokedAt !== null || token.expiresAt <= now) throw notValid();
      if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > USE_NOTED_MS) {
        await store.tokenUsed(token.id, now);
      }
      const { user } = token;
      return {
        userId: user.id,
        name: user.name,
        email: user.email,
        // A role that the person lost since is lost to the token too.
        roles: token.roles.filter((role) => user.roles.includes(role)),
        scopes: token.scopes,
        workplaces: user.workplaces,
      };
    },
  };
}
