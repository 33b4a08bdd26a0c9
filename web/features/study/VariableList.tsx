import { useState } from "react";
import { Link } from "react-router";
import { Button } from "../../components/button/Button.tsx";
import { ConceptFilter } from "../../components/domain/ConceptFilter.tsx";
import { ConceptLabel } from "../../components/domain/DomainIcon.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { canAverage, canSplit } from "../../lib/question/codebook.ts";
import type { Question } from "../../lib/question/question.ts";
import { askPath } from "../../lib/question/question.ts";
import { sayLimit } from "../../lib/question/sentence.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Study, StudyVariable } from "./operations.ts";
import styles from "./study.module.css";

/** So many at first, and so many more at a press. */
const PAGE = 40;

/** What was measured, to be searched in and asked about. */
export function VariableList({ study }: { study: Study }) {
  const words = useWords({ nl, en });
  const [search, setSearch] = useState("");
  const [concept, setConcept] = useState<string | null>(null);
  const [most, setMost] = useState(PAGE);
  const sought = search.trim().toLocaleLowerCase();
  const found = study.variables.filter(
    (variable) =>
      (concept === null || variable.concept === concept) &&
      `${variable.label} ${variable.name}`.toLocaleLowerCase().includes(sought),
  );
  return (
    <section className={styles.part} aria-labelledby="variables">
      <h2 id="variables">{words.variablesTitle}</h2>
      <div className={styles.filters}>
        <div className={styles.search}>
          <TextField
            type="search"
            label={words.variablesSearch}
            value={search}
            onChange={(event) => {
              setSearch(event.target.value);
              setMost(PAGE);
            }}
            autoComplete="off"
          />
        </div>
        <ConceptFilter
          legend={words.concept}
          all={words.allConcepts}
          name="variable-concept"
          chosen={concept}
          onChoose={setConcept}
        />
      </div>
      <p role="status" className={styles.quiet}>
        {found.length > 0 ? words.variablesFound(found.length, study.variables.length) : words.noVariables}
      </p>
      <ul className={styles.list}>
        {found.slice(0, most).map((variable) => (
          <VariableLine key={variable.id} variable={variable} study={study} />
        ))}
      </ul>
      {found.length > most && (
        <Button onClick={() => setMost(most + PAGE)}>{words.more(Math.min(PAGE, found.length - most))}</Button>
      )}
    </section>
  );
}

function VariableLine({ variable, study }: { variable: StudyVariable; study: Study }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { type, unit, level, role, categories, bandings, derived } = variable;
  const question = firstQuestion(variable, study);
  const theme = study.themeVariables.find(({ name }) => name === variable.name);
  return (
    <li className={styles.variable}>
      <div>
        <h3 className={styles.variableTitle}>{variable.label}</h3>
        <p className={styles.quiet}>
          <code>{variable.name}</code>
        </p>
        {variable.concept && <ConceptLabel concept={variable.concept} />}
      </div>
      <div>
        <p>
          {words.types[type]}
          {unit && ` ${words.unit(unit)}`}, {words.levels[level]}
        </p>
        <p className={styles.quiet}>{words.roles[role]}</p>
        {derived && (
          <>
            <p>
              <Words of={derived.sentence} />
            </p>
            <p className={styles.quiet}>{words.derivedFrom(derived.inputs.join(", "), derived.version)}</p>
          </>
        )}
        {theme && (
          <>
            {theme.when && (
              <p>
                <Words of={theme.when} />
              </p>
            )}
            <p className={styles.quiet}>{words.foundInWords(theme.codebookVersion)}</p>
          </>
        )}
        {categories.length > 0 && (
          <details className={styles.folded}>
            <summary>{words.categories(categories.length)}</summary>
            <ul className={styles.codes}>
              {categories.map(({ code, label }) => (
                <li key={code}>
                  {label} {label !== code && <code className={styles.quiet}>{code}</code>}
                </li>
              ))}
            </ul>
          </details>
        )}
        {bandings.length > 0 && (
          <details className={styles.folded}>
            <summary>{words.bandings}</summary>
            <ul className={styles.codes}>
              {bandings.map(({ name, limits }) => (
                <li key={name}>
                  {words.banding(name, limits.map((limit) => sayLimit(limit, type, locale)).join(" · "))}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <p className={styles.askAbout}>
        {question && (
          <Link to={askPath(question)} aria-label={words.askAboutLong(variable.label)}>
            {words.askAbout}
          </Link>
        )}
      </p>
    </li>
  );
}

/** A first question about a variable, to go on from; null where it cannot be asked about. */
function firstQuestion(variable: StudyVariable, { slug, snapshot }: Study): Question | null {
  if (!snapshot) return null;
  const studies = [slug];
  if (canSplit(variable)) return { studies, measure: { count: true }, by: [{ variable: { name: variable.name } }] };
  return canAverage(variable) ? { studies, measure: { mean: { name: variable.name } } } : null;
}
