const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  euro: "€",
  eacute: "é",
  egrave: "è",
  euml: "ë",
  iuml: "ï",
  ouml: "ö",
  uuml: "ü",
  auml: "ä",
  szlig: "ß",
};

/**
 * The words of a text with HTML or Markdown in it; what is only looks is left out. Each pattern reads
 * a text once, however it was made: none looks past the next sign of its own kind.
 */
export function plainText(written: string): { text: string; changed: boolean } {
  // Where there are tags, they say where a line ends and the lines of the source do not.
  const tagged = /<\/?[a-z][^<>]*>/i.test(written);
  const text = (tagged ? written.replace(/\s+/g, " ") : written)
    .replace(/<(script|style|title)\b[^<>]*>[\s\S]*?(<\/\1\s*>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(-->|$)/g, " ")
    .replace(/<\/?(br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr)\b[^<>]*>/gi, " ")
    .replace(/<\/?[a-z][a-z0-9]*\b[^<>]*>/gi, "")
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/__([^_]+)__/g, "$1")
    .replace(/^[^\S\n]*#{1,6}[^\S\n]+/gm, "")
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, decodeEntity);
  const line = spaced(text);
  return { text: line, changed: line !== spaced(written) };
}

const spaced = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      line
        .replace(/(?!\n)\p{Cc}|\s/gu, " ")
        .replace(/ {2,}/g, " ")
        .trim(),
    )
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

function decodeEntity(whole: string, name: string): string {
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : name.startsWith("#") ? Number(name.slice(1)) : null;
  if (code === null) return ENTITIES[name.toLowerCase()] ?? whole;
  return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : " ";
}
