import { openDatabase } from "../../api/platform/postgres.ts";
import { answerOnTwoDevices, lostAndDoubled, type Lived, PEOPLE, type TwoDevices } from "../testkit/two-devices.ts";
import { p95 } from "./at-once.ts";
import { many, median, ms, sayTable, tell, timed } from "./figures.ts";

/** Fails where anything that somebody said is lost or double. */
export async function timeTwoDevices(
  apiUrl: string,
  databaseUrl: string,
  devices: TwoDevices,
): Promise<Lived & { ms: number }> {
  tell(`${PEOPLE} people on two devices each`);
  const { ms, value: lived } = await timed(() => answerOnTwoDevices(apiUrl, devices));
  const database = openDatabase(databaseUrl);
  try {
    const { lost, doubled } = await lostAndDoubled(database, devices, lived);
    if (lost.length > 0 || doubled !== 0) throw new Error(`${lost.length} answers lost, ${doubled} doubled`);
  } finally {
    await database.$disconnect();
  }
  return { ...lived, ms };
}

export const sayTwoDevices = ({ took, ms: whole, lost, again }: Lived & { ms: number }): void =>
  sayTable(
    `${PEOPLE} people on two devices each, 16 at a time, over a network that loses requests and replies`,
    ["", ""],
    [
      ["answers lost, and doubled", "0, 0"],
      ["requests that never came; replies that never came", `${many(lost)}; ${many(again)}`],
      ["saves answered a second, those that came again and late as well", many((1000 * took.length) / whole)],
      ["a save, milliseconds, median; p95", `${ms(median(took))}; ${ms(p95(took))}`],
    ],
  );
