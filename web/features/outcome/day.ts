import { dayOf, dayToRecord, isDay } from "../../../schema/day.ts";

/** Today in the Netherlands, as a date field has it. */
export const today = (): string => dayOf(new Date());

/** What the record keeps of a date field; nothing where no day was chosen. */
export const dayChosen = (on: string): Date | undefined => (isDay(on) ? dayToRecord(on) : undefined);
