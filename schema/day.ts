const DUTCH_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" });

/**
 * The day that a moment falls on in the Netherlands, as the record keeps days: midnight UTC of that day.
 * What was promised for the 3rd is late once it is the 4th there.
 */
export const dayOf = (moment: Date): Date => new Date(`${DUTCH_DAY.format(moment)}T00:00:00.000Z`);
