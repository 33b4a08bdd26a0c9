import { ChoiceGroup } from "../form/Choices.tsx";
import { Words } from "../../lib/language/language.tsx";
import type { ControlProps } from "./control.ts";

/** One of the options, or several; one that excludes takes the place of all others. */
export function ChoiceControl({ question, heading, help, error, draft, onChoose }: ControlProps) {
  const chosen = Array.isArray(draft) ? draft.map(String) : typeof draft === "string" ? [draft] : [];
  const several = question.kind === "MULTIPLE";
  const toggle = (code: string, on: boolean) => {
    const excludes = (candidate: string) => question.options.some((each) => each.code === candidate && each.excludes);
    const takesPlace = (candidate: string) => on && (excludes(code) || excludes(candidate));
    const left = question.options
      .map((option) => option.code)
      .filter((candidate) => (candidate === code ? on : chosen.includes(candidate) && !takesPlace(candidate)));
    onChoose(left.length > 0 ? left : null);
  };
  return (
    <ChoiceGroup
      kind={several ? "checkbox" : "radio"}
      legend={heading}
      help={help}
      error={error}
      choices={question.options.map(({ code, label }) => ({ value: code, label: <Words of={label} /> }))}
      chosen={chosen}
      control={{
        name: question.id,
        onChange: ({ target }) => (several ? toggle(target.value, target.checked) : onChoose(target.value)),
      }}
    />
  );
}
