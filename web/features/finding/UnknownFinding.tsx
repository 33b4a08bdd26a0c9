import { Link } from "react-router";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

export function UnknownFinding() {
  const words = useWords({ nl, en });
  return (
    <>
      <PageHeading>{words.unknownTitle}</PageHeading>
      <p>{words.unknown}</p>
      <p>
        <Link to="/studies">{words.toStudies}</Link>
      </p>
    </>
  );
}
