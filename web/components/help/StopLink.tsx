import { Link } from "../../lib/address/address.tsx";
import { useLanguage } from "../../lib/language/language.tsx";

const words = {
  ask: { nl: "Gebeurt er iets wat moet stoppen?", en: "Is something happening that has to stop?" },
  go: { nl: "Naar de stopknop", en: "To the stop button" },
};

/** The way to somebody who reads what harms and is not stopped. */
export function StopLink() {
  const { locale } = useLanguage();
  return (
    <p>
      {words.ask[locale]} <Link to="/stop">{words.go[locale]}</Link>
    </p>
  );
}
