import { tell } from "./figures.ts";
import { type Closable, openHouse } from "./house.ts";
import { inviteRespondents, saySaving, timeSaving } from "./saving.ts";
import { startServer } from "./server.ts";

/** What answering takes, on a server that does nothing else. */
export async function benchAnswers(folder: string, closable: Closable): Promise<void> {
  const house = await openHouse(folder, closable);
  tell("inviting respondents");
  const groups = await inviteRespondents(house.services);
  await house.close();

  const server = await startServer(folder);
  const stop = closable(() => server.stop());
  const postgres = await house.joinPostgres();
  saySaving(await timeSaving(groups, server.server.url, postgres.url));
  await postgres.leave();
  await stop();
}
