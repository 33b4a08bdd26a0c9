import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Locale, Text } from "../../../schema/text.ts";
import type { ResultStep } from "../result/result.ts";
import type { SnapshotStep } from "../snapshot/snapshot.ts";
import type { Study, StudyStep } from "../study/study.ts";
import { atomOf, type FeedEntry } from "./feed.ts";
import type { Finding, OutcomeStep } from "./outcome.ts";

/*
 * Published findings for whoever follows them, Atom, without signing in:
 *
 *   GET /feed.atom                    of all studies
 *   GET /studies/<slug>/feed.atom     of one
 *
 * In Dutch or English, by ?lang=nl|en or Accept-Language. An unknown study is { "code": "…", "message": "…" }.
 */

export interface FeedRoutes {
  outcome: Pick<OutcomeStep, "lastPublished">;
  study: Pick<StudyStep, "studyBySlug" | "studyById">;
  result: Pick<ResultStep, "footings">;
  snapshot: Pick<SnapshotStep, "byId">;
  publicUrl: string;
  localeOf(request: FastifyRequest): Locale;
}

const MOST_ENTRIES = 50;
const UNKNOWN_STUDY: Text = { nl: "Deze studie is er niet.", en: "There is no such study." };

export function addFeedRoutes(app: FastifyInstance, deps: FeedRoutes): void {
  const { outcome, study: studies, result, snapshot, publicUrl, localeOf } = deps;

  async function entriesOf(findings: readonly Finding[]): Promise<FeedEntry[]> {
    const distinct = (ids: string[]) => [...new Set(ids)];
    const footings = await result.footings(distinct(findings.map(({ resultId }) => resultId)));
    const snapshots = await Promise.all(
      distinct(footings.flatMap((footing) => footing.snapshots)).map((id) => snapshot.byId(id)),
    );
    const studyIds = [...findings, ...snapshots].flatMap((each) => each?.studyId ?? []);
    const found = await Promise.all(distinct(studyIds).map((id) => studies.studyById(id)));
    return findings.flatMap(({ id, title, words, publishedAt, studyId, resultId }) => {
      const study = found.find((each) => each?.id === studyId);
      const footing = footings.find((each) => each.id === resultId);
      if (!study || !footing || publishedAt === null) return [];
      const withdrawn = snapshots.flatMap((each) => {
        if (!each?.withdrawn || !footing.snapshots.includes(each.id)) return [];
        const title = found.find((other) => other?.id === each.studyId)?.title ?? "";
        return [{ title, number: each.number, ...each.withdrawn }];
      });
      return [{ id, title, words, publishedAt, study, preliminary: footing.state === "PRELIMINARY", withdrawn }];
    });
  }

  async function send(request: FastifyRequest, reply: FastifyReply, study: Study | null, path: string) {
    const findings = await outcome.lastPublished(study?.id ?? null, MOST_ENTRIES);
    const entries = await entriesOf(findings);
    const locale = localeOf(request);
    const feed = atomOf({ self: publicUrl + path, study, publicUrl, entries }, locale);
    const etag = `"${createHash("sha256").update(feed).digest("base64url")}"`;
    void reply
      .header("cache-control", "public, max-age=300")
      .header("vary", "Accept-Language")
      .header("content-language", locale)
      .header("etag", etag);
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("application/atom+xml; charset=utf-8").send(feed);
  }

  app.get("/feed.atom", (request, reply) => send(request, reply, null, "/feed.atom"));

  app.get<{ Params: { slug: string } }>("/studies/:slug/feed.atom", async (request, reply) => {
    const study = await studies.studyBySlug(request.params.slug);
    if (study === null) {
      const message = UNKNOWN_STUDY[localeOf(request)];
      return reply.code(404).header("cache-control", "no-store").send({ code: "UNKNOWN_STUDY", message });
    }
    return send(request, reply, study, `/studies/${encodeURIComponent(study.slug)}/feed.atom`);
  });
}
