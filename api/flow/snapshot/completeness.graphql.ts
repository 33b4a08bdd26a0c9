import { builder } from "../../graphql/builder.ts";
import { say } from "../../graphql/errors.ts";
import { mayStillChange, WAVE_STATES, type WaveCompleteness, wavesOf } from "./completeness.ts";
import { SnapshotType } from "./snapshot.graphql.ts";

const WaveStateType = builder.enumType("WaveState", {
  description: "BROUGHT_IN: its data were delivered; no questionnaire was put in it here.",
  values: WAVE_STATES,
});

export const SnapshotWaveType = builder.objectRef<WaveCompleteness>("SnapshotWave").implement({
  description: "How far a wave was when the snapshot was made.",
  fields: (t) => ({
    code: t.exposeString("code"),
    label: t.exposeString("label"),
    state: t.expose("state", { type: WaveStateType }),
    openedAt: t.expose("openedAt", { type: "DateTime", nullable: true }),
    closedAt: t.expose("closedAt", { type: "DateTime", nullable: true }),
    expected: t.exposeInt("expected", {
      description:
        "Who was invited; where nobody was, everybody in the study. Rounded to 10; moves only when at least 10 came or went.",
    }),
    answered: t.exposeInt("answered", {
      description: "Who sent answers; where nobody was invited, who has data. Rounded and moving likewise.",
    }),
  }),
});

builder.objectFields(SnapshotType, (t) => ({
  waves: t.field({
    type: [SnapshotWaveType],
    description: "How far each wave was, in study order; empty where this was not kept yet.",
    resolve: async (snapshot, _args, { steps }) => wavesOf((await steps.snapshot.open(snapshot)).manifest),
  }),
  mayChange: t.stringList({
    description: "What was open or closed and what may still change, in plain sentences.",
    resolve: async (snapshot, _args, context) => {
      const { manifest } = await context.steps.snapshot.open(snapshot);
      return mayStillChange(wavesOf(manifest), snapshot.state).map((text) => say(text, context));
    },
  }),
}));
