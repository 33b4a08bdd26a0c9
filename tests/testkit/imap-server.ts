import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const DOVECOT = "/usr/sbin/dovecot";
const PASSWORD = "p@ss/wo?rd#+%1";

/** Why there is no IMAP server on this machine; null where there is one. */
export const whyNoImap = (): string | null =>
  !existsSync(DOVECOT)
    ? "there is no Dovecot here (apt-get install dovecot-imapd)"
    : process.getuid?.() === 0
      ? null
      : "Dovecot is started by root alone";

export interface ImapServer {
  /** With a name and a password that need escaping in a URL */
  url(user?: string, password?: string): string;
  /** Puts a message into a mailbox of the user. */
  deliver(message: Uint8Array, mailbox?: string): void;
  /** How many messages are in a mailbox; 0 where there is none of that name. */
  count(mailbox: string): number;
  stop(): Promise<void>;
}

const USER = "bounces@post.example";

/** Dovecot on a port and a folder of its own. */
export async function startImapServer(): Promise<ImapServer> {
  const folder = await mkdtemp(join(tmpdir(), "imap-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const configuration = join(folder, "dovecot.conf");
  await writeFile(join(folder, "users"), `${USER}:{PLAIN}${PASSWORD}\n`);
  await writeFile(
    configuration,
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_uid = nobody
mail_gid = nogroup
mail_location = maildir:${folder}/mail/%u
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = .
  prefix = INBOX.
}
`,
  );
  spawnSync("mkdir", ["-p", join(folder, "mail")]);
  spawnSync("chown", ["nobody:nogroup", join(folder, "mail")]);
  const server: ChildProcess = spawn(DOVECOT, ["-F", "-c", configuration], { stdio: "ignore" });
  await answers(port);
  const doveadm = (args: string[], input?: Uint8Array) =>
    spawnSync("doveadm", ["-c", configuration, ...args], input === undefined ? {} : { input });
  return {
    url: (user = USER, password = PASSWORD) =>
      `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    deliver(message, mailbox = "INBOX") {
      const { status, stderr } = doveadm(["save", "-u", USER, "-m", mailbox], message);
      if (status !== 0) throw new Error(`the message was not put there: ${stderr.toString()}`);
    },
    count(mailbox) {
      const { stdout } = doveadm(["mailbox", "status", "-u", USER, "messages", mailbox]);
      return Number(/messages=(\d+)/.exec(stdout.toString())?.[1] ?? 0);
    },
    async stop() {
      const stopped = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await stopped;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(50)) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("data", () => (socket.destroy(), resolve(true)));
      socket.once("error", () => resolve(false));
    });
    if (greeted) return;
  }
  throw new Error("Dovecot does not answer");
}
