import { z } from "zod";

/** The environment, read here and nowhere else. */
export interface Env {
  /** Real people's data: no demo, no demo sign-in. */
  production: boolean;
  host: string;
  port: number;
  /** Where people find the web client, without a slash at the end. */
  publicUrl: string;
  dataFolder: string;
  /** A PostgreSQL of one's own; null: the embedded one. */
  databaseUrl: string | null;
  /** smtp:// or smtps://; null: messages become files in the data folder. */
  mailUrl: string | null;
  mailFrom: string;
  /** The mailbox that reports of mail that did not arrive come to; null: none is read. */
  reportsTo: { url: string; address: string } | null;
  /** What addresses of participants are sealed with; null: a secret in the data folder. */
  contactKeys: { current: Buffer; before: Buffer | null } | null;
  /** Addresses of proxies whose X-Forwarded-For is believed; none unless said. */
  trustedProxies: string[];
  /** Whether an empty database gets the demo study and its people. */
  demo: boolean;
  logLevel: "info" | "warn";
}

const flag = z.enum(["yes", "no"]);
const text = z.string().trim().min(1);
/** 32 bytes in hexadecimal: openssl rand -hex 32 */
const key = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .transform((hex) => Buffer.from(hex, "hex"));

/** What names a message comes to it, and no more than 64 characters may stand before the @. */
const LONGEST_LOCAL = 64 - 33;

const environment = z.object({
  NODE_ENV: text.optional(),
  HOST: text.default("localhost"),
  PORT: z.coerce.number().int().min(1).max(65535).default(4000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: text.default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: text.default("Weerklank <weerklank@localhost>"),
  BOUNCE_IMAP_URL: z.url({ protocol: /^imaps?$/ }).optional(),
  BOUNCE_ADDRESS: z
    .email()
    .refine((address) => address.lastIndexOf("@") <= LONGEST_LOCAL)
    .optional(),
  CONTACT_KEY: key.optional(),
  CONTACT_KEY_BEFORE: key.optional(),
  TRUSTED_PROXIES: z.string().default(""),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(["info", "warn"]).default("info"),
});

/** Throws with the names of the variables that cannot be used, never with their values. */
export function readEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const read = environment.safeParse(given);
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => issue.path.join(".")))];
    throw new Error(`the environment says something that cannot be used in ${names.join(", ")}; see README.md`);
  }
  const env = read.data;
  if (env.CONTACT_KEY_BEFORE !== undefined && env.CONTACT_KEY === undefined)
    throw new Error("CONTACT_KEY_BEFORE is for a change of CONTACT_KEY, which is not there; see README.md");
  const { BOUNCE_IMAP_URL: url, BOUNCE_ADDRESS: address } = env;
  if ((url === undefined) !== (address === undefined))
    throw new Error("BOUNCE_IMAP_URL and BOUNCE_ADDRESS go together, and one of them is not there; see README.md");
  const production = env.NODE_ENV === "production";
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ""),
    dataFolder: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    mailUrl: env.MAIL_URL ?? null,
    mailFrom: env.MAIL_FROM,
    reportsTo: url === undefined || address === undefined ? null : { url, address },
    contactKeys:
      env.CONTACT_KEY === undefined ? null : { current: env.CONTACT_KEY, before: env.CONTACT_KEY_BEFORE ?? null },
    trustedProxies: env.TRUSTED_PROXIES.split(/[\s,]+/).filter((address) => address !== ""),
    demo: env.DEMO === undefined ? !production : env.DEMO === "yes",
    logLevel: env.LOG_LEVEL,
  };
}
