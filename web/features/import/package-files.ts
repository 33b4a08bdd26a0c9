/** A file of a package, by its path within it. */
export interface PackageFile {
  path: string;
  file: File;
}

/**
 * The files as they lie in their folder: a chosen folder's own name is left off, hidden files and those of the system
 * are left out.
 */
export function packageFiles(files: readonly File[]): PackageFile[] {
  return files
    .map((file) => ({ file, path: withinFolder(file) }))
    .filter(({ path }) => path.split("/").every((step) => step !== "" && !step.startsWith(".")))
    .sort((a, b) => a.path.localeCompare(b.path));
}

function withinFolder({ webkitRelativePath, name }: File): string {
  if (webkitRelativePath === "") return name;
  return webkitRelativePath.split("/").slice(1).join("/");
}

/** Files that may describe the package; the one that bears the standard's name first. */
export function descriptionsIn(files: readonly PackageFile[]): string[] {
  const paths = files.map(({ path }) => path).filter((path) => /(^|\/)datapackage[^/]*\.json$/i.test(path));
  return paths.sort((a, b) => Number(b === "datapackage.json") - Number(a === "datapackage.json"));
}

export const bytesOf = (files: readonly PackageFile[]): number => files.reduce((sum, { file }) => sum + file.size, 0);
