import { isMeasured } from "./codings.ts";
import { quoted, type Workshop } from "./workshop.ts";
import type { VariableDeclaration } from "../study/study.ts";

/** Writes data.parquet from the staged sources: everything, nothing merged; manifest.ts says how to read it. */
export async function writeTakeAway(
  workshop: Workshop,
  variables: readonly VariableDeclaration[],
  path: string,
): Promise<void> {
  const columns = variables.map(({ type, level }, index) => {
    const table = level === "PERSON" ? "member" : "seen";
    return `, ${table}.v${index}${isMeasured(type) ? `, ${table}.m${index}` : ""}`;
  });
  await workshop.run(`copy (
    select member.person, person_wave_code.code as wave${columns.join("")}
    from member left join seen using (p) left join person_wave_code using (w) order by member.p, seen.w
  ) to ${quoted(path)} (format parquet, compression zstd)`);
}
