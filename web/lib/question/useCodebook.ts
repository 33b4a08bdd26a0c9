import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import type { CombinedError } from "urql";
import { graphql } from "../graphql/graphql.ts";
import type { ResultOf } from "../graphql/graphql.ts";
import type { Codebook } from "./codebook.ts";
import { codebookOf } from "./codebook.ts";

const StudyCodebook = graphql(`
  query StudyCodebook($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      synthetic
      snapshot {
        id
        asOf
        state
      }
      waves {
        id
        code
        label
      }
      variables {
        id
        name
        label
        type
        level
        role
        concept
        unit
        categories {
          code
          label
        }
        bandings {
          name
          limits
        }
        derived {
          sentence {
            nl
            en
          }
        }
      }
    }
  }
`);

type Found = NonNullable<ResultOf<typeof StudyCodebook>["study"]>;

export interface ReadCodebook {
  codebook: Codebook;
  synthetic: boolean;
  /** Asked for, and there is none that the viewer may know of. */
  unknown: readonly string[];
}

interface Reading {
  slugs: string;
  read: ReadCodebook | null;
  error: CombinedError | null;
}

const NOTHING: ReadCodebook = { codebook: codebookOf([]), synthetic: false, unknown: [] };

/** What the chosen studies declare together. While another choice is read, the one before stays. */
export function useCodebook(slugs: readonly string[]): {
  read: ReadCodebook | null;
  error: CombinedError | null;
  again: () => void;
} {
  const client = useClient();
  const [reading, setReading] = useState<Reading>({ slugs: "", read: NOTHING, error: null });
  const [tries, setTries] = useState(0);
  const wanted = useMemo(() => slugs.join("\n"), [slugs]);

  useEffect(() => {
    let left = false;
    const names = wanted === "" ? [] : wanted.split("\n");
    void Promise.all(names.map((slug) => client.query(StudyCodebook, { slug }).toPromise())).then((answers) => {
      if (left) return;
      const error = answers.find((answer) => answer.error)?.error ?? null;
      const studies = answers.flatMap((answer): Found[] => (answer.data?.study ? [answer.data.study] : []));
      setReading((before) => ({
        slugs: wanted,
        error,
        read: error
          ? before.read
          : {
              codebook: codebookOf(studies),
              synthetic: studies.some(({ synthetic }) => synthetic),
              unknown: names.filter((slug) => !studies.some((study) => study.slug === slug)),
            },
      }));
    });
    return () => {
      left = true;
    };
  }, [client, wanted, tries]);

  const again = useCallback(() => setTries((count) => count + 1), []);
  const first = reading.slugs === "" && wanted !== "";
  return { read: first ? null : reading.read, error: reading.error, again };
}
