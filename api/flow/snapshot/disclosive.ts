import { setImmediate } from "node:timers/promises";
import { type FrameSet, groupPersons, moments } from "./frame-sets.ts";
import type { ManifestVariable } from "./manifest.ts";
import { type Member, membersOf, readPersonCodes, type PersonCodes } from "./person-codes.ts";
import { CHUNK_ROWS, type Workshop } from "./workshop.ts";

/** BACKGROUND variables that together tell an ANSWER variable. */
export interface Telling {
  background: string[];
  answer: string;
}

/** Smaller groups are never shown. */
const FRAME_FROM = 10;
/** An answer is told where it stays unknown for fewer persons than this. */
const TOLD_BELOW = 10;
/** Fewer persons whom the groups make known are no reason to refuse. */
const ADDS_FROM = 10;
/** So many columns of answers are held in memory at a time. */
const COLUMNS_AT_ONCE = 64;
/** With so many persons most answers are found not to be told; the others are looked at with everybody. */
const FIRST_PERSONS = CHUNK_ROWS;

/** An ANSWER variable at a wave, first, last or ever: a position for everybody. */
interface Answer {
  name: string;
  size: number;
  positions: Uint16Array;
}

/**
 * Looks for BACKGROUND variables, at most three together, from which an ANSWER variable follows for all but fewer than
 * 10 persons: everybody in a group of 10 and more is taken for the commonest answer there. They tell it only where they
 * add something: where, by taking everybody for the commonest answer of all, at least 10 more would be mistaken.
 *
 * Adding a person to a group, or splitting it, never makes more known of the others. So a set is given up as soon as 10
 * persons are not told, which is after a few hundred persons for most: only what these leave open is looked at with
 * everybody. And smaller sets need a look only where a largest one told.
 */
