import { parseArgs } from "node:util";
import { Problem } from "../../schema/problem.ts";
import { ROLES, type Role, TOKEN_SCOPES, type TokenScope } from "./people.ts";

export const USAGE = `npm run token -- --email <adres> --role <${ROLES.join("|").toLowerCase()}>
                [--name <naam>] [--days <1-365>] [--scopes <${TOKEN_SCOPES.join(",").toLowerCase()}>]`;

export interface TokenCommand {
  email: string;
  role: Role;
  name: string;
  days: number;
  scopes: readonly TokenScope[] | null;
}

const misused = (nl: string, en: string) => new Problem("TOKEN_COMMAND_MISUSED", { nl, en });

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);
const isScope = (word: string): word is TokenScope => (TOKEN_SCOPES as readonly string[]).includes(word);

/** What was typed behind `npm run token --`; a problem where it cannot be understood. */
export function readTokenCommand(words: string[]): TokenCommand {
  const given = options(words);
  const role = given.role?.trim().toUpperCase() ?? "";
  if (given.email === undefined || role === "") {
    throw misused("Zeg voor wie (--email) en als wat (--role).", "Say for whom (--email) and as what (--role).");
  }
  if (!isRole(role)) {
    const list = ROLES.join(", ").toLowerCase();
    throw misused(`Deze rol is er niet. Kies uit: ${list}.`, `There is no such role. Choose from: ${list}.`);
  }
  const scopes = given.scopes?.split(",").map((scope) => scope.trim().toUpperCase());
  if (scopes !== undefined && !scopes.every(isScope)) {
    const list = TOKEN_SCOPES.join(", ").toLowerCase();
    throw misused(`Kies --scopes uit: ${list}.`, `Choose --scopes from: ${list}.`);
  }
  return {
    email: given.email,
    role,
    name: given.name ?? "npm run token",
    days: Number(given.days ?? 90),
    scopes: scopes ?? null,
  };
}

function options(words: string[]) {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ args: words, options: { email: text, role: text, name: text, days: text, scopes: text } })
      .values;
  } catch {
    throw misused("Deze opdracht kent dit niet.", "This command does not know that.");
  }
}
