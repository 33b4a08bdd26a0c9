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
  /** Where mail servers report to that it did not arrive; to the sender where left out. */
  returnTo?: string | null;
}

export interface Mail {
  send(message: Message): Promise<void>;
  close(): void;
}

/**
 * Why a message was not sent. ADDRESS: the server refuses the address for good. LATER: it did not go out, and may be
 * tried again. UNKNOWN: nobody knows whether it went out.
 */
export class MailNotSent extends Error {
  override readonly name = "MailNotSent";

  constructor(
    readonly why: "ADDRESS" | "LATER" | "UNKNOWN",
    /** The server's enhanced status code (RFC 3463), where it gave one */
    readonly status: string | null = null,
  ) {
    super(`the message was not sent: ${why}`);
  }
}

/** What a mail server or the way to it says. Its own words may quote the address, so they are left behind. */
function notSent(error: unknown): MailNotSent {
  const {
    responseCode = 0,
    command = "",
    response = "",
  } = error as Record<"command" | "response", string | undefined> & {
    responseCode?: number;
  };
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\s/.exec(response)?.[1] ?? null;
  if (responseCode >= 500 && command.startsWith("RCPT")) return new MailNotSent("ADDRESS", status);
  const beforeData = ["CONN", "EHLO", "HELO", "STARTTLS", "MAIL FROM", "RCPT TO"].includes(command);
  const isForNow = responseCode >= 400 && responseCode < 500;
  return new MailNotSent(isForNow || beforeData || command.startsWith("AUTH") ? "LATER" : "UNKNOWN");
}

/** Nobody's out-of-office answers a machine. */
const HEADERS = { "Auto-Submitted": "auto-generated" };

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
    { from, headers: HEADERS },
  );
  return {
    async send({ returnTo, ...message }) {
      const envelope = returnTo ? { envelope: { from: returnTo, to: message.to } } : {};
      try {
        await transport.sendMail({ ...message, ...envelope });
      } catch (error) {
        throw notSent(error);
      }
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
    { from, headers: HEADERS },
  );
  return {
    async send({ returnTo, ...message }) {
      // Where a mail server would write down who it came from.
      const headers = returnTo ? { "Return-Path": `<${returnTo}>` } : {};
      const written = await transport.sendMail({ ...message, headers, date: clock() });
      const name = `${clock().toISOString().replaceAll(":", "")}-${chance(4).toString("hex")}.eml`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(folder, name), written.message as Buffer);
    },
    close() {
      transport.close();
    },
  };
}
