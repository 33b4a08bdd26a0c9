import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { z } from "zod";
import { dataPackage, type DataPackage, type PackageResource } from "../../../schema/data-package.ts";
import { problem, StudyRefused, type Finding } from "./import-problems.ts";

/** A description that was read, and where its files lie; every path is inside the package's folder. */
export interface StudyPackage {
  description: DataPackage;
  files: { resource: PackageResource; path: string }[];
}

const MOST_BYTES = 20 * 1024 * 1024;

/** `at` is a folder with a datapackage.json, or a file that describes a package. */
export async function readPackage(at: string): Promise<StudyPackage> {
  const path = await descriptionPath(at);
  const name = basename(path);
  const json = await readJson(path);
  const parsed = dataPackage.safeParse(json);
  if (!parsed.success) throw new StudyRefused(parsed.error.issues.map((issue) => invalid(name, issue)));
  const description = parsed.data;
  const repeated = description.resources.find((one, i) =>
    description.resources.some((other, j) => j < i && other.name === one.name),
  );
  if (repeated)
    throw new StudyRefused([problem("PACKAGE_INVALID", { file: name, detail: `resource ${repeated.name} (2×)` })]);

  const root = await realpath(dirname(path));
  const files: StudyPackage["files"] = [];
  const wrong: Finding[] = [];
  for (const resource of description.resources) {
    const located = await locate(root, resource.path);
    if (located.found) files.push({ resource, path: located.path });
    else wrong.push(problem(located.code, { file: resource.path }));
  }
  if (wrong.length > 0) throw new StudyRefused(wrong);
  return { description, files };
}

async function descriptionPath(at: string): Promise<string> {
  const path = resolve(at);
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return path;
  const inside = join(path, "datapackage.json");
  if (found?.isDirectory() && (await stat(inside).catch(() => null))?.isFile()) return inside;
  throw new StudyRefused([problem("NO_PACKAGE", { detail: basename(path) })]);
}

async function readJson(path: string): Promise<unknown> {
  const name = basename(path);
  const { size } = await stat(path);
  if (size > MOST_BYTES)
    throw new StudyRefused([problem("PACKAGE_UNSUPPORTED", { file: name, detail: `${size} > ${MOST_BYTES} bytes` })]);
  const bytes = await readFile(path);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new StudyRefused([problem("PACKAGE_INVALID", { file: name, detail: "JSON" })]);
  }
}

/** Where in the description, and what zod says of it; never the value itself. */
function invalid(file: string, issue: z.core.$ZodIssue): Finding {
  const [first, second] = issue.path;
  const path = issue.path.reduce<string>(
    (text, step) =>
      typeof step === "number" ? `${text}[${step}]` : text === "" ? String(step) : `${text}.${String(step)}`,
    "",
  );
  if (first === "resources" && issue.path.length === 3 && issue.path[2] === "panel" && issue.code === "invalid_type")
    return problem("PACKAGE_INVALID", { file, detail: `resources[${String(second)}].panel (person, shape, wave)` });
  return problem("PACKAGE_INVALID", { file, detail: `${path || "JSON"}: ${issue.message}` });
}

type Located = { found: true; path: string } | { found: false; code: "UNSAFE_PATH" | "FILE_MISSING" };

/** Only plain relative paths, and only to what really lies inside the folder once links are followed. */
async function locate(root: string, path: string): Promise<Located> {
  const steps = path.split(/[\\/]/);
  const plain = !/^([a-z][a-z0-9+.-]*:|[\\/~])/i.test(path) && !path.includes("\\") && !steps.includes("..");
  if (!plain) return { found: false, code: "UNSAFE_PATH" };
  const real = await realpath(join(root, path)).catch(() => null);
  if (real === null) return { found: false, code: "FILE_MISSING" };
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return { found: false, code: "UNSAFE_PATH" };
  return (await stat(real)).isFile() ? { found: true, path: real } : { found: false, code: "FILE_MISSING" };
}
