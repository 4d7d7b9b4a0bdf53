// What trust says of a name and a persona: nobody under age (C9), nobody real (C8), nobody who says she is human (C2), and of texts
// from outside no orders to a model (T7). Each text is read, nested ones too.
import { humanityClaims } from "../trust/humanity-claim.ts";
import { injectionKinds } from "../trust/injection.ts";
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { namesRealPerson } from "../trust/real-persons.ts";
import { withoutLikings } from "./drafting/brief.ts";
import { personaTexts } from "./persona-texts.ts";

export interface PersonaRefusal {
  readonly control: "C2" | "C8" | "C9" | "T7";
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
/** Kinds that turn a persona into orders; she may well be the owner of something. */
const ORDERS: readonly string[] = ["override", "extraction"];

export interface JudgedAvatar {
  readonly name?: string;
  readonly brief?: string;
  readonly persona: Readonly<Record<string, unknown>>;
  /** Who consented to being named (trust C8). */
  readonly consented?: readonly string[];
  /** Written by somebody outside: every prompt will hold it. */
  readonly isForeign?: boolean;
}

/** null when nothing speaks against it. */
export function judgePersona({
  name,
  brief,
  persona,
  consented = [],
  isForeign = false,
}: JudgedAvatar): PersonaRefusal | null {
  const told = personaTexts(persona);
  const texts = { ...(name ? { name } : {}), ...told, ...(brief ? { brief } : {}) };
  const verdict = judgeAppearance(texts);
  if (!verdict.allowed) return { control: "C9", field: verdict.field };
  for (const [field, text] of Object.entries(texts)) {
    const person = MAY_MENTION.has(field.split(".")[0] ?? "")
      ? null
      : namesRealPerson(field === "brief" ? withoutLikings(text) : text, consented);
    if (person) return { control: "C8", field, person };
    if (field in told && humanityClaims(text).includes("human")) return { control: "C2", field };
    if (isForeign && injectionKinds(text).some((kind) => ORDERS.includes(kind))) return { control: "T7", field };
  }
  return null;
}
