import { Window } from "happy-dom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../api/people/people.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";

let api: ApiServer;
let viewer: Viewer;
const results: Record<string, string> = {};
const published: Record<string, string> = {};

const get = (path: string, headers: Record<string, string> = {}) => fetch(api.url + path, { headers });

interface Entry {
  id: string;
  title: string;
  content: string;
  language: string | null;
  link: string;
  updated: string;
}

/** As a reader of XML finds it. */
async function read(path: string, headers?: Record<string, string>) {
  const answer = await get(path, headers);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  const window = new Window();
  const xml = new window.DOMParser().parseFromString(await answer.text(), "application/xml");
  const text = (within: { querySelector(of: string): { textContent: string } | null }, name: string) =>
    within.querySelector(name)?.textContent ?? "";
  expect(xml.documentElement.localName).toBe("feed");
  const entries = [...xml.querySelectorAll("entry")].map((entry): Entry => ({
    id: text(entry, "id"),
    title: text(entry, "title"),
    content: text(entry, "content"),
    language: entry.querySelector("content")?.getAttribute("xml:lang") ?? null,
    link: entry.querySelector("link")?.getAttribute("href") ?? "",
    updated: text(entry, "updated"),
  }));
  const feed = xml.documentElement;
  return { entries, title: text(feed, "title"), updated: text(feed, "updated"), answer };
}

beforeAll(async () => {
  api = await startApi();
  const headers = await api.signIn("onderzoek@instituut.nl", ["RESEARCHER"]);
  viewer = (await api.people.viewerOf({ authorization: undefined, cookie: headers["cookie"] })).viewer as Viewer;
  for (const name of ["one", "two"]) {
    await api.steps.study.importStudy(
      await writePackage(studyPackage({ name, title: `Studie ${name} & co`, persons: 300 })),
    );
    const given = await api.steps.result.ask(viewer, {
      studies: [name],
      measure: { count: true },
      by: [{ wave: true }],
    });
    results[name] = given.kind === "result" ? given.id : expect.unreachable(given.code);
  }
  const find = async (name: string, title: { nl: string; en?: string }) => {
    api.clock.pass({ minutes: 5 });
    const finding = await api.steps.outcome.createFinding(viewer, {
      result: results[name] ?? "",
      title,
      words: { nl: `Woorden over ${title.nl}`, ...(title.en && { en: `Words about ${title.en}` }) },
      picture: "POINTS",
    });
    return finding.id;
  };
  for (const [name, title] of [
    ["one", { nl: "Eerst & <vooral>", en: "First & <foremost>" }],
    ["two", { nl: "Alleen Nederlands \u0007" }],
  ] as const)
    published[name] = (await api.steps.outcome.publishFinding(await find(name, title))).id;
  await find("one", { nl: "Nog een concept", en: "A draft" });
});
afterAll(() => api?.stop());

describe("the feed", () => {
  test("tells everybody the published findings of all studies, newest first, and where to read them", async () => {
    const { entries, title } = await read("/feed.atom");
    expect(title).toBe("Weerklank: wat we vonden");
    expect(entries.map(({ id }) => id)).toEqual([`urn:uuid:${published["two"]}`, `urn:uuid:${published["one"]}`]);
    expect(entries[1]).toMatchObject({
      title: "Eerst & <vooral>",
      link: `http://weerklank.test/findings/${published["one"]}`,
    });
    expect(entries[1]?.content).toContain("Woorden over Eerst & <vooral>");
    expect(entries[1]?.content).toContain("voorlopige gegevens");
  });

  test("tells no draft and no figure of the result behind a finding", async () => {
    const text = await (await get("/feed.atom")).text();
    expect(text).not.toContain("concept");
    expect(text).not.toContain("\u0007");
    const cells = (await api.steps.result.stored(results["one"] ?? ""))?.released.cells ?? [];
    const shown = cells.flatMap(({ value }) => (value === null ? [] : [String(value)]));
    expect(shown.length).toBeGreaterThan(0);
    for (const value of shown) expect(text).not.toMatch(new RegExp(`>[^<]*\\b${value}\\b[^<]*</(content|title)`));
  });

  test("is of one study where asked, and 404 where there is none", async () => {
    const { entries, title } = await read("/studies/one/feed.atom");
    expect(title).toBe("Weerklank: wat we vonden · Studie one & co");
    expect(entries.map(({ id }) => id)).toEqual([`urn:uuid:${published["one"]}`]);
    const none = await get("/studies/none/feed.atom", { "accept-language": "en" });
    expect([none.status, await none.json()]).toEqual([
      404,
      { code: "UNKNOWN_STUDY", message: "There is no such study." },
    ]);
  });

  test("speaks English where asked; what was written in Dutch alone stays Dutch and says so", async () => {
    const { entries, title } = await read("/feed.atom?lang=en");
    expect(title).toBe("Weerklank: what we found");
    expect(entries.map((entry) => [entry.title.trim(), entry.language])).toEqual([
      ["Alleen Nederlands", "nl"],
      ["First & <foremost>", null],
    ]);
  });

  test("may be kept by anybody, and is sent again only when it changed", async () => {
    const first = await get("/feed.atom");
    expect(first.headers.get("cache-control")).toBe("public, max-age=300");
    const etag = first.headers.get("etag") ?? expect.unreachable();
    expect((await get("/feed.atom", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/feed.atom?lang=en", { "if-none-match": etag })).status).toBe(200);
  });

  test("says it where the data behind a finding were withdrawn, as something new", async () => {
    const before = await read("/studies/one/feed.atom");
    api.clock.pass({ minutes: 60 });
    const { snapshots } = (await api.steps.result.stored(results["one"] ?? "")) ?? expect.unreachable();
    await api.steps.snapshot.withdrawSnapshot(viewer, snapshots[0] ?? "", { nl: "Een golf stond verkeerd." });
    const after = await read("/studies/one/feed.atom");
    expect(after.entries[0]?.content).toContain("(momentopname 1) zijn ingetrokken op");
    expect(Date.parse(after.updated)).toBeGreaterThan(Date.parse(before.updated));
  });
});
