import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify from "fastify";

/** A process with Apollo on Fastify and a result that was prepared: what answering is held against. */

let prepared: object = {};
process.on("message", (given: object) => (prepared = { __typename: "Result", rules: "", ...given }));

const apollo = new ApolloServer({
  typeDefs: `
    scalar ResultQuery
    type Key { dimension: String! code: String label: String! missing: String }
    type Cell { keys: [Key!]! count: Int missing: Int value: Float low: Float high: Float withheld: Boolean! asOf: String! }
    type Refusal { code: String message: String }
    type Result { id: ID! rules: String! cells: [Cell!]! }
    union ResultOrRefusal = Result | Refusal
    type Query { result(query: ResultQuery!): ResultOrRefusal! }`,
  resolvers: { Query: { result: () => prepared } },
});
await apollo.start();
const app = Fastify({ logger: false });
app.route({ method: "POST", url: "/graphql", handler: fastifyApolloHandler(apollo) });
await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.((app.server.address() as AddressInfo).port);
