import type { Way } from "../../../components/question/way.ts";
import { ChoicesScreen } from "../choosing/ChoicesScreen.tsx";
import { GuardianWaitScreen } from "../choosing/GuardianWaitScreen.tsx";
import type { Respondent } from "../operations.ts";
import type { Respondence } from "../useRespondent.ts";
import { AboutScreen } from "./AboutScreen.tsx";
import { CheckScreen } from "./CheckScreen.tsx";
import { ClosedScreen } from "./ClosedScreen.tsx";
import { DeclinedScreen } from "./DeclinedScreen.tsx";
import { OwnCodeScreen } from "./OwnCodeScreen.tsx";
import { ReceiptScreen } from "./ReceiptScreen.tsx";
import { SentScreen } from "./SentScreen.tsx";
import { TooLateScreen } from "./TooLateScreen.tsx";

interface LaterProps {
  way: Way;
  respondent: Respondent;
  respondence: Respondence;
  /** Somebody came back and goes on here. */
  returned: boolean;
}

const SCREENS = {
  ABOUT: AboutScreen,
  CHECK: CheckScreen,
  CHOICES: ChoicesScreen,
  CLOSED: ClosedScreen,
  DECLINED: DeclinedScreen,
  GUARDIAN: GuardianWaitScreen,
  OWN_CODE: OwnCodeScreen,
  RECEIPT: ({ respondent: { withdrawal }, respondence }: LaterProps) =>
    withdrawal && <ReceiptScreen {...{ withdrawal, respondence }} />,
  SENT: SentScreen,
  TOO_LATE: TooLateScreen,
};

export type LaterName = keyof typeof SCREENS;

/** A page behind the link that nobody sees before the first question; all of them are fetched together. */
export default function LaterScreen({ name, ...props }: LaterProps & { name: LaterName }) {
  const Named = SCREENS[name];
  return <Named {...props} />;
}
