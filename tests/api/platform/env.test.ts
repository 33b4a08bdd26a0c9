import { expect, test } from "vitest";
import { readEnv } from "../../../api/env.ts";

test("says nothing: a demo on this machine", () => {
  expect(readEnv({})).toMatchObject({
    production: false,
    host: "localhost",
    port: 4000,
    publicUrl: "http://localhost:4000",
    dataFolder: ".data",
    databaseUrl: null,
    demo: true,
  });
});

test("production has no demo unless it is asked for", () => {
  expect(readEnv({ NODE_ENV: "production" })).toMatchObject({ production: true, demo: false });
  expect(readEnv({ NODE_ENV: "production", DEMO: "yes" }).demo).toBe(true);
  expect(readEnv({ DEMO: "no" }).demo).toBe(false);
});

test("the public address has no slash at its end, and follows the port", () => {
  expect(readEnv({ PUBLIC_URL: "https://weerklank.example/" }).publicUrl).toBe("https://weerklank.example");
  expect(readEnv({ PORT: "4123", PUBLIC_URL: "" }).publicUrl).toBe("http://localhost:4123");
});

test("a key for addresses is 32 bytes, and there is none by itself", () => {
  expect(readEnv({}).contactKeys).toBeNull();
  const [now, before] = ["0f".repeat(32), "A1".repeat(32)];
  expect(readEnv({ CONTACT_KEY: now }).contactKeys).toEqual({ current: Buffer.from(now, "hex"), before: null });
  expect(readEnv({ CONTACT_KEY: now, CONTACT_KEY_BEFORE: before }).contactKeys?.before).toEqual(
    Buffer.from(before, "hex"),
  );
  expect(() => readEnv({ CONTACT_KEY_BEFORE: before })).toThrow(/CONTACT_KEY_BEFORE/);
});

test.each([
  [{ CONTACT_KEY: "geheim" }, "CONTACT_KEY"],
  [{ PORT: "70000" }, "PORT"],
  [{ PORT: "four" }, "PORT"],
  [{ DATABASE_URL: "mysql://root:hunter2@db/x" }, "DATABASE_URL"],
  [{ PUBLIC_URL: "weerklank" }, "PUBLIC_URL"],
])("what cannot be used is named, its value is not: %o", (variables, name) => {
  let said = "";
  try {
    readEnv(variables);
  } catch (error) {
    said = String(error);
  }
  expect(said).toContain(name);
  expect(said).not.toContain(Object.values(variables)[0]);
});

test("a mailbox for mail that comes back needs its address, with room for what names a message", () => {
  const url = "imaps://bounces:geheim@post.example/INBOX";
  expect(readEnv({}).reportsTo).toBeNull();
  const address = "bounce@post.example";
  expect(readEnv({ BOUNCE_IMAP_URL: url, BOUNCE_ADDRESS: address }).reportsTo).toEqual({ url, address });
  const failing = [
    { BOUNCE_IMAP_URL: url },
    { BOUNCE_ADDRESS: address },
    { BOUNCE_IMAP_URL: "https://post.example", BOUNCE_ADDRESS: address },
    { BOUNCE_IMAP_URL: url, BOUNCE_ADDRESS: `${"b".repeat(32)}@post.example` },
  ];
  for (const variables of failing) {
    expect(() => readEnv(variables)).toThrow(/BOUNCE_/);
    expect(() => readEnv(variables)).not.toThrow(/geheim/);
  }
});
