import { useId, useState } from "react";
import { isDomain, DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import type { Codebook, CodebookVariable } from "../../lib/question/codebook.ts";
import { findVariable } from "../../lib/question/codebook.ts";
import type { Moment, VariableAt } from "../../lib/question/question.ts";
import { MOMENTS } from "../../lib/question/question.ts";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface VariableFieldsProps {
  label: string;
  variable: VariableAt;
  codebook: Codebook;
  /** Which variables fit here. */
  fits(variable: CodebookVariable): boolean;
  onChange(variable: VariableAt): void;
  /** Whether it is looked at in bands here, or as a number. */
  inBands?: boolean;
  /** Quantiles and means may be asked at another moment; a survival condition may not. */
  withMoment?: boolean;
}

/** Above this many a list is searched rather than read. */
const MANY = 25;

/** Which variable, when it is looked at, and how it is cut. */
export function VariableFields({
  label,
  variable,
  codebook,
  fits,
  onChange,
  inBands = false,
  withMoment = true,
}: VariableFieldsProps) {
  const words = useWords({ nl, en });
  const [search, setSearch] = useState("");
  const id = useId();
  const offered = codebook.variables.filter(fits);
  const found = findVariable(codebook, variable.name);
  const sought = search.trim().toLocaleLowerCase();
  const shown = offered.filter(
    (offer) =>
      sought === "" ||
      offer.name === variable.name ||
      `${offer.label} ${offer.name}`.toLocaleLowerCase().includes(sought),
  );
  return (
    <div className={styles.variable}>
      {offered.length > MANY && (
        <label className={styles.field}>
          <span className={styles.small}>{words.searchVariables(offered.length)}</span>
          <input
            type="search"
            className={styles.control}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            autoComplete="off"
          />
        </label>
      )}
      <label className={styles.field} htmlFor={id}>
        <span className={styles.small}>{label}</span>
        <select
          id={id}
          className={styles.control}
          value={found ? variable.name : ""}
          onChange={(event) => onChange({ name: event.target.value })}
        >
          <option value="">{shown.length > 0 ? words.chooseVariable : words.noVariables}</option>
          {grouped(shown).map(([concept, members]) => (
            <optgroup key={concept} label={isDomain(concept) ? words.domains[concept] : concept || words.otherConcept}>
              {members.map((member) => (
                <option key={member.name} value={member.name}>
                  {member.label} ({words.roleShort[member.role]})
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {found?.derived && (
        <p className={styles.small}>
          <Words of={found.derived.sentence} />
        </p>
      )}
      {withMoment && found?.level === "PERSON_WAVE" && codebook.waves.length > 1 && (
        <MomentField variable={variable} codebook={codebook} onChange={onChange} />
      )}
      {inBands && found && found.bandings.length > 1 && (
        <label className={styles.field}>
          <span className={styles.small}>{words.banding}</span>
          <select
            className={styles.control}
            value={variable.banding ?? found.bandings[0]?.name}
            onChange={(event) => onChange({ ...variable, banding: event.target.value })}
          >
            {found.bandings.map(({ name, limits }) => (
              <option key={name} value={name}>
                {words.bandingName(name, limits.length + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** Value of the select: a moment, or a wave by its place, since a code may be any text. */
const waveValue = (place: number): string => `wave ${place}`;

function MomentField({
  variable,
  codebook,
  onChange,
}: {
  variable: VariableAt;
  codebook: Codebook;
  onChange(variable: VariableAt): void;
}) {
  const words = useWords({ nl, en });
  const place = codebook.waves.findIndex(({ code }) => code === variable.wave);
  const choose = (value: string) => {
    const { at: _at, wave: _wave, ...rest } = variable;
    const wave = codebook.waves.find((_, index) => waveValue(index) === value);
    const moment: Moment | undefined = MOMENTS.find((candidate) => candidate === value);
    onChange({ ...rest, ...(wave ? { wave: wave.code } : moment && moment !== "SAME" ? { at: moment } : {}) });
  };
  return (
    <label className={styles.field}>
      <span className={styles.small}>{words.when}</span>
      <select
        className={styles.control}
        value={place >= 0 ? waveValue(place) : (variable.at ?? "SAME")}
        onChange={(event) => choose(event.target.value)}
      >
        {MOMENTS.map((moment) => (
          <option key={moment} value={moment}>
            {words.moments[moment]}
          </option>
        ))}
        <optgroup label={words.fixedWave}>
          {codebook.waves.map((wave, index) => (
            <option key={wave.code} value={waveValue(index)}>
              {wave.label}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

/** The five domains first, in their fixed order; then other concepts; then the rest. */
function grouped(variables: readonly CodebookVariable[]): [string, CodebookVariable[]][] {
  const groups = new Map<string, CodebookVariable[]>(DOMAINS.map((domain) => [domain, []]));
  const rest: CodebookVariable[] = [];
  for (const variable of variables) {
    if (!variable.concept) rest.push(variable);
    else groups.set(variable.concept, [...(groups.get(variable.concept) ?? []), variable]);
  }
  return [...groups.entries(), ["", rest] as [string, CodebookVariable[]]].filter(([, members]) => members.length > 0);
}
