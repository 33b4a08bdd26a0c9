/** The present moment; passed in, so that a test can walk through years. */
export type Clock = () => Date;
