import { useWords } from "../../lib/language/language.tsx";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import { ButtonLink } from "../button/Button.tsx";
import { Notice } from "../notice/Notice.tsx";
import { en } from "./desk/en.ts";
import { nl } from "./desk/nl.ts";

/** In place of what the viewer may not see: says who may, and leads somebody unknown to signing in. */
export function NotForViewer({ children }: { children: string }) {
  const words = useWords({ nl, en });
  const { viewer } = useViewer();
  return (
    <Notice kind="INFO">
      <p>{children}</p>
      {!viewer && <ButtonLink to="/sign-in">{words.toSignIn}</ButtonLink>}
    </Notice>
  );
}
