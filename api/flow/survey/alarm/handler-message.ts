/**
 * To whoever handles an alarm. Neutral: a mail may be read over a shoulder, so it says neither what it is about, nor of
 * whom or where. Each account's language is not known, so it has both.
 */
export const handlerMessage = (publicUrl: string, hours: number): { subject: string; text: string } => ({
  subject: "Weerklank: er wacht iets op je · something waits for you",
  text: `Hallo,

Er wacht iets op je dat haast heeft. Lees het en bevestig het binnen ${hours} uur. Anders gaat het naar iemand anders.

Hello,

Something urgent waits for you. Read it and confirm it within ${hours} hours. If not, it goes to somebody else.

${publicUrl}/alarms
`,
});
