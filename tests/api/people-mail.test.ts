import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { openMailFolder, openSmtpMail } from "../../api/platform/mail.ts";
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
