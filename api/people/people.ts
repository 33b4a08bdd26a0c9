import type { Locale } from "../../schema/text.ts";
import type { CreatedAccessToken, TokenWish } from "./access-tokens.ts";
import type { DemoSignInLink } from "./demo.ts";
import type { AccessTokenRecord, Account, WorkplaceRecord } from "./people.store.ts";
import type { StewardNews } from "./tell-stewards.ts";
import type { Tried } from "./tries.ts";

/** Face of people: who is asking, and what they may be. */

export const ROLES = ["MEMBER", "RESEARCHER", "STEWARD", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

/** READ: queries. IMPORT: bring studies in. WRITE: every other change. */
export const TOKEN_SCOPES = ["READ", "IMPORT", "WRITE"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export interface Viewer {
  userId: string;
  name: string;
  email: string;
  roles: readonly Role[];
  /** null: signed in by session, at the screen. */
  scopes: readonly TokenScope[] | null;
  /** Ids */
  workplaces: readonly string[];
}

export type Asker = Viewer | null;

/** A named rule says yes or no to whoever asks; it never looks at what is asked for. */
export type Rule = (askers: { viewer: Asker; respondent: object | null }) => boolean;
export type Policy = Readonly<Record<string, Rule>>;

/** Whether the viewer has one of the roles and, where a token asks, the token this scope. */
export const holds = (viewer: Asker, roles: readonly Role[], scope: TokenScope): boolean =>
  viewer !== null &&
  viewer.roles.some((role) => roles.includes(role)) &&
  (viewer.scopes === null || viewer.scopes.includes(scope));

/** Whether the viewer is a member of this workplace. */
export const belongsTo = (viewer: Asker, workplaceId: string): boolean =>
  viewer !== null && viewer.workplaces.includes(workplaceId);

export interface AccountWish {
  email: string;
  /** The part before the @ where left out. */
  name?: string;
  roles: readonly Role[];
}

export interface People {
  /** Account of this address with at least these roles; made where there is none. */
  ensureAccount(wish: AccountWish): Promise<Account>;
  /** Workplace of this name with at least these members; made where there is none. */
  ensureWorkplace(name: string, memberIds: readonly string[]): Promise<WorkplaceRecord>;
  workplaces(ids: readonly string[]): Promise<WorkplaceRecord[]>;
  /** Of those that are there. */
  accounts(ids: readonly string[]): Promise<Account[]>;
  /** Of this address; null where nobody signs in with it. */
  accountOf(email: string): Promise<Account | null>;
  /** Mails an account. LATER: it did not go out and may be tried again. FAILED: it cannot, or nobody knows. */
  writeTo(id: string, message: { subject: string; text: string }): Promise<"MAILED" | "LATER" | "FAILED">;

  accessTokens(viewer: Viewer): Promise<AccessTokenRecord[]>;
  createAccessToken(viewer: Viewer, wish: TokenWish): Promise<CreatedAccessToken>;
  /**
   * For somebody at the machine itself: the account gets this role and is made where there is none. Without scopes:
   * every one that the role can use.
   */
  createTokenFor(
    email: string,
    role: Role,
    wish: Omit<TokenWish, "scopes"> & { scopes: readonly TokenScope[] | null },
  ): Promise<CreatedAccessToken>;
  revokeAccessToken(viewer: Viewer, id: string): Promise<AccessTokenRecord>;

  /**
   * Who sends a request with these headers, and the Set-Cookie values that the answer must carry. A problem where a
   * token is sent that is not valid; nobody where there is neither token nor session.
   */
  viewerOf(headers: { authorization?: string; cookie?: string }): Promise<{ viewer: Asker; cookies: string[] }>;
  /** Mails a link where the address has an account; says the same, as fast, where it has none. */
  askSignInLink(email: string, locale: Locale): void;
  /** Takes the secret of a sign-in link for a session: the Set-Cookie values. */
  signIn(secret: string, fromThisMachine: boolean): Promise<string[]>;
  /** Ends the session that the cookies carry: the Set-Cookie values. */
  signOut(cookie: string): Promise<string[]>;
  /** Links for the demo's accounts: once, for 30 minutes, from this machine only; none in production. */
  demoSignInLinks(): Promise<DemoSignInLink[]>;

  /** Mails every steward what none was told before; gives how many things that were. Demo accounts get no mail. */
  tellStewards(news: readonly StewardNews[]): Promise<number>;

  /** Throws the problem TOO_MANY_TRIES where this caller tried too often; the caller is kept as a keyed hash only. */
  countTry(what: Tried, caller: string): Promise<void>;
  /** Waits for what is still being mailed. */
  settle(): Promise<void>;
}

export type { AccessTokenRecord, Account, CreatedAccessToken, DemoSignInLink, TokenWish, WorkplaceRecord };
