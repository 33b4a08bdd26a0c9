import type { People } from "../../../people/people.ts";
import type { Alarms, AlarmRoute } from "./alarm.ts";
import type { AlarmStore, Candidate, RouteRow } from "./alarm.store.ts";
import { handlersInvalid, handlerUnknown, hoursInvalid, regionUnknown } from "./problems.ts";
import { REGIONS } from "./questionnaire.ts";

interface Shared {
  store: AlarmStore;
  people: Pick<People, "accounts" | "accountOf">;
}

/** For every region that has nobody of its own, and after who has. */
export const ELSEWHERE = "";

/** Unless said otherwise for a region. */
const USUAL_HOURS = 24;
const MOST_HOURS = 168;
const MOST_HANDLERS = 5;

export interface Routing extends Pick<Alarms, "routes" | "route"> {
  /** Who is asked for a region, first to last; nobody where nobody reads along. */
  candidates(region: string | null): Promise<Candidate[]>;
  /** Whether there is somebody for every region. */
  inUse(): Promise<{ inUse: boolean; hours: number }>;
}

export function createRouting({ store, people }: Shared): Routing {
  /** With those handlers only whose account is still there. */
  const standing = async (rows: readonly RouteRow[]): Promise<Map<string, AlarmRoute>> => {
    const accounts = await people.accounts([...new Set(rows.flatMap(({ handlerIds }) => handlerIds))]);
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    return new Map(
      rows.map(({ region, handlerIds, hours }) => {
        const handlers = handlerIds.flatMap((id) => {
          const name = names.get(id);
          return name === undefined ? [] : [{ id, name }];
        });
        return [region, { region, name: nameOf(region), hours, handlers }];
      }),
    );
  };

  const empty = (region: string): AlarmRoute => ({ region, name: nameOf(region), hours: USUAL_HOURS, handlers: [] });

  return {
    async routes() {
      const kept = await standing(await store.routes());
      return [ELSEWHERE, ...REGIONS.map(({ code }) => code)].map((region) => kept.get(region) ?? empty(region));
    },

    async route(region, handlers, hours) {
      if (region !== ELSEWHERE && nameOf(region) === null) throw regionUnknown();
      if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) throw hoursInvalid(MOST_HOURS);
      if (handlers.length > MOST_HANDLERS) throw handlersInvalid(MOST_HANDLERS);
      const known = new Set((await people.accounts(handlers)).map(({ id }) => id));
      const handlerIds: string[] = [];
      for (const [at, each] of handlers.entries()) {
        const id = known.has(each) ? each : (await people.accountOf(each))?.id;
        if (id === undefined) throw handlerUnknown(at);
        handlerIds.push(id);
      }
      if (new Set(handlerIds).size < handlerIds.length) throw handlersInvalid(MOST_HANDLERS);
      const row = { region, handlerIds, hours };
      await store.keepRoute(row);
      return (await standing([row])).get(region) ?? empty(region);
    },

    async candidates(region) {
      const kept = await standing(await store.routes());
      const inOrder = [kept.get(region ?? ELSEWHERE), kept.get(ELSEWHERE)].flatMap((route) =>
        route ? route.handlers.map(({ id, name }) => ({ userId: id, name, hours: route.hours })) : [],
      );
      return inOrder.filter(({ userId }, at) => inOrder.findIndex((each) => each.userId === userId) === at);
    },

    async inUse() {
      const kept = [...(await standing(await store.routes())).values()].filter(({ handlers }) => handlers.length > 0);
      return {
        inUse: kept.some(({ region }) => region === ELSEWHERE),
        hours: Math.max(...kept.map(({ hours }) => hours), 0) || USUAL_HOURS,
      };
    },
  };
}

const nameOf = (region: string) => REGIONS.find(({ code }) => code === region)?.name ?? null;
