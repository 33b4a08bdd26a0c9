import { PRELIMINARY, SYNTHETIC, withdrawnBecause } from "../../../schema/notices.ts";
import type { Written } from "../../../schema/survey.ts";
import type { Locale, Text } from "../../../schema/text.ts";

/** What a feed tells of a published finding: its words and where it stands, and no figure beside them. */
export interface FeedEntry {
  id: string;
  title: Written;
  words: Written;
  study: { title: string; synthetic: boolean };
  preliminary: boolean;
  publishedAt: Date;
  /** Data that it rests on turned out to be wrong. */
  withdrawn: readonly { title: string; number: number; at: Date; reason: Written }[];
}

export interface Feed {
  /** Its own address */
  self: string;
  /** Null: of all studies. */
  study: { slug: string; title: string; createdAt: Date } | null;
  publicUrl: string;
  entries: readonly FeedEntry[];
}

const TITLE: Text = { nl: "Weerklank: wat we vonden", en: "Weerklank: what we found" };

/** A feed without entries, of all studies, has not changed since then. */
const LONG_AGO = new Date(0);

/** Atom (RFC 4287). */
export function atomOf({ self, study, publicUrl, entries }: Feed, locale: Locale): string {
  const page = study === null ? publicUrl : `${publicUrl}/studies/${encodeURIComponent(study.slug)}`;
  const title = study === null ? TITLE[locale] : `${TITLE[locale]} · ${study.title}`;
  const updated = latest([...entries.map(changedAt), study?.createdAt ?? LONG_AGO]);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    `  <id>${escape(self)}</id>`,
    `  <title>${escape(title)}</title>`,
    `  <updated>${updated.toISOString()}</updated>`,
    "  <author><name>Weerklank</name></author>",
    `  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${escape(page)}"/>`,
    ...entries.map((entry) => entryOf(entry, publicUrl, locale)),
    "</feed>",
    "",
  ].join("\n");
}

/** Once it is public, only a withdrawal of its data changes what is told of it. */
const changedAt = ({ publishedAt, withdrawn }: FeedEntry): Date =>
  latest([publishedAt, ...withdrawn.map(({ at }) => at)]);

const latest = (moments: readonly Date[]): Date => new Date(Math.max(...moments.map((moment) => moment.getTime())));

function entryOf(entry: FeedEntry, publicUrl: string, locale: Locale): string {
  const { id, title, words, study, preliminary, publishedAt, withdrawn } = entry;
  const notices = [
    ...withdrawn.map(({ title: of, number, ...because }) => withdrawnBecause(of, number, because)[locale]),
    ...(preliminary ? [PRELIMINARY[locale]] : []),
    ...(study.synthetic ? [SYNTHETIC[locale]] : []),
  ];
  return [
    "  <entry>",
    `    <id>urn:uuid:${escape(id)}</id>`,
    `    ${element("title", title, locale)}`,
    `    ${element("content", words, locale, notices)}`,
    `    <category term="${escape(study.title)}"/>`,
    `    <link rel="alternate" type="text/html" href="${escape(`${publicUrl}/findings/${encodeURIComponent(id)}`)}"/>`,
    `    <published>${publishedAt.toISOString()}</published>`,
    `    <updated>${changedAt(entry).toISOString()}</updated>`,
    "  </entry>",
  ].join("\n");
}

/** In the language of the feed, or in Dutch and marked as such where that was not written. */
function element(name: string, written: Written, locale: Locale, notices: readonly string[] = []): string {
  const text = locale === "en" ? (written.en ?? "") : written.nl;
  const dutch = text === "";
  const language = dutch ? ' xml:lang="nl"' : "";
  const body = [dutch ? written.nl : text, ...notices].join("\n\n");
  return `<${name} type="text"${language}>${escape(body)}</${name}>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** For text and attributes; what XML 1.0 has no place for is left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
