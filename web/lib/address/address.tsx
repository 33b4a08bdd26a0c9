import { createContext, startTransition, use, useLayoutEffect, useState } from "react";
import type { ComponentProps, MouseEvent, ReactNode } from "react";

/*
 * Where the client stands, and how it goes elsewhere: all that a phone with a personal link needs. The pages that read
 * hang a router with parameters and nested routes on it (ReadingRoutes.tsx), which a phone does not have to fetch.
 */

export interface Address {
  pathname: string;
  search: string;
  hash: string;
  /** Given along by the step that led here; null where there is none */
  state: unknown;
  /** Of the step that led here; "default" on the first load */
  key: string;
}

interface Step {
  replace?: boolean;
  state?: unknown;
}

const AddressContext = createContext<Address | null>(null);
/** The window hears it after a step that the client took itself; the browser's own steps are "popstate". */
const STEPPED = "weerklank.stepped";

function readAddress(): Address {
  const { pathname, search, hash } = window.location;
  const { state = null, key = "default" } = (window.history.state ?? {}) as Partial<Address>;
  return { pathname, search, hash, state, key };
}

/** Takes a step within the client. */
export function go(to: string, { replace = false, state = null }: Step = {}): void {
  const step = { state, key: Math.random().toString(36).slice(2, 10) };
  if (replace) window.history.replaceState(step, "", to);
  else window.history.pushState(step, "", to);
  window.dispatchEvent(new Event(STEPPED));
}

export function AddressProvider({ children }: { children: ReactNode }) {
  const [address, setAddress] = useState(readAddress);
  useLayoutEffect(() => {
    // The page before stays until the one after is fetched.
    const onStep = () => startTransition(() => setAddress(readAddress()));
    const steps = [STEPPED, "popstate"];
    steps.forEach((step) => window.addEventListener(step, onStep));
    return () => steps.forEach((step) => window.removeEventListener(step, onStep));
  }, []);
  return <AddressContext value={address}>{children}</AddressContext>;
}

export function useAddress(): Address {
  const address = use(AddressContext);
  if (!address) throw new Error("useAddress needs an AddressProvider above it");
  return address;
}

interface LinkProps extends Omit<ComponentProps<"a">, "href"> {
  to: string;
}

/** Goes elsewhere in the client; with a key held, or another mouse button, it is the browser's. */
export function Link({ to, onClick, children, ...native }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    event.preventDefault();
    go(to, { replace: new URL(to, window.location.href).href === window.location.href });
  };
  return (
    <a {...native} href={to} onClick={follow}>
      {children}
    </a>
  );
}

/** Is nothing but the way to another page. */
export function Redirect({ to, state = null }: { to: string; state?: unknown }) {
  useLayoutEffect(() => go(to, { replace: true, state }), [to, state]);
  return null;
}
