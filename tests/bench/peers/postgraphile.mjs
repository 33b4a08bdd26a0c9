// PostGraphile with pg-aggregates on one schema of a database: node postgraphile.mjs <connection> <schema> <port>.
// It asks for Node 22; of what Node 20 lacks it needs this alone.
Promise.withResolvers ??= function () {
  let settle;
  const promise = new this((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
};

const { createServer } = await import("node:http");
const { PgAggregatesPreset } = await import("@graphile/pg-aggregates");
const { postgraphile } = await import("postgraphile");
const { makePgService } = await import("postgraphile/adaptors/pg");
const { grafserv } = await import("postgraphile/grafserv/node");
const { PostGraphileAmberPreset } = await import("postgraphile/presets/amber");

const [connectionString, schema, port] = process.argv.slice(2);
const server = createServer();
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  // Columns without an index of their own may be grouped and narrowed by too.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [makePgService({ connectionString, schemas: [schema] })],
  grafserv: { graphiql: false },
});
await instance.createServ(grafserv).addTo(server);
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
