/** Names that fit here and are each there once, whatever capitals they have. */
export class Names {
  readonly #taken = new Set<string>();
  readonly #fitting: (name: string) => string;

  constructor(fitting: (name: string) => string) {
    this.#fitting = fitting;
  }

  take(name: string): string {
    const fitting = this.#fitting(name);
    let free = fitting;
    for (let next = 2; this.#taken.has(free.toLowerCase()); next++)
      free = `${fitting.slice(0, -`_${next}`.length)}${fitting.slice(-`_${next}`.length)}_${next}`.slice(
        -MOST_OF_A_NAME,
      );
    this.#taken.add(free.toLowerCase());
    return free;
  }
}

const MOST_OF_A_NAME = 63;
const MOST_OF_A_CODE = 32;

/** Letters, digits and _, beginning with a letter; accents are taken off. */
export function asVariable(name: string): string {
  const plain = unaccented(name)
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return (/^[A-Za-z]/.test(plain) ? plain : `v_${plain}`).slice(0, MOST_OF_A_NAME);
}

export function asCode(code: string): string {
  const plain = unaccented(code).replace(/[^A-Za-z0-9_-]+/g, "_");
  return (/^[A-Za-z0-9]/.test(plain) ? plain : `c${plain}`).slice(0, MOST_OF_A_CODE);
}

const unaccented = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "");
