import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify from "fastify";

/** A process with Apollo on Fastify and a mutation that does nothing: what saving an answer is held against. */

const apollo = new ApolloServer({
  typeDefs: `
    scalar JSON
    type OwnAnswer { question: ID! value: JSON }
    type Query { nothing: Boolean }
    type Mutation { saveAnswer(question: ID!, value: JSON): OwnAnswer! }`,
  resolvers: { Mutation: { saveAnswer: (_root, given: object) => given } },
});
await apollo.start();
const app = Fastify({ logger: false });
app.route({ method: "POST", url: "/graphql", handler: fastifyApolloHandler(apollo) });
await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.((app.server.address() as AddressInfo).port);
