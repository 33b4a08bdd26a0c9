import { defineConfig } from "vitest/config";

const postgres = ["tests/testkit/postgres-server.ts"];

/**
 * Node takes the CommonJS build of graphql, Vite would take the other: two copies do not know each other's schemas.
 */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] };

export default defineConfig({
  test: {
    // Two cores: more test files at a time only wait for one another.
    maxWorkers: 2,
    projects: [
      {
        resolve: oneGraphql,
        test: {
          name: "api",
          include: ["tests/{api,cases,boundaries,bench}/**/*.test.ts"],
          environment: "node",
          globalSetup: postgres,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: oneGraphql,
        test: {
          name: "attacks",
          include: ["tests/attacks/**/*.test.ts"],
          environment: "node",
          globalSetup: postgres,
          // Each asks thousands of figures.
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "web",
          include: ["tests/web/**/*.test.{ts,tsx}"],
          exclude: ["tests/web/browser/**"],
          environment: "happy-dom",
        },
      },
      {
        resolve: oneGraphql,
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts", "tests/web/browser/**/*.test.ts"],
          environment: "node",
          globalSetup: postgres,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
