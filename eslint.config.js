import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import house from "./walls.js";

const TESTS = ["tests/**"];

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "The environment is read in api/env.ts and passed in.",
};
const tables = {
  selector: "MemberExpression[object.name=/^(database|transaction|prisma|tx)$/][property.name=/^[a-z]/]",
  message: "Tables are reached in *.store.ts.",
};
const answering = {
  selector: "CallExpression[callee.name='openDuckDB'], CallExpression[callee.property.name='openDuckDB']",
  message: "Only measuring opens what is answered from.",
};

export default tseslint.config(
  { ignores: ["**/dist/**", "**/generated/**", "**/node_modules/**", ".data/**", "coverage/**"] },
  // Nobody switches a rule off in passing.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-syntax": ["error", environment],
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
  {
    // A service worker; the build writes FILES and VERSION above it.
    files: ["web/offline-worker.js"],
    languageOptions: {
      globals: Object.fromEntries(
        ["self", "caches", "fetch", "URL", "AbortSignal", "Request", "Response", "FILES", "VERSION"].map((name) => [
          name,
          "readonly",
        ]),
      ),
    },
  },
  {
    plugins: { house },
    rules: { "house/walls": "error" },
  },
  {
    files: ["api/{flow,people,graphql}/**/*.ts"],
    ignores: ["**/*.store.ts"],
    rules: { "no-restricted-syntax": ["error", environment, tables] },
  },
  {
    files: ["api/flow/{result,outcome,feedback,survey}/**/*.ts", "api/{people,graphql}/**/*.ts"],
    ignores: ["**/*.store.ts", "api/flow/result/measure*.ts", "api/flow/result/measure/**"],
    rules: { "no-restricted-syntax": ["error", environment, tables, answering] },
  },
  {
    files: ["api/env.ts", "tests/**", "scripts/**", "*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["web/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ["web/**/*.tsx"],
    ...jsxA11y.flatConfigs.recommended,
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      // What scrolls must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["region", "group", "tabpanel"] }],
    },
  },
  { files: TESTS, rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
);
