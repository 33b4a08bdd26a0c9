import { createHash } from "node:crypto";
import type { Text } from "../../../schema/text.ts";
import type { Manifest } from "../snapshot/manifest.ts";
import type { Axis } from "./axis.ts";
import type { StudyPlan } from "./plan.ts";
import type { ProtectedAnswer } from "./protect/protect.ts";
import type { ResultQuery } from "./query.ts";
import { releaseCells, type Released } from "./released.ts";
import type { UsedVariable } from "./result.ts";

/** Query, snapshots and rules decide it, and nothing else. */
export function resultId(query: ResultQuery, manifests: readonly Manifest[], rules: string): string {
  const text = JSON.stringify([query, manifests.map(({ hash }) => hash), rules]);
  return `r${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
}

/**
 * Puts protected cells into the form in which they are given, kept and cited. Takes nothing rawer. `state` is what the
 * record says of the snapshots: their manifests say what they were when they were made.
 */
export function release(answer: ProtectedAnswer, plans: readonly StudyPlan[], state: Released["state"]): Released {
  const manifests = plans.map(({ manifest }) => manifest);
  return releaseCells(answer, {
    state,
    asOf: manifests.map(({ asOf }) => asOf).sort()[0] ?? "",
    sources: manifests.map(({ study, title, number, asOf, synthetic }) => ({ study, title, number, asOf, synthetic })),
    advice: adviceOf(plans[0] as StudyPlan),
  });
}

/** Coarser questions of the same kind, from what is declared alone. */
function adviceOf(plan: StudyPlan): Text[] {
  const advice: Text[] = [];
  for (const dimension of plan.dimensions) {
    if (dimension.kind === "wave") {
      advice.push({ nl: "Tel de metingen samen: laat de meting weg.", en: "Add the waves up: leave wave out." });
      continue;
    }
    const axis = plan.axes[dimension.axis] as Axis;
    const codings = plan.manifest.variables[axis.variable]?.codings ?? [];
    const coarser = codings.find(
      ({ valid, banding }) => banding !== null && valid.length > 1 && valid.length < axis.validCount,
    );
    if (coarser?.banding) {
      advice.push({
        nl: `Neem voor “${axis.name}” de grovere banding “${coarser.banding}”.`,
        en: `Take the coarser banding “${coarser.banding}” for “${axis.name}”.`,
      });
    }
    if (plan.dimensions.length > 1) {
      advice.push({ nl: `Splits niet op “${axis.name}”.`, en: `Do not split by “${axis.name}”.` });
    }
  }
  return advice.slice(0, 5);
}

/** Every variable that the answer rests on; of a derived one also what it is made of. */
export function variablesOf(plans: readonly StudyPlan[]): UsedVariable[] {
  const used = new Map<string, UsedVariable>();
  for (const { axes, manifest, weight } of plans) {
    if (weight) used.set(`${manifest.study}\n${weight.name}`, { study: manifest.study, variable: weight.name });
    for (const axis of axes) {
      const place = axis.event?.variable ?? axis.variable;
      const { name, derivedFrom = [] } = manifest.variables[place] ?? {};
      for (const variable of name === undefined ? [] : [name, ...derivedFrom])
        used.set(`${manifest.study}\n${variable}`, { study: manifest.study, variable });
    }
  }
  return [...used.values()];
}
