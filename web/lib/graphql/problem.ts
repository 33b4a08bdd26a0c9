import { graphql } from "./graphql.ts";

/** What is said of an expected failure: a sentence in the reader's language, its stable code, and the place. */
export const ProblemFields = graphql(`
  fragment ProblemFields on Problem @_unmask {
    code
    message
    path
  }
`);
