import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { MailNotSent, openMailFolder, openSmtpMail } from "../../api/platform/mail.ts";
import { seededChance, stillClock } from "../testkit/chance.ts";

const message = { to: "anna@instituut.nl", subject: "Je link om in te loggen", text: "Eén keer.\n" };

test("with a server, messages are sent through it", async () => {
  const received: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  const mail = openSmtpMail(`smtp://127.0.0.1:${port}`, "Weerklank <weerklank@instituut.nl>");
  try {
    await mail.send(message);
    await mail.send({ ...message, to: "boris@instituut.nl" });
    expect(received.map(({ to }) => to)).toEqual([["anna@instituut.nl"], ["boris@instituut.nl"]]);
    expect(received[0]?.text).toMatch(/^From: Weerklank <weerklank@instituut\.nl>\r$/m);
    expect(received[0]?.text).toMatch(/^Subject: Je link om in te loggen\r$/m);
  } finally {
    mail.close();
    await new Promise<void>((closed) => server.close(closed));
  }
  await expect(mail.send(message)).rejects.toThrow();
});

test("a server that refuses an address for good, not now, or is not there, is told apart, without the address", async () => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      const responseCode = address.startsWith("weg") ? 550 : address.startsWith("later") ? 451 : 250;
      done(responseCode === 250 ? null : Object.assign(new Error(`no ${address}`), { responseCode }));
    },
    onData(stream, _session, done) {
      stream.resume();
      stream.on("end", () => done(Object.assign(new Error("no"), { responseCode: 554 })));
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  const mail = openSmtpMail(`smtp://127.0.0.1:${port}`, "Weerklank <weerklank@instituut.nl>");
  const why = (to: string) =>
    mail.send({ ...message, to }).then(
      () => "SENT",
      (error: unknown) => {
        expect(String(error)).not.toContain(to);
        return error instanceof MailNotSent ? error.why : error;
      },
    );
  expect(await why("weg@instituut.nl")).toBe("ADDRESS");
  expect(await why("later@instituut.nl")).toBe("LATER");
  expect(await why("na-de-inhoud@instituut.nl")).toBe("UNKNOWN");
  mail.close();
  await new Promise<void>((closed) => server.close(closed));
  const gone = openSmtpMail(`smtp://127.0.0.1:${port}`, "Weerklank <weerklank@instituut.nl>");
  await expect(gone.send(message)).rejects.toMatchObject({ why: "LATER" });
  gone.close();
});

test("without one, each becomes a file that only its owner can read", async () => {
  const root = await mkdtemp(join(tmpdir(), "weerklank-mail-"));
  const folder = join(root, "mail");
  const mail = openMailFolder(folder, "Weerklank <weerklank@localhost>", stillClock(), seededChance("mail"));
  try {
    await Promise.all([mail.send(message), mail.send(message)]);
    const files = await readdir(folder);
    expect(files).toHaveLength(2);
    const [file = ""] = files;
    expect(file).toMatch(/^2026-03-02T100000\.000Z-[0-9a-f]{8}\.eml$/);
    expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    const written = await readFile(join(folder, file), "utf8");
    expect(written).toMatch(/^To: anna@instituut\.nl\r$/m);
    expect(written).toMatch(/^Date: Mon, 02 Mar 2026 10:00:00 \+0000\r$/m);
    expect(written).toContain("E=C3=A9n keer.");
  } finally {
    mail.close();
    await rm(root, { recursive: true, force: true });
  }
});
