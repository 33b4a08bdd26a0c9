export { sayDay, sayNumber, sayShare } from "../../../schema/saying.ts";
