import { derivedDefinition, type DerivedDefinition } from "../../schema/derived.ts";
import type { z } from "zod";
import type { DerivedSource } from "../../api/flow/study/study.ts";

export type DefinitionDraft = z.input<typeof derivedDefinition>;

export const defined = (draft: DefinitionDraft): DerivedDefinition => derivedDefinition.parse(draft);

/** As a study declares it. */
export const derivedAs = (
  name: string,
  draft: DefinitionDraft,
  of: Partial<Omit<DerivedSource, "name" | "definition">> = {},
): DerivedSource => ({
  name,
  version: 1,
  label: name,
  concept: null,
  inForce: true,
  ...of,
  definition: defined(draft),
});
