import { useEffect, useState } from "react";

/*
 * Links that somebody's own device made, such as `/stop/mine#<secret>`: the secret is taken out of the address at once,
 * and lives in the tab (session storage) until it is closed or left in a hurry.
 */

const inTab = (page: string): string => `weerklank.own-link ${page}`;
const SECRET_BYTES = 32;

/** 32 random bytes in base64url */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** A random name in the form of a UUID; `crypto.randomUUID` is not there on a page without https. */
export function newId(): string {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  const part = (from: number, to: number) => hex.slice(from, to).join("");
  return [part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 16)].join("-");
}

export const linkOf = (page: string, secret: string): string => `${window.location.origin}${page}#${secret}`;

/** Storage may be switched off; then the link has to be opened again after a reload. */
export function keepSecret(page: string, secret: string | null): void {
  try {
    if (secret === null) sessionStorage.removeItem(inTab(page));
    else sessionStorage.setItem(inTab(page), secret);
  } catch {
    return;
  }
}

function keptSecret(page: string): string | null {
  try {
    return sessionStorage.getItem(inTab(page));
  } catch {
    return null;
  }
}

const inAddress = (): string | null => {
  const { hash } = window.location;
  return hash.length > 1 && hash !== "#content" ? hash.slice(1) : null;
};

/** The secret that this page was opened with, in this tab; null where there is none. */
export function useOwnSecret(page: string): string | null {
  const [secret, setSecret] = useState(() => inAddress() ?? keptSecret(page));
  useEffect(() => {
    const take = () => {
      const taken = inAddress();
      if (taken === null) return;
      keepSecret(page, taken);
      window.history.replaceState(window.history.state, "", window.location.pathname);
      setSecret(taken);
    };
    take();
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, [page]);
  return secret;
}
