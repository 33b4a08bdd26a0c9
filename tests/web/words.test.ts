import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const WEB = join(ROOT, "web");
const folders = ["web", "schema", "api"].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`/nl.ts`) && !path.includes("node_modules"))
    .map((path) => join(room, path.slice(0, -"/nl.ts".length))),
);

/** Every leaf by its path, so that a language that lacks one, or has one too many, is seen. */
function leaves(words: unknown, at = ""): string[] {
  if (Array.isArray(words)) return words.flatMap((word, index) => leaves(word, `${at}[${index}]`));
  if (words !== null && typeof words === "object")
    return Object.entries(words).flatMap(([key, word]) => leaves(word, at === "" ? key : `${at}.${key}`));
  return [at];
}

describe.each(folders)("the words of %s", (folder) => {
  it("are there in both languages", async () => {
    const { nl } = (await import(join(ROOT, folder, "nl.ts"))) as { nl: unknown };
    const { en } = (await import(join(ROOT, folder, "en.ts"))) as { en: unknown };
    expect(leaves(en)).toEqual(leaves(nl));
  });
});

describe("words for people with a personal link", () => {
  // Words of offices and of research, and dates that are none.
  const NEVER = /\b(respondent|respons|output|participatie|traject|binnenkort|geregistreerd|preliminary)\b/i;
  it.each(["features/answer", "components/question", "features/feedback", "components/chart", "components/page"])(
    "%s are plain",
    (folder) => {
      for (const file of ["nl.ts", "en.ts"]) {
        const said = [...readFileSync(join(WEB, folder, file), "utf8").matchAll(/["`]([^"`]*)["`]/g)].map(
          ([, text]) => text,
        );
        expect(said.filter((text) => text !== undefined && NEVER.test(text))).toEqual([]);
      }
    },
  );
});
