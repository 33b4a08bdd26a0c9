import { DataTable } from "../../components/table/DataTable.tsx";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayNumber, sayShare } from "../../lib/language/saying.ts";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { WholeCodebook } from "./operations.ts";

type Agreed = WholeCodebook["agreement"][number]["themes"][number];

/** How well two coders agree, theme by theme. */
export function AgreementPart({ codebook }: { codebook: WholeCodebook }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const two = (value: number) =>
    value.toLocaleString(locale === "en" ? "en-GB" : "nl-NL", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const kappa = ({ share, kappa: found }: Agreed) => {
    if (share === null) return words.tooFew;
    if (found === null) return words.undefinedKappa;
    return `${two(found.value)} (${words.interval(two(found.low), two(found.high))})`;
  };
  return (
    <section className={styles.part} aria-labelledby="agreement">
      <h2 id="agreement">{words.agreement}</h2>
      <p className={styles.intro}>{words.agreementIntro}</p>
      {codebook.agreement.length === 0 && <p className={styles.quiet}>{words.noAgreement}</p>}
      {codebook.agreement.map(({ coders, themes }) => (
        <DataTable
          key={coders.join()}
          caption={words.between(coders[0] ?? "", coders[1] ?? "")}
          rowKey={({ theme }) => theme.code}
          rows={themes}
          columns={[
            { id: "theme", header: words.theme, names: true, cell: ({ theme }) => say(theme.label) },
            { id: "texts", header: words.both, numeric: true, cell: ({ texts }) => sayNumber(texts, locale) },
            {
              id: "share",
              header: words.agreed,
              numeric: true,
              cell: ({ share }) => (share === null ? words.tooFew : sayShare(share, locale)),
            },
            { id: "kappa", header: words.kappa, numeric: true, cell: kappa },
          ]}
        />
      ))}
    </section>
  );
}
