import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A small study as a package: twelve persons in two waves; what is given replaces what it has. */
export interface StudyPackageWish {
  name?: string;
  title?: string;
  /** Beside id, wave and ok */
  fields?: object[];
  /** Cells of those fields, after the comma */
  cells?: string;
  persons?: number;
  rows?: string[];
}

export function studyPackage({ name = "small", title = "A small study", ...wish }: StudyPackageWish = {}): Record<
  string,
  string
> {
  const persons = Array.from({ length: wish.persons ?? 12 }, (_, i) => `p${i + 1}`);
  const names = (wish.fields ?? []).map((field) => (field as { name: string }).name);
  const extra = wish.cells === undefined ? "" : `,${wish.cells}`;
  const rows =
    wish.rows ?? persons.flatMap((id, i) => [`${id},1,${i % 2 ? "yes" : "no"}${extra}`, `${id},2,yes${extra}`]);
  const description = {
    name,
    title,
    description: "Made for a test.",
    waves: [
      { wave: 1, label: "first" },
      { wave: 2, label: "second" },
    ],
    resources: [
      {
        name: "long",
        path: "data/long.csv",
        schema: {
          fields: [
            { name: "id", type: "string" },
            { name: "wave", type: "integer" },
            { name: "ok", title: "Goes well", type: "string", categories: ["no", "yes"], concept: "wellbeing" },
            ...(wish.fields ?? []),
          ],
          primaryKey: ["id", "wave"],
        },
        panel: { person: "id", wave: "wave", shape: "long" },
      },
    ],
  };
  return {
    "datapackage.json": JSON.stringify(description),
    "data/long.csv": `${["id", "wave", "ok", ...names].join(",")}\n${rows.join("\n")}\n`,
  };
}

/** Writes it to a folder of its own. */
export async function writePackage(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "weerklank-package-"));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
