import type { Asks } from "../questionnaire.ts";

/** What a row of the survey sheet is. */
export type RowType =
  | { is: "BEGIN"; what: "GROUP" | "REPEAT" }
  | { is: "END"; what: "GROUP" | "REPEAT" }
  | { is: "SELECT"; asks: "SINGLE" | "MULTIPLE" | "RANKING"; list: string; other: boolean; elsewhere: boolean }
  | { is: "PLAIN"; asks: Asks };

const PLAIN = new Map<string, Asks>(
  Object.entries({
    text: "SHORT_TEXT",
    string: "SHORT_TEXT",
    url: "SHORT_TEXT",
    "phone number": "SHORT_TEXT",
    integer: "WHOLE_NUMBER",
    int: "WHOLE_NUMBER",
    decimal: "NUMBER",
    percentage: "WHOLE_NUMBER",
    range: "SCALE",
    date: "DATE",
    time: "TIME",
    datetime: "MOMENT",
    "date time": "MOMENT",
    note: "STATEMENT",
    calculate: "CALCULATION",
    hidden: "CALCULATION",
    "csv-external": "CALCULATION",
    "xml-external": "CALCULATION",
    acknowledge: "MULTIPLE",
    trigger: "MULTIPLE",
    image: "UPLOAD",
    picture: "UPLOAD",
    photo: "UPLOAD",
    audio: "UPLOAD",
    video: "UPLOAD",
    file: "UPLOAD",
    geopoint: "LOCATION",
    location: "LOCATION",
    gps: "LOCATION",
    geotrace: "LOCATION",
    geoshape: "LOCATION",
    barcode: "BARCODE",
    start: "FILLING_IN",
    end: "FILLING_IN",
    today: "FILLING_IN",
    "start time": "FILLING_IN",
    "end time": "FILLING_IN",
    deviceid: "FILLING_IN",
    "device id": "FILLING_IN",
    "uri:deviceid": "FILLING_IN",
    subscriberid: "FILLING_IN",
    simserial: "FILLING_IN",
    "uri:simserial": "FILLING_IN",
    "sim serial": "FILLING_IN",
    username: "FILLING_IN",
    "uri:username": "FILLING_IN",
    // Of who fills in, as the device knows them: asking for one is a text.
    email: "FILLING_IN",
    "uri:email": "FILLING_IN",
    phonenumber: "FILLING_IN",
    "uri:phonenumber": "FILLING_IN",
    imei: "FILLING_IN",
    "sim id": "FILLING_IN",
    "subscriber id": "FILLING_IN",
    "uri:subscriberid": "FILLING_IN",
    audit: "FILLING_IN",
    "background-audio": "FILLING_IN",
    "start-geopoint": "FILLING_IN",
    "background-geopoint": "FILLING_IN",
  }),
);

const SELECT =
  /^(?:add )?(select_one_external|select_one_from_file|select_one|select one|select1|select_multiple_from_file|select_multiple|select multiple|select all that apply|rank)(?: prompt)?(?: from| using)?\s+(.+?)(\s+or[_ ](?:specify[_ ])?other)?$/i;

export function rowType(type: string): RowType {
  const plain = type.trim().replace(/\s+/g, " ");
  const small = plain.toLowerCase();
  const edge = /^(begin|end)[ _](group|repeat|loop|lgroup|looped group)(?: over .+)?$/.exec(small);
  if (edge) return { is: edge[1] === "begin" ? "BEGIN" : "END", what: edge[2] === "group" ? "GROUP" : "REPEAT" };
  const select = SELECT.exec(plain);
  if (select) {
    const [, how = "", list = "", other] = select;
    const asks = /^rank$/i.test(how) ? "RANKING" : /multiple|all/i.test(how) ? "MULTIPLE" : "SINGLE";
    return { is: "SELECT", asks, list, other: other !== undefined, elsewhere: /external|file/i.test(how) };
  }
  return { is: "PLAIN", asks: PLAIN.get(small) ?? PLAIN.get(named(small)) ?? "UNKNOWN" };
}

/** The oldest forms say "add text prompt", "q text" or "get device id". */
const named = (type: string): string => type.replace(/^(?:add|q|get) /, "").replace(/ prompt$/, "");

/** How old or loose spellings of a type are written now; null where it was right. */
export const spelledNow = (type: string): string | null => {
  const read = rowType(type);
  if (read.is !== "SELECT") return null;
  const now = { SINGLE: "select_one", MULTIPLE: "select_multiple", RANKING: "rank" }[read.asks];
  return read.elsewhere || type.trim().startsWith(now) ? null : `${now} ${read.list}${read.other ? " or_other" : ""}`;
};
