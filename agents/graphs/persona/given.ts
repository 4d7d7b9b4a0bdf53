// What stands of a persona while the rest is written.
import type { Persona, PersonaFieldName } from "../../domain/avatars/persona.ts";
import type { PersonaDraft } from "./state.ts";

export function givenPersona({ given }: Pick<PersonaDraft, "given">): Partial<Persona> {
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

export function only(persona: Partial<Persona>, names: readonly PersonaFieldName[]): Partial<Persona> {
  return Object.fromEntries(names.flatMap((name) => (persona[name] === undefined ? [] : [[name, persona[name]]])));
}
