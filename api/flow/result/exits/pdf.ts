import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { sayNumber, sayShare } from "../../../../schema/saying.ts";
import type { Locale } from "../../../../schema/text.ts";
import { dayOf, type Figure, type ResultDocument } from "./document.ts";

/** Latin, Greek, Cyrillic and Arabic: what people and places are called. */
const { resolve } = createRequire(import.meta.url);
const REGULAR = resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf");
const BOLD = resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf");

/** More is no reading matter, and takes the server longer than others should wait. */
const MOST_ROWS = 300;
/** From this many columns on the page lies on its side. */
const WIDE_FROM = 6;
const INK = "#1E2A3A";
const QUIET = "#52606D";
const LINES = "#E3DACB";

/** A tagged PDF: its title, headings, paragraphs and table can be read aloud in order. */
export async function pdfOf(document: ResultDocument): Promise<Buffer> {
  const { words, rows, title, question, notices, about, locale, givenAt } = document;
  const headings = headingsOf(document);
  const pdf = new PDFDocument({
    size: "A4",
    layout: headings.length >= WIDE_FROM ? "landscape" : "portrait",
    margin: 50,
    pdfVersion: "1.7",
    tagged: true,
    lang: locale,
    displayTitle: true,
    font: REGULAR,
    info: {
      // The library puts the title into XML as it is.
      Title: `Weerklank: ${title}`.replace(/[<>&]/g, " "),
      Author: "Weerklank",
      CreationDate: givenAt,
      ModDate: givenAt,
    },
  });
  const bytes = collect(pdf);

  const body = pdf.struct("Document");
  pdf.addStructure(body);
  const write = (tag: string, text: string, font: string, size: number, colour = INK) => {
    const draw = () => void pdf.font(font).fontSize(size).fillColor(colour).text(text).moveDown(0.6);
    body.add(pdf.struct(tag, {}, draw));
  };
  write("H1", title, BOLD, 18);
  write("P", question, REGULAR, 12);
  for (const notice of notices) write("P", notice, BOLD, 10);

  pdf.font(REGULAR).fontSize(9).fillColor(INK);
  const table = {
    structParent: body,
    defaultStyle: { border: { bottom: 0.5 }, borderColor: LINES, padding: { vertical: 3, horizontal: 4 } },
    data: [
      headings.map((text) => ({ text, type: "TH" as const, scope: "Column", font: { src: BOLD } })),
      ...rows.slice(0, MOST_ROWS).map((row) => cellsOf(row, document)),
    ],
  };
  pdf.table(table);
  pdf.moveDown(1);
  if (rows.length > MOST_ROWS) write("P", words.firstRows(MOST_ROWS, rows.length), BOLD, 10);

  write("H2", words.sheets.about, BOLD, 13);
  for (const { term, text } of about) {
    write("H3", term, BOLD, 9, QUIET);
    write("P", text, REGULAR, 10);
  }
  body.end();
  pdf.end();
  return bytes;
}

function headingsOf(document: ResultDocument): string[] {
  const { words, keys, statistic } = document;
  return [
    ...keys.map(({ title }) => title),
    words.figure[statistic],
    words.interval,
    ...(statistic === "count" ? [] : [words.count]),
    words.missing,
    ...(hasOtherDates(document) ? [words.cellAsOf] : []),
  ];
}

function cellsOf(row: ResultDocument["rows"][number], document: ResultDocument) {
  const { words, statistic, locale } = document;
  const { keys, value, low, high, count, missing, asOf } = row;
  const say = sayer(statistic, locale);
  const whole = sayer("count", locale);
  const interval = typeof low === "number" && typeof high === "number" ? words.between(say(low), say(high)) : say(low);
  return [
    ...keys.map(({ label }) => ({ text: label, type: "TH" as const, scope: "Row" })),
    ...[say(value), interval, ...(statistic === "count" ? [] : [whole(count)]), whole(missing)].map((text) => ({
      text,
      align: { x: "right" as const },
    })),
    ...(hasOtherDates(document) ? [{ text: dayOf(asOf) }] : []),
  ];
}

const hasOtherDates = ({ rows, asOf }: ResultDocument): boolean => rows.some((row) => row.asOf !== asOf);

function sayer(statistic: ResultDocument["statistic"], locale: Locale): (figure: Figure) => string {
  const share = statistic === "share" || statistic === "retention" || statistic === "survival";
  return (figure) => {
    if (typeof figure === "string") return figure;
    return share ? sayShare(figure, locale, 1) : sayNumber(figure, locale, 6);
  };
}

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
}
