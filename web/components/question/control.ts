import type { ReactNode } from "react";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Question } from "./operations.ts";

/** What every kind of question is answered by gets. */
export interface ControlProps {
  question: Question;
  /** The question's words, which are the page's heading. */
  heading: ReactNode;
  headingId: string;
  help: ReactNode;
  error: string | null;
  /** What stands in the answer now; null where nothing does. */
  draft: Json;
  /** A choice, kept at once; null takes it back. */
  onChoose: (value: Json) => void;
  /** What stands in the boxes, kept when typing pauses. */
  onType: (written: string) => void;
}
