/** So many bytes that nobody can guess; passed in, so that a test can repeat them. */
export type Chance = (bytes: number) => Buffer;
