import { tell } from "./figures.ts";
import { inviteToLook, sayFirstQuestion, timeFirstQuestion } from "./first-question.ts";
import { type Closable, openHouse } from "./house.ts";
import { inviteRespondents, saySaving, timeSaving } from "./saving.ts";
import { openOnTwoDevices } from "../testkit/two-devices.ts";
import { startServer } from "./server.ts";
import { sayTwoDevices, timeTwoDevices } from "./two-devices.ts";

/** What answering takes, on a server that does nothing else. */
export async function benchAnswers(folder: string, closable: Closable): Promise<void> {
  const house = await openHouse(folder, closable);
  tell("inviting respondents");
  const groups = await inviteRespondents(house.services);
  const links = await inviteToLook(house.services);
  const devices = await openOnTwoDevices({ ...house.services, survey: house.services.steps.survey }, "two-devices");
  await house.close();

  const server = await startServer(folder);
  const stop = closable(() => server.stop());
  sayFirstQuestion(await timeFirstQuestion(links, server.server.url));
  const postgres = await house.joinPostgres();
  saySaving(await timeSaving(groups, server.server.url, postgres.url));
  sayTwoDevices(await timeTwoDevices(server.server.url, postgres.url, devices));
  await postgres.leave();
  await stop();
}