export async function findTelling(
  workshop: Workshop,
  variables: readonly ManifestVariable[],
  sets: readonly FrameSet[],
  background: PersonCodes,
  waves: number,
): Promise<Telling | null> {
  const largest = Math.max(...sets.map(({ members }) => members.length));
  if (largest === 0) return null;
  // The default banding of numbers: a finer one tells less, and the rule speaks of the variable.
  const answers = membersOf(variables, "ANSWER").filter(({ coding }) => coding === 0);
  const some = batches(answers, COLUMNS_AT_ONCE * Math.ceil(background.persons / FIRST_PERSONS), waves);
  for (const most of some) {
    const open = await leftByFirstPersons(workshop, most, { sets, largest, background, waves });
    for (const batch of batches(open, COLUMNS_AT_ONCE, waves)) {
      const codes = await readPersonCodes(workshop, batch, waves, background.persons);
      const unknown = batch.flatMap((member) => answersOf(member, codes, waves)).filter((answer) => !isKnown(answer));
      const found = await search(unknown, sets, largest, background);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Members in their order, as many at a time as have so many columns together. */
function batches(members: readonly Member[], most: number, waves: number): Member[][] {
  const all: Member[][] = [];
  let columns = Infinity;
  for (const member of members) {
    const own = member.level === "PERSON" ? 1 : waves + 2;
    if (columns + own > most) {
      all.push([]);
      columns = 0;
    }
    all.at(-1)?.push(member);
    columns += own;
  }
  return all;
}

/** Those of which the first persons do not show yet, in every largest set, that 10 stay untold. */
async function leftByFirstPersons(
  workshop: Workshop,
  members: readonly Member[],
  {
    sets,
    largest,
    background,
    waves,
  }: { sets: readonly FrameSet[]; largest: number; background: PersonCodes; waves: number },
): Promise<Member[]> {
  if (background.persons <= FIRST_PERSONS) return [...members];
  const first = `(from person limit ${FIRST_PERSONS})`;
  const codes = await readPersonCodes(workshop, members, waves, FIRST_PERSONS, first);
  let undecided = members.flatMap((member) => answersOf(member, codes, waves).map((answer) => ({ member, answer })));
  const left = new Set<Member>();
  const slots = new Int32Array(background.persons);
  for (const set of sets) {
    if (set.members.length !== largest) continue;
    const groups = numberLargeGroups(groupPersons(set, background, slots), slots);
    undecided = undecided.filter(({ member, answer }) => {
      if (tells(answer, slots, groups) === "NO") return true;
      left.add(member);
      return false;
    });
    // Requests go on being answered meanwhile.
    await setImmediate();
  }
  return members.filter((member) => left.has(member));
}

function answersOf(member: Member, codes: PersonCodes, waves: number): Answer[] {
  const { name, size, level } = member;
  const at = moments([member], waves).map((moment) => ({ name, size, positions: codes.at(member, moment) }));
  if (level === "PERSON") return at;
  const ever = member.codes.valid.map((_, code) => {
    const positions = new Uint16Array(codes.persons);
    for (let wave = 0; wave < waves; wave++) {
      const column = codes.at(member, wave);
      for (let p = 0; p < positions.length; p++) if (column[p] === code) positions[p] = 1;
    }
    return { name, size: 2, positions };
  });
  return [...at, ...ever];
}

const isKnown = ({ size, positions }: Answer): boolean => {
  const counts = new Uint32Array(size);
  for (const position of positions) counts[position] = (counts[position] as number) + 1;
  return positions.length - Math.max(...counts) < TOLD_BELOW;
};

async function search(
  answers: readonly Answer[],
  sets: readonly FrameSet[],
  largest: number,
  background: PersonCodes,
): Promise<Telling | null> {
  const slots = new Int32Array(background.persons);
  let open = answers;
  for (const members of [largest, -1]) {
    const left = new Set<Answer>();
    for (const set of sets) {
      const size = set.members.length;
      if (open.length === 0 || size === 0 || (members === largest ? size !== largest : size === largest)) continue;
      const groups = numberLargeGroups(groupPersons(set, background, slots), slots);
      for (const answer of open) {
        const told = tells(answer, slots, groups);
        if (told === "NO") continue;
        if (told === "YES") return { background: set.members.map(({ name }) => name), answer: answer.name };
        left.add(answer);
      }
      // Requests go on being answered meanwhile.
      await setImmediate();
    }
    // Where no largest set left fewer than 10 untold, no smaller one can.
    open = [...left];
  }
  return null;
}

/** Numbers the groups of 10 and more from 0, -1 for everybody else; how many there are. */
function numberLargeGroups({ count }: { count: number }, slots: Int32Array): number {
  const persons = new Uint32Array(count);
  for (const slot of slots) persons[slot] = (persons[slot] as number) + 1;
  const numbers = new Int32Array(count).fill(-1);
  let next = 0;
  persons.forEach((size, slot) => {
    if (size >= FRAME_FROM) numbers[slot] = next++;
  });
  for (let p = 0; p < slots.length; p++) slots[p] = numbers[slots[p] as number] as number;
  return next;
}

/** NO: at least 10 of these persons stay untold. KNOWN: fewer, but the groups add nothing to that. */
function tells({ size, positions }: Answer, groups: Int32Array, count: number): "YES" | "NO" | "KNOWN" {
  const counts = new Uint32Array(count * size);
  const commonest = new Uint32Array(count);
  let untold = 0;
  for (let p = 0; p < positions.length; p++) {
    const group = groups[p] as number;
    if (group === -1) continue;
    const cell = group * size + (positions[p] as number);
    const persons = (counts[cell] as number) + 1;
    counts[cell] = persons;
    if (persons > (commonest[group] as number)) commonest[group] = persons;
    else if (++untold >= TOLD_BELOW) return "NO";
  }
  const together = new Uint32Array(size);
  let persons = 0;
  counts.forEach((cell, index) => {
    together[index % size] = (together[index % size] as number) + cell;
    persons += cell;
  });
  const untoldWithout = persons - Math.max(0, ...together);
  return untoldWithout - untold < ADDS_FROM ? "KNOWN" : "YES";
}
