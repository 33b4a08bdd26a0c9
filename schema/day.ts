/** A calendar day as people write it on a promise: YYYY-MM-DD, without a time. */
export type Day = string;

const DUTCH_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" });

/** The day that a moment falls on in the Netherlands: what was promised for the 3rd is late once it is the 4th there. */
export const dayOf = (moment: Date): Day => DUTCH_DAY.format(moment);

/** A day as the record keeps it: midnight UTC. */
export const dayToRecord = (day: Day): Date => new Date(`${day}T00:00:00.000Z`);

/** That day in the Netherlands, as the record keeps it. */
export const recordDayOf = (moment: Date): Date => dayToRecord(dayOf(moment));

/** Whether it is a day that exists, such as 2028-02-29 but not 2027-02-29. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(dayToRecord(text).getTime()) &&
  dayToRecord(text).toISOString().startsWith(text);

/** The same day some years before; who was born on 29 February has a birthday on 1 March in other years. */
export function yearsBefore(day: Day, years: number): Day {
  const [year = "", month = "", of = ""] = day.split("-");
  return new Date(Date.UTC(Number(year) - years, Number(month) - 1, Number(of))).toISOString().slice(0, 10);
}
