import PQueue from "p-queue";
import { Refused } from "./refusal.ts";

/** How much is measured at once. A question's cost is known from its plan: persons, times the counted waves it scans. */
export interface InFlightLimits {
  /** From this cost on a question is a large one. */
  large: number;
  /** So many of each are measured at once: large ones never hold up small ones. */
  largeAtOnce: number;
  smallAtOnce: number;
  /** So many more may wait. */
  waiting: number;
  /** Longest from asking to answered. */
  milliseconds: number;
}

/** Each measurement takes all the cores it gets and a place among the four in which files are read, too. */
export const IN_FLIGHT_LIMITS: InFlightLimits = {
  large: 4_000_000,
  largeAtOnce: 1,
  smallAtOnce: 2,
  waiting: 64,
  milliseconds: 30_000,
};

/** Measurements under way and waiting, the cheapest first. Never looks at what is measured. */
export class InFlight {
  readonly #limits: InFlightLimits;
  readonly #small: PQueue;
  readonly #large: PQueue;

  constructor(limits: InFlightLimits = IN_FLIGHT_LIMITS) {
    this.#limits = limits;
    this.#small = new PQueue({ concurrency: limits.smallAtOnce });
    this.#large = new PQueue({ concurrency: limits.largeAtOnce });
  }

  /** Longest from asking to answered. */
  get milliseconds(): number {
    return this.#limits.milliseconds;
  }

  /** How many are in line. */
  get waiting(): number {
    return this.#small.size + this.#large.size;
  }

  /** Refuses with BUSY where too many wait already; whoever stops waiting leaves the line. */
  run<T>(cost: number, measure: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.waiting >= this.#limits.waiting) throw busy();
    const lane = cost >= this.#limits.large ? this.#large : this.#small;
    return lane.add(measure, { priority: -cost, signal });
  }
}

function busy(): Refused {
  return new Refused(
    "BUSY",
    "questions in line",
    {
      nl: "Er staan nu te veel vragen in de rij. Probeer het zo nog eens.",
      en: "Too many questions are in line now. Try again in a moment.",
    },
    [],
  );
}

export function tooSlow(): Refused {
  return new Refused(
    "TOO_SLOW",
    "time for one question",
    {
      nl: "Deze vraag duurt te lang. Vraag minder metingen tegelijk of splits minder fijn, of probeer het later.",
      en: "This question takes too long. Ask for fewer waves at once or split less finely, or try again later.",
    },
    [
      { nl: "Vraag minder metingen tegelijk.", en: "Ask for fewer waves at once." },
      { nl: "Splits minder fijn.", en: "Split less finely." },
    ],
  );
}
