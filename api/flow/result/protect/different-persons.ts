import { createHash } from "node:crypto";
import type { Group, TupleSet } from "../elementary.ts";
import type { Frame } from "../measure.ts";
import type { PersonMoves } from "../person-moves.ts";
import type { Rules } from "../rules.ts";
import type { ExactCells } from "./exact-cells.ts";
import type { DrawSource } from "./noise.ts";

/**
 * Over added-up waves: whether enough different persons are behind a sum, and behind its others where it has an answer. Ten
 * rows of one person are one person. A threshold, never released.
 */
export function enoughDifferent(
  sets: readonly (TupleSet | undefined)[],
  groups: readonly Group[],
  withAnswer: boolean,
  of: { cells: ExactCells; moves: PersonMoves | null; source: DrawSource; rules: Rules },
): boolean {
  const { cells, moves, source, rules } = of;
  const { frames, total } = framesBehind(groups, cells);
  const name = createHash("sha256").update(wordingOf(groups, cells)).digest("hex");
  const noise = frames.reduce(
    (sum, frame) => sum + source.draw({ frame, tag: "ever", small: frame.persons < rules.largeFrame, label: name }),
    0,
  );
  const places = new Map<number, Set<number>>();
  for (const [part, moving] of sets.flatMap((set) => [...(set?.ever ?? [])]))
    places.set(part, new Set([...(places.get(part) ?? []), ...moving]));
  const atLeast = rules.minimum - noise;
  const atMost = withAnswer ? total - atLeast : Number.POSITIVE_INFINITY;
  return moves?.between(places, atLeast, atMost) ?? false;
}

/** The distinct frames of a sum and how many persons they hold, at the wave that has the most. */
function framesBehind(groups: readonly Group[], cells: ExactCells): { frames: Frame[]; total: number } {
  const frames = new Map<string, Frame>();
  const byContext = new Map<number, Map<string, Frame>>();
  for (const group of groups) {
    const frame = cells.frame(group);
    if (!frame) continue;
    const name = `${frame.fpFirst}|${frame.fpNow}`;
    frames.set(name, frame);
    const here = byContext.get(group.context) ?? new Map<string, Frame>();
    here.set(name, frame);
    byContext.set(group.context, here);
  }
  const totals = [...byContext.values()].map((here) =>
    [...here.values()].reduce((sum, frame) => sum + frame.persons, 0),
  );
  return { frames: [...frames.values()], total: Math.max(0, ...totals) };
}

/** The same sum has the same wording, however it was asked. */
function wordingOf(groups: readonly Group[], cells: ExactCells): string {
  return groups
    .map((group) => {
      const label = cells.label(group).map(({ key, cut }) => [key, cut]);
      return JSON.stringify([group.context, cells.frame(group)?.fpFirst ?? "", label, group.tuples]);
    })
    .sort()
    .join("\n");
}
