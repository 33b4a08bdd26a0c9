/** Tuples of positions and their numbers, mixed radix: the last position moves fastest. */

export function mixedRadix(
  positions: ArrayLike<number>,
  places: readonly number[],
  size: (place: number) => number,
): number {
  let number = 0;
  for (const place of places) number = number * size(place) + (positions[place] as number);
  return number;
}

export function productOf(places: readonly number[], size: (place: number) => number): number {
  return places.reduce((product, place) => product * size(place), 1);
}

export function forEachTuple(
  places: readonly number[],
  size: (place: number) => number,
  positions: Int32Array,
  visit: (number: number) => void,
): void {
  const total = productOf(places, size);
  for (const place of places) positions[place] = 0;
  for (let number = 0; number < total; number++) {
    visit(number);
    advance(places, size, positions);
  }
}

/** Every combination of positions in turn, and its number; for a loop that has to wait. */
export function* tuples(
  places: readonly number[],
  size: (place: number) => number,
  positions: Int32Array,
): Generator<number, void, undefined> {
  const total = productOf(places, size);
  for (const place of places) positions[place] = 0;
  for (let number = 0; number < total; number++) {
    yield number;
    advance(places, size, positions);
  }
}

function advance(places: readonly number[], size: (place: number) => number, positions: Int32Array): void {
  for (let at = places.length - 1; at >= 0; at--) {
    const place = places[at] as number;
    const next = (positions[place] as number) + 1;
    if (next < size(place)) {
      positions[place] = next;
      return;
    }
    positions[place] = 0;
  }
}
