import { Link } from "react-router";
import { PageHeading } from "../components/page/PageHeading.tsx";
import { RespondentPage } from "../components/page/RespondentPage.tsx";
import { useWords } from "../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

export default function NotFoundPage() {
  const words = useWords({ nl, en });
  return (
    <RespondentPage>
      <PageHeading>{words.notFoundTitle}</PageHeading>
      <p>{words.notFound}</p>
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </RespondentPage>
  );
}
