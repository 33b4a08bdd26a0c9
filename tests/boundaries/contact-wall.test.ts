import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { getNamedType, isInputObjectType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAddresses } from "../../api/flow/contact/addresses.ts";
import { createAddressStore } from "../../api/flow/contact/address.store.ts";
import { createSeal } from "../../api/flow/contact/seal.ts";
import { schema } from "../../api/graphql/schema.ts";
import type { Message } from "../../api/platform/mail.ts";
import { seededChance, stillClock } from "../testkit/chance.ts";
import { makeTestDatabase, type TestDatabase } from "../testkit/postgres.ts";
import { ROOT } from "../testkit/record.ts";

/*
 * Where somebody can be written to, and what somebody said, never meet: in no query, no relation, no type, and, without
 * the key, not even by hand in the database.
 */

let test: TestDatabase;
const outbox: Message[] = [];
beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());

const chance = seededChance("wall");
const [one, other, third] = [chance(32), chance(32), chance(32)];
const addressesUnder = (current: Buffer, before: Buffer | null = null) =>
  createAddresses({
    store: createAddressStore(test.database),
    seal: createSeal({ current, before }, chance),
    mail: { send: async (message) => void outbox.push(message), close: () => {} },
    clock: stillClock(),
    chance,
  });
const words = () => ({ subject: "", text: "" });
const listed = [{ line: 1, pseudonym: "p1", mail: "an@post.nl", language: "nl" as const, days: {}, guardian: null }];

describe("the database", () => {
  it("has no relation into or out of the schema of addresses", async () => {
    const relations = await test.database.$queryRaw`
      SELECT conname FROM pg_constraint c
      WHERE contype = 'f' AND 'contact'::regnamespace IN (
        (SELECT relnamespace FROM pg_class WHERE oid = c.conrelid), (SELECT relnamespace FROM pg_class WHERE oid = c.confrelid))`;
    expect(relations).toEqual([]);
    expect(Object.keys(test.database).filter((name) => /address/i.test(name))).toEqual([]);
  });

  it("does not tell whose an address is: no column of it is in any other table", async () => {
    await addressesUnder(one).keep("study-1", listed);
    const [row] = await test.database.$queryRaw<Record<string, unknown>[]>`
      SELECT holder, encode(sealed, 'escape') AS sealed, leave FROM contact."Address"`;
    expect(JSON.stringify(row)).not.toMatch(/p1|an@post/);
  });
});

describe("the source", () => {
  it("reads that table in one file, which one file of the same step uses", async () => {
    const files = (await readdir(join(ROOT, "api"), { recursive: true })).filter((file) => file.endsWith(".ts"));
    const holding = async (pattern: RegExp) => {
      const texts = await Promise.all(
        files.map(async (file) => [file, await readFile(join(ROOT, "api", file), "utf8")]),
      );
      return texts.filter(([, text]) => pattern.test(text ?? "")).map(([file]) => file);
    };
    expect(await holding(/contact\.\\?"?Address/)).toEqual(["flow/contact/address.store.ts"]);
    expect((await holding(/from "\.\/addresses\.ts"|address\.store\.ts"/)).sort()).toEqual([
      ...[
        "flow/contact/addresses.ts",
        "flow/contact/contact.ts",
        "flow/contact/guardian-table.ts",
        "flow/contact/invitation-table.ts",
        "flow/contact/mailing.ts",
        "flow/contact/planning.ts",
      ],
    ]);
  });
});

describe("the API", () => {
  it("has no field that gives an address, and takes one in by the list alone", () => {
    const mail = /mail(address)?$|^address|phone|telephone/i;
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => (isObjectType(type) || isInputObjectType(type)) && !type.name.startsWith("__"))
      .flatMap((type) =>
        isObjectType(type) || isInputObjectType(type)
          ? Object.values(type.getFields()).map(
              (field) => `${type.name}.${field.name}: ${String(getNamedType(field.type))}`,
            )
          : [],
      )
      .filter((name) => mail.test(name.split(/[.:]/)[1] ?? ""));
    expect(fields.sort()).toEqual([
      "GuardianRow.mail: MailState",
      "InvitationCount.mail: MailState",
      "InvitationRow.mail: MailState",
      "Mutation.inviteByMail: InviteByMailResult",
      "Viewer.email: String",
    ]);
  });
});

describe("the key", () => {
  it("is needed to write to anybody, and another one opens nothing", async () => {
    const person = { studyId: "study-1", pseudonym: "p1" };
    expect(await addressesUnder(one).send(person, words)).toMatchObject({ state: "MAILED" });
    expect(await addressesUnder(other).send(person, words)).toMatchObject({ state: "NO_ADDRESS" });
    await expect(addressesUnder(other).reachable("study-1")).rejects.toThrow(/another CONTACT_KEY/);
    await expect(addressesUnder(other).sealAnew()).rejects.toThrow(/another CONTACT_KEY/);
  });

  it("is changed with the one before it at hand, after which that one opens nothing", async () => {
    const person = { studyId: "study-1", pseudonym: "p1" };
    expect(await addressesUnder(other, one).sealAnew()).toBe(1);
    expect(await addressesUnder(other).sealAnew()).toBe(0);
    expect(await addressesUnder(other).send(person, words)).toMatchObject({ state: "MAILED" });
    expect(await addressesUnder(one).send(person, words)).toMatchObject({ state: "NO_ADDRESS" });
    expect(await addressesUnder(third, other).reachable("study-1")).toEqual(["p1"]);
  });

  it("notices a sealed address that was changed, or put in another's place", async () => {
    const addresses = addressesUnder(other);
    await addresses.keep("study-1", [
      { line: 2, pseudonym: "p2", mail: "bo@post.nl", language: "en", days: {}, guardian: null },
    ]);
    await test.database.$executeRaw`
      UPDATE contact."Address" a SET sealed = b.sealed FROM contact."Address" b WHERE b.holder <> a.holder`;
    await expect(addresses.send({ studyId: "study-1", pseudonym: "p2" }, words)).rejects.toThrow();
  });
});
