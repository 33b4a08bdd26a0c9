import { useAsk } from "../../../lib/graphql/ask.ts";
import type { Failure } from "../failures.ts";
import type { Respondence } from "../useRespondent.ts";
import { GiveOwnCode, SendResponse, SetOwnCode, StopTakingPart } from "./operations.ts";

/** What somebody can do behind the link beside answering. */
export function useDeeds({ take, saveNow, forgetUnsaved }: Respondence) {
  const ask = useAsk();
  return {
    async send(): Promise<Failure | null> {
      if (!(await saveNow())) return { kind: "UNSAVED" };
      const { data, error } = await ask(SendResponse, {});
      return take({ data: data?.sendResponse, error });
    },

    /** Over all questionnaires of the study; what waits to be saved goes too. */
    async stop(deleteAnswers: boolean): Promise<Failure | null> {
      forgetUnsaved();
      const { data, error } = await ask(StopTakingPart, { deleteAnswers });
      return take({ data: data?.stopTakingPart, error });
    },

    /** null takes the code away. */
    async setOwnCode(code: string | null): Promise<Failure | null> {
      const { data, error } = await ask(SetOwnCode, { code });
      return take({ data: data?.setOwnCode, error });
    },

    async giveOwnCode(code: string): Promise<Failure | null> {
      const { data, error } = await ask(GiveOwnCode, { code });
      return take({ data: data?.giveOwnCode, error });
    },
  };
}
