import { parseArgs } from "node:util";
import { Problem } from "../../schema/problem.ts";
import { withServices } from "../services.ts";
import { ROLES, type Role, TOKEN_SCOPES, type TokenScope } from "./people.ts";

/*
 * Makes an access token for somebody's own programs, and the account where there is none. The secret goes to
 * standard output, alone and this once; everything else to standard error.
 */

const USAGE = `npm run token -- --email <adres> --role <${ROLES.join("|").toLowerCase()}>
                [--name <naam>] [--days <1-365>] [--scopes <${TOKEN_SCOPES.join(",").toLowerCase()}>]`;

interface Wish {
  email: string;
  role: Role;
  name: string;
  days: number;
  scopes: readonly TokenScope[] | null;
}

const misused = (nl: string, en: string) => new Problem("TOKEN_COMMAND_MISUSED", { nl, en });

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);
const isScope = (word: string): word is TokenScope => (TOKEN_SCOPES as readonly string[]).includes(word);

function readWish(words: string[]): Wish {
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

const explain = (sentence: string) => process.stderr.write(`${sentence}\n`);

try {
  const wish = readWish(process.argv.slice(2));
  const { secret, token } = await withServices(({ steps }) => steps.people.createTokenFor(wish.email, wish.role, wish));
  explain(`Geldig tot ${token.expiresAt.toISOString().slice(0, 10)} voor: ${token.scopes.join(", ").toLowerCase()}.`);
  explain("Bewaar dit goed: het is maar deze ene keer te zien. / Keep this safe: it is shown this once.");
  process.stdout.write(`${secret}\n`);
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof Problem)) throw error;
  explain(`${error.text.nl} / ${error.text.en}`);
  if (error.code === "TOKEN_COMMAND_MISUSED") explain(USAGE);
}
