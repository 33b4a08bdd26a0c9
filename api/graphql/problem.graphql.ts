import { builder } from "./builder.ts";
import { Problem, say } from "./errors.ts";

builder.objectType(Problem, {
  name: "Problem",
  description: "An expected failure: a stable code, a clear sentence in the caller's language, and where it sits.",
  fields: (t) => ({
    code: t.exposeString("code"),
    message: t.string({ resolve: (problem, _args, context) => say(problem.text, context) }),
    path: t.stringList({ nullable: true, resolve: (problem) => problem.at && [...problem.at] }),
  }),
});
