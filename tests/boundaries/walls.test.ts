import { ESLint } from "eslint";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import tseslint from "typescript-eslint";
import house from "../../walls.js";
import { ROOT } from "../testkit/record.ts";

/** Only the wall, on a file that need not exist: what matters is where it would stand. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ["**/*.{ts,tsx}"],
      languageOptions: { parser: tseslint.parser as never },
      plugins: { house: house as never },
      rules: { "house/walls": "error" },
    },
  ],
});

async function objections(file: string, code: string): Promise<string[]> {
  const [report] = await eslint.lintText(code, { filePath: join(ROOT, file) });
  return report?.messages.map((message) => message.message) ?? [];
}

const refused: [file: string, code: string, why: RegExp][] = [
  ["schema/text.ts", 'import { plan } from "../api/flow/result/plan.ts";', /schema imports nothing/],
  ["api/flow/study/study.ts", 'import type { SurveyStep } from "../survey/survey.ts";', /before survey/],
  ["api/flow/snapshot/freeze.ts", 'import { ask } from "../result/result.ts";', /before result/],
  ["api/flow/result/ask.ts", 'import { createFindings } from "../outcome/outcome.ts";', /before outcome/],
  ["api/flow/result/ask.ts", 'import { freeze } from "../snapshot/freeze.ts";', /entered by its face/],
  ["api/flow/feedback/feedback.ts", 'export * from "../result/protect/protect.ts";', /entered by its face/],
  ["api/flow/feedback/feedback.ts", 'const it = await import("../result/measure.ts");', /entered by its face/],
  ["api/flow/outcome/outcome.ts", 'type It = import("../result/measure.ts").Measurement;', /entered by its face/],
  ["api/flow/outcome/outcome.ts", 'import { createPeople } from "../../people/create-people.ts";', /people\.ts/],
  ["api/flow/outcome/outcome.ts", 'import { builder } from "../../graphql/builder.ts";', /how it is asked for/],
  ["api/flow/outcome/outcome.ts", 'import { openDatabase } from "../../platform/postgres.ts";', /passed in/],
  ["api/flow/outcome/outcome.ts", 'import type { DuckDB } from "../../platform/duckdb.ts";', /analytic files/],
  [
    "api/flow/outcome/outcome.ts",
    'import { PrismaClient } from "../../../prisma/generated/client.ts";',
    /database client/,
  ],
  [
    "api/flow/survey/answering/answering.ts",
    'import type { ContactStep } from "../../contact/contact.ts";',
    /addresses are for messages alone/,
  ],
  ["api/flow/result/ask.ts", 'import { createContactStep } from "../contact/contact.ts";', /messages alone/],
  ["api/flow/feedback/feedback.ts", 'import { createSeal } from "../contact/seal.ts";', /messages alone/],
  ["api/graphql/server.ts", 'import { createAddresses } from "../flow/contact/addresses.ts";', /entered by its face/],
  ["api/graphql/server.ts", 'import { measure } from "../flow/result/measure.ts";', /entered by its face/],
  ["api/graphql/server.ts", 'import { openDuckDB } from "../platform/duckdb.ts";', /analytic files/],
  ["api/platform/mail.ts", 'import type { People } from "../people/people.ts";', /knows no step/],
  ["api/people/people.ts", 'import type { StudyStep } from "../flow/study/study.ts";', /knows no step/],
  ["api/flow/study/study.ts", 'import { openServices } from "../../services.ts";', /main\.ts and commands/],
  ["api/main.ts", 'import { makeServices } from "../tests/testkit/services.ts";', /nothing imports tests/],
  ["web/features/answer/Page.tsx", 'import { Ask } from "../ask/AskPage.tsx";', /never import one another/],
  ["web/components/button/Button.tsx", 'import { Ask } from "../../features/ask/AskPage.tsx";', /may use/],
  ["web/lib/graphql/graphql.ts", 'import { Button } from "../../components/button/Button.tsx";', /may use/],
  ["web/features/ask/AskPage.tsx", 'import type { Role } from "../../../api/people/people.ts";', /may use/],
];

const allowed: [file: string, code: string][] = [
  ["api/flow/survey/survey.ts", 'import { enrol } from "../study/study.ts";'],
  ["api/flow/result/plan.ts", 'import { codeColumn } from "../snapshot/manifest.ts";'],
  ["api/flow/outcome/outcome.ts", 'import type { Clock } from "../../platform/clock.ts";'],
  ["api/flow/outcome/outcome.graphql.ts", 'import { ResultType } from "../result/result.graphql.ts";'],
  ["api/flow/study/study.store.ts", 'import { Prisma } from "../../../prisma/generated/client.ts";'],
  ["api/flow/study/import-command.ts", 'import { withServices } from "../../services.ts";'],
  ["web/app/routes.tsx", 'import { AskPage } from "../features/ask/AskPage.tsx";'],
  ["web/features/ask/AskPage.tsx", 'import { Button } from "../../components/button/Button.tsx";'],
];

describe("the walls of the house", () => {
  test.each(refused)("%s may not: %s", async (file, code, why) => {
    expect(await objections(file, code)).toEqual([expect.stringMatching(why)]);
  });

  test.each(allowed)("%s may: %s", async (file, code) => {
    expect(await objections(file, code)).toEqual([]);
  });
});

describe("the whole configuration", () => {
  const whole = new ESLint({ cwd: ROOT });
  const rulesOf = async (file: string) =>
    (await whole.calculateConfigForFile(join(ROOT, file))) as {
      rules: Record<string, unknown[]>;
      linterOptions: { noInlineConfig: boolean };
    };

  test("keeps the walls up everywhere, and nobody can switch a rule off in a file", async () => {
    for (const file of [
      "api/main.ts",
      "api/flow/result/ask.ts",
      "web/app/main.tsx",
      "schema/text.ts",
      "prisma/seed.ts",
    ]) {
      const { rules, linterOptions } = await rulesOf(file);
      expect(rules["house/walls"], file).toEqual([2]);
      expect(linterOptions.noInlineConfig).toBe(true);
    }
  });

  test("lets only api/env.ts read the environment, only stores reach tables, only measuring open what is answered", async () => {
    const selectors = async (file: string) => {
      const [severity, ...said] = (await rulesOf(file)).rules["no-restricted-syntax"] ?? [0];
      return severity === 2 ? JSON.stringify(said) : "";
    };
    for (const file of ["api/main.ts", "api/platform/mail.ts", "api/flow/study/study.store.ts", "web/app/main.tsx"])
      expect(await selectors(file), file).toContain("process");
    expect(await selectors("api/env.ts")).not.toContain("process");
    expect(await selectors("api/flow/outcome/outcome.ts")).toContain("database|transaction");
    expect(await selectors("api/flow/outcome/outcome.store.ts")).not.toContain("database|transaction");
    expect(await selectors("api/flow/result/ask.ts")).toContain("openDuckDB");
    expect(await selectors("api/flow/result/measure.ts")).not.toContain("openDuckDB");
  });
});
