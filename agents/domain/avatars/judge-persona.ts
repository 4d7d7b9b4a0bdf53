// What trust says of a name and a persona: nobody under age (C9), nobody real (C8). Each text is read, nested ones too.
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { namesRealPerson } from "../trust/real-persons.ts";
import { withoutLikings } from "./drafting/brief.ts";
import { personaTexts } from "./persona-texts.ts";

export interface PersonaRefusal {
  readonly control: "C8" | "C9";
  /** Dotted name of the text at fault; "together" for a term split over several. */
  readonly field: string;
  /** Of C8: who is named. */
  readonly person?: string;
}

/**
 * Fields in which a known name is a mention, not a likeness: whose music she likes, which museum she goes to, whom she hopes to
 * see. All others say who she is or how she looks.
 */
const MAY_MENTION: ReadonlySet<string> = new Set(["interests", "goals", "lifestyle", "location"]);

export interface JudgedAvatar {
  readonly name?: string;
  readonly brief?: string;
  readonly persona: Readonly<Record<string, unknown>>;
  /** Who consented to being named (trust C8). */
  readonly consented?: readonly string[];
}

/** null when nothing speaks against it. */
export function judgePersona({ name, brief, persona, consented = [] }: JudgedAvatar): PersonaRefusal | null {
  const texts = { ...(name ? { name } : {}), ...(brief ? { brief } : {}), ...personaTexts(persona) };
  const verdict = judgeAppearance(texts);
  if (!verdict.allowed) return { control: "C9", field: verdict.field };
  for (const [field, text] of Object.entries(texts)) {
    if (MAY_MENTION.has(field.split(".")[0] ?? "")) continue;
    const person = namesRealPerson(field === "brief" ? withoutLikings(text) : text, consented);
    if (person) return { control: "C8", field, person };
  }
  return null;
}
