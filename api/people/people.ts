import type { DemoSignInLink } from "./demo-links.ts";
import type { Account, AccountWish, WorkplaceRecord } from "./people.store.ts";
import type { AccessTokenRecord, CreatedAccessToken, TokenWish } from "./access-tokens.ts";

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

export interface People {
  /** Account of this address with at least these roles; made where there is none. */
  ensureAccount(wish: AccountWish): Promise<Account>;
  /** Workplace of this name with at least these members; made where there is none. */
  ensureWorkplace(name: string, memberIds: readonly string[]): Promise<WorkplaceRecord>;
  workplaces(ids: readonly string[]): Promise<WorkplaceRecord[]>;
  accessTokens(viewer: Viewer): Promise<AccessTokenRecord[]>;
  createAccessToken(viewer: Viewer, wish: TokenWish): Promise<CreatedAccessToken>;
  /** For somebody at the machine itself: a token for a role, with every scope the role can use by default. */
  createTokenFor(account: Account, role: Role, wish: Omit<TokenWish, "scopes"> & { scopes: readonly TokenScope[] | null }): Promise<CreatedAccessToken>;
  revokeAccessToken(viewer: Viewer, id: string): Promise<AccessTokenRecord>;
  /** Who holds this token now; a problem where nobody does. */
  viewerOfToken(secret: string): Promise<Viewer>;
  /** Once, for 30 minutes, from this machine only; none in production. */
  demoSignInLinks(): Promise<DemoSignInLink[]>;
}

export type { Account, AccountWish, WorkplaceRecord, AccessTokenRecord, CreatedAccessToken, TokenWish, DemoSignInLink };
export { createPeople } from "./create-people.ts";
