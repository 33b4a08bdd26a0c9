import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay, sayNumber } from "../../lib/language/saying.ts";
import type { Column } from "../table/DataTable.tsx";
import { DataTable } from "../table/DataTable.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

export interface WaveHowFar {
  code: string;
  label: string;
  state: "OPEN" | "CLOSED" | "BROUGHT_IN";
  openedAt: string | null;
  closedAt: string | null;
  expected: number;
  answered: number;
}

interface WaveTableProps {
  waves: readonly WaveHowFar[];
  /** What still may change, in sentences of the API. */
  mayChange: readonly string[];
}

/** How far each wave was when a snapshot was made, and what may still change. */
export function WaveTable({ waves, mayChange }: WaveTableProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const columns: Column<WaveHowFar>[] = [
    { id: "wave", header: words.wave, names: true, cell: ({ label }) => label },
    { id: "answered", header: words.answered, numeric: true, cell: ({ answered }) => sayNumber(answered, locale, 0) },
    { id: "expected", header: words.expected, numeric: true, cell: ({ expected }) => sayNumber(expected, locale, 0) },
    {
      id: "state",
      header: words.state,
      cell: ({ state, openedAt, closedAt }) => {
        const since = closedAt ?? openedAt;
        const said = words.states[state];
        return since === null ? said : words.since(said, sayDay(since, locale));
      },
    },
  ];
  return (
    <>
      {waves.length === 0 ? (
        <p>{words.unknown}</p>
      ) : (
        <>
          <DataTable
            caption={words.waves}
            captionHidden
            columns={columns}
            rows={waves}
            rowKey={({ code }) => code}
            tall
          />
          <p>{words.rounded}</p>
        </>
      )}
      <ul>
        {mayChange.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
