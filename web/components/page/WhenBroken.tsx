import { Component } from "react";
import type { ReactNode } from "react";
import { useWords } from "../../lib/language/language.tsx";
import { Button } from "../button/Button.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { PageHeading } from "./PageHeading.tsx";
import { RespondentPage } from "./RespondentPage.tsx";

interface WhenBrokenProps {
  /** Elsewhere it is tried again. */
  at: string;
  children: ReactNode;
}

/** A page that cannot be fetched or shown says so, instead of nothing at all. */
export class WhenBroken extends Component<WhenBrokenProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidUpdate({ at }: WhenBrokenProps) {
    if (at !== this.props.at && this.state.broken) this.setState({ broken: false });
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const words = useWords({ nl, en });
  return (
    <RespondentPage>
      <PageHeading>{words.brokenTitle}</PageHeading>
      <p>{words.broken}</p>
      <p>
        <Button onClick={() => window.location.reload()}>{words.reload}</Button>
      </p>
    </RespondentPage>
  );
}
