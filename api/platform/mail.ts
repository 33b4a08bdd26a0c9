import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Chance } from "./chance.ts";
import type { Clock } from "./clock.ts";
import { writeWhole } from "./files.ts";

export interface Message {
  to: string;
  subject: string;
  /** Plain text: it can be read anywhere and loads nothing. */
  text: string;
}

export interface Mail {
  send(message: Message): Promise<void>;
  close(): void;
}

/** Seconds that a mail server may take before the message counts as not sent. */
const PATIENCE_MS = 20_000;

/** Mail through a server: smtp://user:password@host:587 or smtps://. */
export function openSmtpMail(url: string, from: string): Mail {
  const transport = createTransport(
    {
      url,
      pool: true,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send(message) {
      await transport.sendMail(message);
    },
    close() {
      transport.close();
    },
  };
}

/** Without a mail server: every message becomes a file that a mail program opens, for its owner only. */
export function openMailFolder(folder: string, from: string, clock: Clock, chance: Chance): Mail {
  const transport = createTransport(
    { streamTransport: true, buffer: true, newline: "windows", disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  return {
    async send(message) {
      const written = await transport.sendMail({ ...message, date: clock() });
      const name = `${clock().toISOString().replaceAll(":", "")}-${chance(4).toString("hex")}.eml`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(folder, name), written.message as Buffer);
    },
    close() {
      transport.close();
    },
  };
}
