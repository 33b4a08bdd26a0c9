import PostalMime, { type Email } from "postal-mime";
import { type BounceReason, reasonOf, type StatusCode, statusIn } from "./bounce-reason.ts";

/** What a report says of one of our messages. Nothing else of it is kept: its words quote the address. */
export interface Told {
  /** What names the message in the address that the report came to */
  token: string;
  /** The message did not arrive and will not; otherwise it did not arrive for now. */
  isFinal: boolean;
  reason: BounceReason;
}

/** NOTHING: it is for us and says nothing of arriving, such as an out-of-office. UNKNOWN: a person may know what it is. */
export type Reading = Told | "NOTHING" | "UNKNOWN";

/** 16 bytes in hexadecimal: mail servers on the way may change capitals. */
export const TOKEN_BYTES = 16;
const TOKEN = /^[0-9a-f]{32}$/;

/** Where reports of one message go: bounce+<token>@example.nl. */
export function returnAddress(address: string, token: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

/** Headers in which mail servers say to whom they delivered; which ones there are differs. */
const RECIPIENTS = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "to"];

/** Longer values and lines are of nobody that reports to us, and reading them costs time. */
const LONGEST = 2_000;
/** Both sides as long as an address may have them (RFC 5321): without an end, each place would be tried to the end. */
const ADDRESSES = /[^\s<>,;:"()]{1,64}@[^\s<>,;"()]{1,255}/g;

function tokenIn({ headers }: Email, address: string): string | null {
  const [before, after] = returnAddress(address.toLowerCase(), " ")
    .split(" ")
    .map(({ length }) => length);
  for (const { key, value } of headers) {
    if (!RECIPIENTS.includes(key) || value.length > LONGEST) continue;
    const found = value.toLowerCase().match(ADDRESSES);
    const token = found?.map((each) => each.slice(before, -(after ?? 0))).find((each) => TOKEN.test(each));
    if (token !== undefined && found?.includes(returnAddress(address.toLowerCase(), token))) return token;
  }
  return null;
}

/** RFC 3464, and its like for addresses beyond ASCII (RFC 6533). */
const REPORTS = ["message/delivery-status", "message/global-delivery-status"];

type Fields = ReadonlyMap<string, string>;

/** Groups of fields, an empty line between two: first of the message, then of each recipient. */
const groupsIn = (report: string): Fields[] =>
  report
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+(?=\S)/g, " ")
    .split(/\n\s*\n/)
    .map((group) =>
      group.split("\n").flatMap((line) => {
        const colon = line.indexOf(":");
        if (colon < 1 || line.length > LONGEST) return [];
        return [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
      }),
    )
    .filter((fields) => fields.length > 0)
    .map((fields) => new Map(fields));

/** The code that says most: a server at the end of the way often says more than the one that wrote the report. */
function statusOf(fields: Fields): StatusCode | null {
  const status = statusIn(fields.get("status") ?? "");
  const diagnostic = statusIn(fields.get("diagnostic-code") ?? "");
  if (status === null) return diagnostic;
  return status.endsWith(".0") && diagnostic?.[0] === status[0] ? diagnostic : status;
}

function toldBy(report: string): Omit<Told, "token"> | null {
  const recipients = groupsIn(report).filter((fields) => fields.has("action"));
  const actionOf = (fields: Fields): string => fields.get("action")?.toLowerCase().split(/[\s(]/)[0] ?? "";
  // Where it reached one of the mailboxes that somebody's address leads to, it arrived.
  if (recipients.some((fields) => ["delivered", "relayed", "expanded"].includes(actionOf(fields)))) return null;
  const codes = recipients.flatMap((fields) =>
    ["failed", "delayed"].includes(actionOf(fields)) ? [{ status: statusOf(fields), action: actionOf(fields) }] : [],
  );
  const isFinal = (each: (typeof codes)[number]) => each.action === "failed" && each.status?.[0] === "5";
  const said = codes.find(isFinal) ?? codes[0];
  return said === undefined ? null : { isFinal: isFinal(said), reason: reasonOf(said.status) };
}

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

/** What goes over is not read: a report has a few parts, and the headers of one message beside its own. */
const MOST = { maxHeadersSize: 128 * 1024, maxNestingDepth: 20 };

/** Reads what came to the address of reports. */
export async function readReport(message: Uint8Array, address: string): Promise<Reading> {
  const email = await PostalMime.parse(message, MOST).catch(() => null);
  const token = email && tokenIn(email, address);
  if (email === null || token === null) return "UNKNOWN";
  const report = email.attachments.find(({ mimeType }) => REPORTS.includes(mimeType));
  if (report !== undefined) {
    const told = toldBy(textOf(report.content));
    return told === null ? "NOTHING" : { token, ...told };
  }
  const automatic = email.headers.find(({ key }) => key === "auto-submitted")?.value.toLowerCase() ?? "no";
  return automatic.startsWith("no") ? "UNKNOWN" : "NOTHING";
}
