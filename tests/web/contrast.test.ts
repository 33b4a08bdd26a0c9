import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What stands on what. Text needs 4.5:1, marks and borders of controls 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT = [
  ["ink", ["paper", "raised", "selected"]],
  ["quiet", ["paper", "raised", "selected"]],
  ["accent", ["paper", "raised", "selected"]],
  ["accent-strong", ["paper", "raised"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["paper", ["ink", "quiet"]],
  ["wrong", ["paper", "raised"]],
  ["good", ["paper", "raised"]],
  ["focus", ["paper", "raised"]],
  ["on-notice", ["notice", "paper", "raised"]],
  ...["support", "housing", "school-work", "income", "wellbeing"].map(
    (domain) => [domain, ["paper", "raised"]] as const,
  ),
] as const;
const MARKS = [
  ["edge", ["paper", "raised"]],
  ["focus", ["paper", "raised", "selected", "notice"]],
  ["accent", ["paper", "raised", "selected"]],
  ["quiet", ["paper"]],
] as const;

const tokens = readFileSync(join(import.meta.dirname, "..", "..", "web", "app", "tokens.css"), "utf8");
const [light = "", dark = ""] = tokens.split("@media (prefers-color-scheme: dark)");

const coloursIn = (css: string): Map<string, string> =>
  new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map(([, name = "", hex = ""]) => [name, hex]));

const lightColours = coloursIn(light);
const schemes: Record<string, Map<string, string>> = {
  light: lightColours,
  dark: new Map([...lightColours, ...coloursIn(dark)]),
};

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each(Object.entries(schemes))("colours in the %s scheme", (_scheme, colours) => {
  const named = (name: string): string => {
    const hex = colours.get(name);
    if (!hex) throw new Error(`tokens.css has no --${name}`);
    return hex;
  };
  const pairs = (table: readonly (readonly [string, readonly string[]])[]) =>
    table.flatMap(([upon, grounds]) => grounds.map((ground) => [upon, ground] as const));

  it.each(pairs(TEXT))("%s can be read on %s", (upon, ground) => {
    expect(contrast(named(upon), named(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(MARKS))("%s can be seen on %s", (upon, ground) => {
    expect(contrast(named(upon), named(ground))).toBeGreaterThanOrEqual(3);
  });
});

it("declares every colour of the light scheme that the dark one changes", () => {
  expect([...coloursIn(dark).keys()].filter((name) => !lightColours.has(name))).toEqual([]);
});

it("knows black on white", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
