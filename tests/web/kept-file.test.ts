import { expect, test } from "vitest";
import { csvOf } from "../../web/features/survey-admin/kept-file.ts";

test("no field of a file that somebody keeps runs as a formula", () => {
  const formulas = ["=1+1", " =1+1", "+31 6", "-1", "@x", "\tx", "＝1"];
  expect(csvOf([formulas, ['zegt "ja"', "a,b", "1-1"]])).toBe(
    `\uFEFF${formulas.map((formula) => `"'${formula}"`).join(",")}\r\n"zegt ""ja""","a,b","1-1"\r\n`,
  );
});
