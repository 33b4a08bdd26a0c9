import { DOMAINS } from "../../../schema/kinds/life-domains.ts";
import { en as domainsEn } from "../../components/domain/en.ts";
import { nl as domainsNl } from "../../components/domain/nl.ts";
import { SelectField } from "../../components/form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface ConceptFieldProps {
  value: string | null;
  onChange(concept: string | null): void;
}

/** The life domain that a question is about, or what else was said there. */
export function ConceptField({ value, onChange }: ConceptFieldProps) {
  const words = useWords({ nl, en });
  const domains = useWords({ nl: domainsNl, en: domainsEn });
  const concepts: { value: string; label: string }[] = DOMAINS.map((domain) => ({
    value: domain,
    label: domains[domain],
  }));
  if (value && !concepts.some((concept) => concept.value === value)) concepts.push({ value, label: value });
  return (
    <SelectField
      label={words.concept}
      placeholder={words.noConcept}
      value={value ?? ""}
      options={concepts}
      onChange={({ target }) => onChange(target.value || null)}
    />
  );
}
