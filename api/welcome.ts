import type { DemoDoors } from "./demo-doors.ts";
import type { DemoSignInLink } from "./people/people.ts";

const WHO: Record<DemoSignInLink["role"], string> = {
  MEMBER: "lid van een leerwerkplaats · workplace member",
  RESEARCHER: "onderzoeker · researcher",
  STEWARD: "dataverantwoordelijke · data steward",
  ADMIN: "beheerder · administrator",
};

/** What whoever started the server reads, in both languages. */
export function welcome(publicUrl: string, { signIn, personal, room, plan }: DemoDoors): string {
  const lines = ["", `Weerklank staat klaar · Weerklank is ready:  ${publicUrl}`];
  if (signIn.length > 0)
    lines.push(
      "",
      "Voorbeeld met verzonnen gegevens. Deze links werken één keer, 30 minuten, alleen op deze computer.",
      "Demo with made-up data. These links work once, for 30 minutes, on this computer only.",
      ...signIn.flatMap(({ role, name, url }) => [`  ${name}, ${WHO[role]}`, `    ${url}`]),
    );
  if (personal !== null)
    lines.push(
      "",
      "Verzonnen jongeren met een persoonlijke link; ook deze werken één keer, 30 minuten, alleen op deze computer.",
      "Made-up young people with a personal link; these too work once, for 30 minutes, on this computer only.",
      "  heeft nog niet geantwoord · has not answered yet",
      `    ${personal.fresh}`,
      "  heeft geantwoord en ziet wat ermee is gedaan · has answered and sees what was done with it",
      `    ${personal.answered}`,
    );
  if (room !== null)
    lines.push(
      "",
      `Een verzonnen gesprek, met de code ${room.code} · a made-up meeting, with the code ${room.code}`,
      `    ${room.url}`,
    );
  if (plan !== null) lines.push("", "Een verzonnen plan · a made-up plan", `    ${plan}`);
  lines.push("", "Stoppen: Ctrl-C · Stop: Ctrl-C", "");
  return lines.join("\n");
}
