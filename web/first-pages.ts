/** Which modules a module imports, as the bundler tells it. */
export interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** The modules, and everything that they need at once. */
export function neededBy(modules: readonly string[], graph: ModuleGraph): Set<string> {
  const needed = new Set(modules);
  for (const id of needed) graph.getModuleInfo(id)?.importedIds.forEach((imported) => needed.add(imported));
  return needed;
}

/**
 * What the entry and a page need at once goes together in one file. The bundler would make many small ones of it, for
 * what other pages use too; they take longer to fetch and are packed less well.
 */
export function inOneFile(file: string, ...modules: string[]): (id: string, graph: ModuleGraph) => string | null {
  let together: Set<string> | undefined;
  return (id, graph) => {
    together ??= neededBy(modules, graph);
    return together.has(id) ? file : null;
  };
}
