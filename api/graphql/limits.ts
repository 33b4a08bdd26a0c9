import type { ApolloServerPlugin } from "@apollo/server";
import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import type { Text } from "../../schema/text.ts";
import type { Context } from "./context.ts";
import { codedError, say } from "./errors.ts";

/** What one request may ask for at most. */
export const LIMITS = {
  /** Bytes of a request, variables included */
  bytes: 256 * 1024,
  /** Words and signs in the text of a query; our own largest has under 1,000 */
  tokens: 2_000,
  /** Fields within fields */
  depth: 12,
  /** Conditions and lists within one another, in arguments and variables */
  inputDepth: 24,
  /** Fields of Query or Mutation in one request, aliases and fragments written out */
  rootFields: 12,
  /** Fields times the expected length of the lists that they are in */
  cost: 50_000,
} as const;

const words = {
  tooLarge: {
    nl: "Deze vraag is te groot om te lezen. Stel haar in delen.",
    en: "This request is too large to read. Send it in parts.",
  },
  tooDeep: {
    nl: `Deze vraag gaat te diep: hoogstens ${LIMITS.depth} velden in elkaar.`,
    en: `This request goes too deep: at most ${LIMITS.depth} fields within one another.`,
  },
  inputTooDeep: {
    nl: `De voorwaarden zitten te diep in elkaar: hoogstens ${LIMITS.inputDepth} niveaus.`,
    en: `The conditions are nested too deep: at most ${LIMITS.inputDepth} levels.`,
  },
  tooMany: {
    nl: `Dit zijn te veel vragen in een keer: hoogstens ${LIMITS.rootFields}.`,
    en: `These are too many questions at once: at most ${LIMITS.rootFields}.`,
  },
  tooCostly: {
    nl: "Deze vraag haalt te veel tegelijk op. Vraag minder velden of kortere lijsten.",
    en: "This request fetches too much at once. Ask for fewer fields or shorter lists.",
  },
} satisfies Record<string, Text>;

export const TOO_LARGE = words.tooLarge;

/** The parser gives up at LIMITS.tokens with a syntax error, which is not what it is. */
export const hasTooManyTokens = (error: GraphQLError): boolean =>
  error.message.startsWith(`Syntax Error: Document contains more that ${LIMITS.tokens} tokens`);

/** Measures a request before anything of it runs. */
export const limitsPlugin = (schema: GraphQLSchema): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, request, contextValue }) {
      if (!operation) return;
      const refuse = (code: string, text: Text): never => {
        throw codedError(code, say(text, contextValue), 400);
      };
      const shape = new Shape(document);
      if (inputDepth(request.variables ?? {}) > LIMITS.inputDepth) refuse("TOO_DEEP", words.inputTooDeep);
      if (shape.literalDepth() > LIMITS.inputDepth) refuse("TOO_DEEP", words.inputTooDeep);
      if (shape.depth(operation.selectionSet) > LIMITS.depth) refuse("TOO_DEEP", words.tooDeep);
      const roots = shape.rootFields(operation);
      if (roots.length > LIMITS.rootFields) refuse("TOO_MANY_FIELDS", words.tooMany);
      const cost = costOf(schema, document, operation, request.variables ?? {}, contextValue);
      if (cost > LIMITS.cost) refuse("TOO_COSTLY", words.tooCostly);
    },
  }),
});

function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  context: Context,
): number {
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION || definition === operation,
  );
  try {
    return complexityFromQuery({ ...document, definitions }, { schema, variables, ctx: context }).complexity;
  } catch (error) {
    // Variables that do not fit their types cost nothing: execution refuses them with a sentence of its own.
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}

/** Levels of a JSON value, without recursion: it may be as deep as a request is long. */
export function inputDepth(variables: Readonly<Record<string, unknown>>): number {
  let level: unknown[] = Object.values(variables);
  let depth = 0;
  while (level.length > 0 && depth <= LIMITS.inputDepth) {
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
    depth += 1;
  }
  return depth;
}

/** Depth and width of a document, every fragment measured once however often it is spread. */
export class Shape {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<SelectionSetNode, number>();

  constructor(private readonly document: DocumentNode) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
  }

  /** Fields within fields; what is asked about the schema itself is left out, it has a depth of its own. */
  depth(selectionSet: SelectionSetNode): number {
    const known = this.measured.get(selectionSet);
    if (known !== undefined) return known;
    let deepest = 0;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith("__")) continue;
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? this.depth(selection.selectionSet) : 0));
      } else deepest = Math.max(deepest, this.depth(this.inner(selection)));
    }
    this.measured.set(selectionSet, deepest);
    return deepest;
  }

  /** Names of the root fields that will run, as often as they will. */
  rootFields({ selectionSet }: OperationDefinitionNode): string[] {
    const names: string[] = [];
    const gather = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        // Far beyond the limit already: the rest changes nothing.
        if (names.length > LIMITS.rootFields) return;
        if (selection.kind === Kind.FIELD) names.push(selection.name.value);
        else gather(this.inner(selection));
      }
    };
    gather(selectionSet);
    return names;
  }

  /** The deepest literal in any argument. Literals are as small as the limit on tokens. */
  literalDepth(): number {
    let deepest = 0;
    const ofValue = (value: ValueNode): number => {
      if (value.kind === Kind.LIST) return 1 + Math.max(0, ...value.values.map(ofValue));
      if (value.kind === Kind.OBJECT) return 1 + Math.max(0, ...value.fields.map((field) => ofValue(field.value)));
      return 0;
    };
    const ofSet = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD)
          for (const argument of selection.arguments ?? []) deepest = Math.max(deepest, ofValue(argument.value));
        if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) ofSet(selection.selectionSet);
      }
    };
    for (const definition of this.document.definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION)
        ofSet(definition.selectionSet);
    return deepest;
  }

  private inner(
    selection:
      | { kind: Kind.INLINE_FRAGMENT; selectionSet: SelectionSetNode }
      | { kind: Kind.FRAGMENT_SPREAD; name: { value: string } },
  ): SelectionSetNode {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
    const fragment = this.fragments.get(selection.name.value);
    if (fragment === undefined) throw new Error("a validated document spreads known fragments only");
    return fragment.selectionSet;
  }
}
