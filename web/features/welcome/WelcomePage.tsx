import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";

export default function WelcomePage() {
  return (
    <RespondentPage>
      <PageHeading>Weerklank</PageHeading>
    </RespondentPage>
  );
}
