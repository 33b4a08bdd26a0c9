import { withServices } from "../../services.ts";
import { FIRST_PROBLEMS } from "./problem-table.ts";
import { type ImportedStudy, StudyRefused } from "./study.ts";

/*
 * Brings a study in from this machine: npm run import -- <folder or datapackage file>. Works beside a running server
 * and without one. What happened goes to standard output, how far it is to standard error. Exit 1: nothing came in.
 */

const USAGE = "npm run import -- <map of datapackage.json | folder or datapackage.json>";

const BAR = 30;

/** A bar that moves where somebody watches; else a line at every tenth. */
function progressOn(stream: NodeJS.WriteStream) {
  let tenth = 0;
  return {
    show(share: number) {
      const percent = Math.floor(share * 100);
      if (stream.isTTY) {
        const full = Math.round(share * BAR);
        stream.write(`\r[${"█".repeat(full)}${"·".repeat(BAR - full)}] ${String(percent).padStart(3)} %`);
      } else if (Math.floor(percent / 10) > tenth) {
        tenth = Math.floor(percent / 10);
        stream.write(`${tenth * 10} %\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write("\n");
    },
  };
}

const told = ({ title, slug, persons, rows, waves, variables, notes, snapshotId }: ImportedStudy): string =>
  [
    `${title} (${slug})`,
    `  personen/persons ${persons} · rijen/rows ${rows} · metingen/waves ${waves} · variabelen/variables ${variables}`,
    ...(snapshotId === null ? [] : [`  momentopname/snapshot ${snapshotId}`]),
    ...notes.flatMap(({ message }) => [`  ! ${message.nl}`, `    ${message.en}`]),
  ].join("\n");

function listed(refused: StudyRefused): string {
  const lines = refused.problems.slice(0, FIRST_PROBLEMS).flatMap(({ file, row, message }) => {
    const place = [file, row === null ? null : `regel/line ${row}`].filter((part) => part !== null).join(", ");
    return [`  ${place === "" ? "" : `${place}: `}${message.nl}`, `    ${message.en}`];
  });
  const { problemCount, reportPath } = refused;
  return [
    `Er is niets ingelezen. Problemen: ${problemCount}. / Nothing came in. Problems: ${problemCount}.`,
    ...lines,
    ...(problemCount > lines.length / 2 ? ["  …"] : []),
    ...(reportPath === null ? [] : [`Alle problemen / all problems: ${reportPath}`]),
  ].join("\n");
}

const [at, ...rest] = process.argv.slice(2);
if (at === undefined || rest.length > 0 || at.startsWith("-")) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  const path = at;
  const progress = progressOn(process.stderr);
  try {
    const imported = await withServices(({ steps }) =>
      steps.study.importStudy(path, { onProgress: (share) => progress.show(share) }),
    );
    progress.end();
    process.stdout.write(`${told(imported)}\n`);
  } catch (error) {
    progress.end();
    if (!(error instanceof StudyRefused)) throw error;
    process.stdout.write(`${listed(error)}\n`);
    process.exitCode = 1;
  }
}
