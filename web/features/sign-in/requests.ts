import type { Locale } from "../../../schema/text.ts";

/** Longer than any answer of ours takes. */
const PATIENCE_MS = 30_000;

/** OK, a problem in words of the reader's language, or no answer at all. */
export type SignInAnswer = { kind: "OK" } | { kind: "PROBLEM"; message: string } | { kind: "OFFLINE" };

export const askForLink = (email: string, locale: Locale): Promise<SignInAnswer> =>
  post("/api/auth/sign-in/magic-link", { email }, locale);

/** Takes the secret of a link for a session, which is a cookie that no script can read. */
export const exchangeLink = (token: string, locale: Locale): Promise<SignInAnswer> =>
  post("/api/auth/magic-link/verify", { token }, locale);

async function post(path: string, body: object, locale: Locale): Promise<SignInAnswer> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": locale },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) return { kind: "OK" };
    const said: unknown = await response.json();
    return typeof said === "object" && said !== null && "message" in said && typeof said.message === "string"
      ? { kind: "PROBLEM", message: said.message }
      : { kind: "OFFLINE" };
  } catch {
    return { kind: "OFFLINE" };
  }
}
