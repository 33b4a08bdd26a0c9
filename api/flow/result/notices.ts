import { withdrawnBecause } from "../../../schema/notices.ts";
import type { Text } from "../../../schema/text.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { StoredResult } from "./result.ts";
import { WEIGHT_LIMITS } from "./weight.ts";

const day = (at: Date): string => at.toISOString().slice(0, 10);

/** How many people weigh, said beside every weighted answer. */
const WEIGHTED: Text = {
  nl: `Gewogen: iedereen telt mee met het gewicht dat de studie opgaf, hoogstens ${WEIGHT_LIMITS.maximum} keer het gemiddelde. De aantallen zijn gewoon mensen.`,
  en: `Weighted: everybody counts with the weight that the study declared, ${WEIGHT_LIMITS.maximum} times the mean at most. The counts are plain people.`,
};

/** Said beside figures that stand from an earlier snapshot. */
function fromBefore({ cells, asOf }: StoredResult["released"]): Text[] {
  const oldest = cells.flatMap((cell) => (cell.withheld ? [] : [cell.asOf])).sort()[0];
  if (oldest === undefined || oldest >= asOf) return [];
  const on = day(new Date(oldest));
  return [
    {
      nl: `Niet alle cijfers zijn van dezelfde dag: de oudste zijn van ${on}. Van een groep komen er pas nieuwe als er bij minstens 10 mensen iets veranderde.`,
      en: `Not all figures are of the same day: the oldest are of ${on}. A group gets new ones only when something changed for at least 10 people.`,
    },
  ];
}

/** What to know beside a result: that it is weighted or of before, and what became of its snapshots. */
export const noticesOf = (
  { released, query }: Pick<StoredResult, "released" | "query">,
  snapshots: readonly Snapshot[],
): Text[] => [...(query.weighted ? [WEIGHTED] : []), ...fromBefore(released), ...becameOf(released, snapshots)];

/**
 * What became of the snapshots of a result after it was given. The result itself stays as it was given; every way out
 * says these beside it. `snapshots`: those that it names, in its order.
 */
function becameOf(released: StoredResult["released"], snapshots: readonly Snapshot[]): Text[] {
  const notices = snapshots.flatMap(({ withdrawn, number }, at): Text[] => {
    if (withdrawn === null) return [];
    return [withdrawnBecause(released.sources[at]?.title ?? "", number, withdrawn)];
  });
  notices.push(
    ...snapshots.flatMap(({ clearedAt, number }, at): Text[] => {
      if (clearedAt === null) return [];
      const title = released.sources[at]?.title ?? "";
      return [
        {
          nl: `De gegevens achter deze cijfers (“${title}”, momentopname ${number}) zijn gewist op ${day(clearedAt)}. De cijfers blijven zoals ze zijn gegeven.`,
          en: `The data behind these figures (“${title}”, snapshot ${number}) were cleared on ${day(clearedAt)}. The figures stay as they were given.`,
        },
      ];
    }),
  );
  const final = snapshots.map(({ finalAt }) => finalAt).filter((at) => at !== null);
  const latest = final.sort((one, other) => one.getTime() - other.getTime()).at(-1);
  if (notices.length > 0 || released.state === "FINAL" || latest === undefined || final.length < snapshots.length)
    return notices;
  return [
    {
      nl: `Deze cijfers zijn gegeven toen de gegevens nog voorlopig waren. Sinds ${day(latest)} zijn dezelfde gegevens definitief.`,
      en: `These figures were given while the data were preliminary. Since ${day(latest)} the same data are final.`,
    },
  ];
}
