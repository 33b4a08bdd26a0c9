import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ImapFlow } from "imapflow";

/** What becomes of a message that was looked at: gone, or put aside for a person. */
export type Looked = "REMOVE" | "PUT_ASIDE";

/** A mailbox of our own, in which only what was not looked at yet stays. */
export interface Mailbox {
  /**
   * Shows each message, one at a time. It goes only after `look` said where to: where the process dies between, it is
   * shown again. One that cannot be put away stays, and does not keep the next from being shown: MailboxNotRead says so
   * at the end. Says how many were shown.
   */
  empty(look: (message: Uint8Array) => Promise<Looked>): Promise<number>;
}

/** Why a mailbox was not read, or not emptied. A server's own words may quote who signed in, so they are left behind. */
export class MailboxNotRead extends Error {
  override readonly name = "MailboxNotRead";

  constructor(readonly why: "SIGN_IN" | "CONNECTION" | "PUT_AWAY") {
    super(`the mailbox was not read: ${why}`);
  }
}

/** Looked at in one go; the rest waits for the next. */
const AT_ONCE = 200;
/** As much of a message is read; a report begins with what matters. */
const MOST_BYTES = 512 * 1024;
const PATIENCE_MS = 20_000;
const ASIDE = "Aside";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function connectionTo(url: string): { client: ImapFlow; folder: string } {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === "imaps:";
  const client = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 993 : 143) : Number(port),
    secure,
    // A password crosses no network in clear.
    ...(LOOPBACK.includes(hostname) ? {} : { doSTARTTLS: !secure }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    maxLiteralSize: 2 * MOST_BYTES,
  });
  // What breaks the connection fails the command under way as well, and is told of there.
  client.on("error", () => {});
  return { client, folder: decodeURIComponent(pathname.slice(1)) || "INBOX" };
}

/** Fails as MailboxNotRead: the words of the server stay here. What `look` fails with goes on as it is. */
async function asked<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (error) {
    const signIn = (error as { authenticationFailed?: boolean }).authenticationFailed === true;
    throw new MailboxNotRead(signIn ? "SIGN_IN" : "CONNECTION");
  }
}

/** Whether it was done; a server says no in two ways. */
const isDone = (step: Promise<unknown>): Promise<boolean> =>
  step.then(
    (answer) => answer !== false,
    () => false,
  );

/** Through IMAP: imaps://user:password@host/INBOX, or imap:// with STARTTLS. */
export const openImapMailbox = (url: string): Mailbox => ({
  async empty(look) {
    const { client, folder } = connectionTo(url);
    try {
      await asked(client.connect());
      await asked(client.mailboxOpen(folder));
      const found = (await asked(client.search({ all: true }, { uid: true }))) || [];
      const putAside = async (uid: string) =>
        client.messageMove(uid, (await client.mailboxCreate([ASIDE])).path, { uid: true });
      let shown = 0;
      let left = 0;
      for (const uid of found.slice(0, AT_ONCE).map(String)) {
        const message = await asked(
          client.fetchOne(uid, { source: { start: 0, maxLength: MOST_BYTES } }, { uid: true }),
        );
        // Another server that reads the same mailbox was first.
        if (message === false || message.source === undefined) continue;
        const looked = await look(message.source);
        if (!(await isDone(looked === "REMOVE" ? client.messageDelete(uid, { uid: true }) : putAside(uid)))) left++;
        shown++;
      }
      await asked(client.logout());
      if (left > 0) throw new MailboxNotRead("PUT_AWAY");
      return shown;
    } finally {
      client.close();
    }
  },
});

/** A folder of .eml files, beside the one that mail goes to where there is no mail server. */
export const openMailboxFolder = (folder: string): Mailbox => ({
  async empty(look) {
    const aside = join(folder, ASIDE.toLowerCase());
    await mkdir(aside, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
    let left = 0;
    for (const name of names.slice(0, AT_ONCE)) {
      const looked = await look((await readFile(join(folder, name))).subarray(0, MOST_BYTES));
      const from = join(folder, name);
      if (!(await isDone(looked === "REMOVE" ? rm(from, { force: true }) : rename(from, join(aside, name))))) left++;
    }
    if (left > 0) throw new MailboxNotRead("PUT_AWAY");
    return Math.min(names.length, AT_ONCE);
  },
});
