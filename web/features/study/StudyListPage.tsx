import { useState } from "react";
import type { FormEvent } from "react";
import { Link, useSearchParams } from "react-router";
import { useQuery } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { ConceptFilter } from "../../components/domain/ConceptFilter.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import type { ResultOf } from "../../lib/graphql/graphql.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay, sayNumber } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { StudyList } from "./operations.ts";
import styles from "./study.module.css";

/** Every study that the viewer may know of, with its meaning and never its data. */
export default function StudyListPage() {
  const words = useWords({ nl, en });
  const [params, setParams] = useSearchParams();
  const search = params.get("search");
  const concept = params.get("concept");
  const after = params.get("after");
  const [{ data, error, fetching }, again] = useQuery({ query: StudyList, variables: { search, concept, after } });
  // The router writes the address a moment later; a chosen concept must not wait for that.
  const [chosen, setChosen] = useState(concept);
  const [seen, setSeen] = useState(concept);
  if (seen !== concept) {
    setSeen(concept);
    setChosen(concept);
  }
  const go = (next: { search?: string | null; concept?: string | null; after?: string | null }) => {
    const wanted = { search, concept, after: null, ...next };
    setParams(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) as Record<string, string>);
  };
  const studies = data?.studies;
  const filtered = search !== null || concept !== null;
  const brings = data?.viewer?.roles.some((role) => role === "RESEARCHER" || role === "ADMIN") ?? false;
  return (
    <>
      <PageHeading steady>{words.listTitle}</PageHeading>
      <p className={styles.intro}>{words.listIntro}</p>
      {brings && (
        <p className={styles.actions}>
          <ButtonLink to="/new-study">{words.start}</ButtonLink>
          <ButtonLink to="/import">{words.bringIn}</ButtonLink>
        </p>
      )}
      <div className={styles.filters}>
        <SearchForm key={search ?? ""} search={search ?? ""} onSearch={(sought) => go({ search: sought })} />
        <ConceptFilter
          legend={words.concept}
          all={words.allConcepts}
          name="concept"
          chosen={chosen}
          onChoose={(wanted) => {
            setChosen(wanted);
            go({ concept: wanted });
          }}
        />
      </div>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {fetching && !studies && <Waiting />}
      {studies && (
        <>
          {studies.nodes.length > 0 ? (
            <>
              <p role="status" className={styles.quiet}>
                {words.found(studies.totalCount)}
              </p>
              <ul className={styles.list}>
                {studies.nodes.map((study) => (
                  <StudyLine key={study.id} study={study} />
                ))}
              </ul>
            </>
          ) : (
            <EmptyState title={filtered ? words.notFoundTitle : words.noneTitle}>
              <p role="status">{filtered ? words.notFound : words.none}</p>
              {filtered && <Button onClick={() => go({ search: null, concept: null })}>{words.showAll}</Button>}
            </EmptyState>
          )}
          <nav className={styles.actions} aria-label={words.found(studies.totalCount)}>
            {after && <Button onClick={() => go({ after: null })}>{words.first}</Button>}
            {studies.pageInfo.hasNextPage && (
              <Button onClick={() => go({ after: studies.pageInfo.endCursor })}>{words.next}</Button>
            )}
          </nav>
        </>
      )}
    </>
  );
}

function SearchForm({ search, onSearch }: { search: string; onSearch(search: string): void }) {
  const words = useWords({ nl, en });
  const [sought, setSought] = useState(search);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(sought.trim());
  };
  return (
    <form role="search" className={styles.search} onSubmit={submit}>
      <TextField
        type="search"
        label={words.search}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
        autoComplete="off"
      />
      <Button type="submit">{words.searchButton}</Button>
    </form>
  );
}

type ListedStudy = ResultOf<typeof StudyList>["studies"]["nodes"][number];

function StudyLine({ study }: { study: ListedStudy }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { snapshot } = study;
  const facts = [
    ...(study.waves.length > 0 ? [words.waves(study.waves.length)] : []),
    ...(snapshot
      ? [words.persons(sayNumber(snapshot.persons, locale, 0)), sayDay(snapshot.asOf, locale)]
      : [words.noSnapshot]),
  ];
  return (
    <li className={styles.line}>
      <h2 className={styles.lineTitle}>
        <Link to={`/studies/${study.slug}`}>{study.title}</Link>
        {study.synthetic && <span className={styles.tag}>{words.made}</span>}
      </h2>
      {study.description && <p className={styles.clamped}>{study.description}</p>}
      <p className={styles.quiet}>{facts.join(" · ")}</p>
    </li>
  );
}
