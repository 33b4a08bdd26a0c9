import { dirname, join, relative, sep } from "node:path";

/*
 * The walls of the house as a lint rule: which room may import from which. Imports point down the flow; a room is
 * entered by its face. The design is in docs/; tests/boundaries tries every wall.
 */

/** Below first: a step may use the faces of those before it. */
const STEPS = ["study", "survey", "contact", "snapshot", "result", "outcome", "feedback"];

/** What else of a step is its face. */
const ALSO_FACE = { snapshot: ["manifest.ts"] };

const isFace = (step, file) => file === `${step}.ts` || (ALSO_FACE[step] ?? []).includes(file);

/** Where a file stands: its room, and within it the step or feature and the file's path inside. */
function placeOf(path) {
  const parts = path.split("/");
  const [top, second, third] = parts;
  if (top === "api" && second === "flow" && parts.length > 3)
    return { room: "flow", part: third, file: parts.slice(3).join("/") };
  if (top === "api" && ["graphql", "people", "platform"].includes(second))
    return { room: second, part: null, file: parts.slice(2).join("/") };
  if (top === "api") return { room: "main", part: null, file: parts.slice(1).join("/") };
  if (top === "web") {
    const part = second === "features" ? third : null;
    return { room: `web/${parts.length > 2 ? second : "app"}`, part, file: parts.slice(2).join("/") };
  }
  if (top === "prisma" && second === "generated") return { room: "client", part: null, file: parts.slice(2).join("/") };
  if (["schema", "prisma", "tests", "scripts"].includes(top))
    return { room: top, part: null, file: parts.slice(1).join("/") };
  return { room: "root", part: null, file: path };
}

const isGraphQL = (place) => place.file.endsWith(".graphql.ts");
const isStore = (place) => place.file.endsWith(".store.ts");
const isCommand = (place) => place.file.endsWith("-command.ts");
const keepsData = (place) =>
  place.room === "platform" ||
  place.room === "main" ||
  (place.room === "flow" && ["study", "snapshot", "result"].includes(place.part));

const WEB = {
  "web/lib": ["web/lib", "schema"],
  "web/components": ["web/components", "web/lib", "schema"],
  "web/features": ["web/components", "web/lib", "schema"],
  "web/app": ["web/app", "web/features", "web/components", "web/lib", "schema"],
};

/** null where the import may stand; else why not. */
function objection(from, to, typeOnly) {
  if (to.room === "tests" && from.room !== "tests") return "nothing imports tests";
  if (["tests", "scripts", "root"].includes(from.room)) return null;
  if (from.room === "schema") return to.room === "schema" ? null : "schema imports nothing of ours but itself";
  if (from.room in WEB) {
    if (WEB[from.room].includes(to.room)) return null;
    if (from.room === "web/features" && to.room === "web/features")
      return from.part === to.part ? null : "features of the web client never import one another";
    return `${from.room} may use ${WEB[from.room].join(", ")}`;
  }
  if (to.room.startsWith("web/")) return "only the web client uses the web client";
  if (to.room === "scripts" || to.room === "root") return "scripts stand outside the house";
  if (to.room === "client")
    return from.room === "platform" || isStore(from) ? null : "the database client is for *.store.ts and platform";
  if (from.room === "platform") return to.room === "platform" || to.room === "schema" ? null : "platform knows no step";
  if (to.room === "platform" && to.file === "duckdb.ts" && !keepsData(from))
    return "analytic files are for study, snapshot and result";
  if (from.room === "main" || from.room === "prisma") return null;
  if (to.room === "prisma") return "the seed is for main";
  if (to.room === "schema") return null;
  if (to.room === "main")
    return isCommand(from) && to.file === "services.ts" ? null : "only main.ts and commands see how things are wired";
  if (to.room === "platform") return inwardOfPlatform(from, to, typeOnly);
  if (from.room === "graphql") return inwardOfGraphQL(to);
  if (to.room === "graphql")
    return isGraphQL(from) || from.file.endsWith("-routes.ts") ? null : "only *.graphql.ts knows how it is asked for";
  if (from.room === "people") return to.room === "people" ? null : "people knows no step";
  return inwardOfFlow(from, to);
}

/** Adapters are handed in; what is only a function of its arguments may be called. */
function inwardOfPlatform(from, to, typeOnly) {
  if (typeOnly || isStore(from)) return null;
  if (["recent.ts", "together.ts"].includes(to.file)) return null;
  if (["files.ts", "duckdb.ts", "duckdb-vectors.ts"].includes(to.file) && keepsData(from)) return null;
  return "a step uses the types of platform; the adapter itself is passed in";
}

function inwardOfGraphQL(to) {
  if (to.room === "graphql" || to.room === "people") return null;
  const open = isFace(to.part, to.file) || isGraphQL(to) || /\.(policy|routes)\.ts$|-routes\.ts$/.test(to.file);
  return open ? null : `${to.part} is entered by its face, ${to.part}.ts`;
}

function inwardOfFlow(from, to) {
  if (to.room === "people")
    return to.file === "people.ts" || (isGraphQL(from) && isGraphQL(to)) ? null : "people is entered by people.ts";
  if (to.part === from.part) return null;
  if (to.part === "contact") return "addresses are for messages alone";
  if (STEPS.indexOf(to.part) >= STEPS.indexOf(from.part)) return `${from.part} comes before ${to.part} in the flow`;
  if (isFace(to.part, to.file) || (isGraphQL(from) && isGraphQL(to))) return null;
  return `${to.part} is entered by its face, ${to.part}.ts`;
}

const walls = {
  meta: { type: "problem", schema: [], messages: { wall: "{{why}} ({{target}})" } },
  create(context) {
    const here = relative(context.cwd, context.filename).split(sep).join("/");
    const from = placeOf(here);
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== "string" || !source.value.startsWith(".")) return;
      const target = relative(context.cwd, join(dirname(context.filename), source.value))
        .split(sep)
        .join("/");
      const why = objection(from, placeOf(target), typeOnly);
      if (why !== null) context.report({ node, messageId: "wall", data: { why, target } });
    };
    const isType = (node, kind) =>
      node[kind] === "type" ||
      (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier[kind] === "type"));
    return {
      ImportDeclaration: (node) => check(node, node.source, isType(node, "importKind")),
      ExportNamedDeclaration: (node) => check(node, node.source, isType(node, "exportKind")),
      ExportAllDeclaration: (node) => check(node, node.source, isType(node, "exportKind")),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
    };
  },
};

export default { rules: { walls } };
