import { Link } from "react-router";
import { useQuery } from "urql";
import { Mark } from "../../components/mark/Mark.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { PublicPage } from "../../components/page/PublicPage.tsx";
import { graphql } from "../../lib/graphql/graphql.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { LoopShare } from "./LoopShare.tsx";
import { nl } from "./nl.ts";
import styles from "./welcome.module.css";

const Welcome = graphql(`
  query Welcome {
    loop {
      promises
      due
      kept
      share
    }
    studies(first: 50) {
      nodes {
        id
        synthetic
      }
    }
  }
`);

/** What Weerklank is and for whom; the share of kept promises is the first figure. */
export default function WelcomePage() {
  const words = useWords({ nl, en });
  const [{ data }] = useQuery({ query: Welcome });
  const synthetic = data?.studies.nodes.some((study) => study.synthetic) ?? false;
  return (
    <PublicPage synthetic={synthetic}>
      <div className={styles.opening}>
        <Mark rings={3} size={148} />
        <div className={styles.lead}>
          <PageHeading title={words.lead} className={styles.title}>
            {words.lead}
          </PageHeading>
          <p>{words.why}</p>
        </div>
      </div>

      {data && <LoopShare {...data.loop} />}

      <section className={styles.section} aria-labelledby="how">
        <h2 id="how">{words.howTitle}</h2>
        <ol className={styles.how}>
          {words.how.map((step, rings) => (
            <li key={step}>
              <Mark rings={rings} size={64} />
              <span>{step}</span>
            </li>
          ))}
        </ol>
      </section>

      <section className={styles.section} aria-labelledby="for-whom">
        <h2 id="for-whom">{words.forWhom}</h2>
        <dl className={styles.forWhom}>
          <div>
            <dt>{words.linkTitle}</dt>
            <dd>{words.link}</dd>
          </div>
          <div>
            <dt>{words.planTitle}</dt>
            <dd>{words.plan}</dd>
            <dd>
              <Link to="/plan">{words.toPlan}</Link>
            </dd>
          </div>
          <div>
            <dt>{words.stopTitle}</dt>
            <dd>{words.stop}</dd>
            <dd>
              <Link to="/stop">{words.toStop}</Link>
            </dd>
          </div>
          <div>
            <dt>{words.researchTitle}</dt>
            <dd>{words.research}</dd>
            <dd>
              <Link to="/studies">{words.toStudies}</Link>
            </dd>
          </div>
          <div>
            <dt>{words.workTitle}</dt>
            <dd>{words.work}</dd>
            <dd>
              <Link to="/sign-in">{words.signIn}</Link>
            </dd>
          </div>
        </dl>
      </section>
    </PublicPage>
  );
}
