import { builder } from "./builder.ts";

/** Words that people wrote: Dutch always, English where somebody wrote it. */
export interface WrittenText {
  nl: string;
  en?: string | null;
}

export const TextType = builder.objectRef<WrittenText>("Text").implement({
  description: "The same words in each language; nl is always there.",
  fields: (t) => ({
    nl: t.exposeString("nl"),
    en: t.exposeString("en", { nullable: true }),
  }),
});

export const TextInput = builder.inputRef<WrittenText>("TextInput").implement({
  fields: (t) => ({
    nl: t.string({ required: true }),
    en: t.string(),
  }),
});
