import type { Role } from "./people.ts";

/** A domain that can never receive mail (RFC 2606): these accounts are entered from this machine or not at all. */
export const DEMO_DOMAIN = "demo.invalid";

/** What a sign-in link's secret starts with for a demo account. */
export const DEMO_PREFIX = "demo-";

export const isDemoAddress = (email: string): boolean => email.endsWith(`@${DEMO_DOMAIN}`);

export const DEMO_ACCOUNTS: readonly { email: string; name: string; role: Role }[] = [
  { email: `onderzoeker@${DEMO_DOMAIN}`, name: "Noor de Wit", role: "RESEARCHER" },
  { email: `lid@${DEMO_DOMAIN}`, name: "Samir Bakker", role: "MEMBER" },
  { email: `steward@${DEMO_DOMAIN}`, name: "Ilse van Dam", role: "STEWARD" },
];

export interface DemoSignInLink {
  role: Role;
  name: string;
  url: string;
}
