import { Problem } from "../../schema/problem.ts";
import { withServices } from "../services.ts";
import { readTokenCommand, USAGE } from "./read-token-command.ts";

/*
 * Makes an access token for somebody's own programs, and the account where there is none. The secret goes to
 * standard output, alone and this once; everything else to standard error.
 */

const explain = (sentence: string) => process.stderr.write(`${sentence}\n`);

try {
  const wish = readTokenCommand(process.argv.slice(2));
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
