// Reads the draft for what no persona may have (trust C2, C8, C9), and for what does not go together.
import { judgePersona, type PersonaRefusal } from "../../../domain/avatars/judge-persona.ts";
import {
  type Contradiction,
  type ContradictionRule,
  personaContradictions,
} from "../../../domain/avatars/persona-coherence.ts";
import type { PersonaDraft, PersonaFault } from "../state.ts";

export function check(state: PersonaDraft): { faults: readonly PersonaFault[] } {
  const { persona, name, consented, wanted } = state;
  const refusal = judgePersona({ name, persona, consented });
  if (refusal) return { faults: [refusedFault(refusal)] };
  const contradictions = personaContradictions(persona, {
    statedAge: state.age,
    niche: state.niche,
    language: state.language,
    timeZone: state.timeZone,
    now: state.context.clock.now(),
  });
  // What stands may contradict itself: nothing that is written now can help that.
  const own = contradictions.filter(({ fields }) => fields.some((field) => wanted.includes(field)));
  return { faults: own.map(faultOf) };
}

const WHAT: Readonly<Record<ContradictionRule, string>> = {
  age: "does not go with the stated age",
  city_and_country: "the city is not in this country",
  other_city: "another city than in location",
  time_zone: "the place is not in the time zone asked for",
  spoken_language: "the language she writes in is not among those she speaks",
  written_language: "written in the wrong language",
  niche: "nothing in it has to do with the niche",
  duplicates: "said twice",
};

const REFUSED: Readonly<Record<PersonaRefusal["control"], string>> = {
  C2: "it claims to be human",
  C8: "it names a real person",
  C9: "it suggests someone under age",
  T7: "it gives orders",
};

function refusedFault({ control, field, person = "" }: PersonaRefusal): PersonaFault {
  return { by: control, what: `${field}: ${REFUSED[control]} ${person}`.trim(), fields: [field], found: person };
}

function faultOf({ rule, fields, found }: Contradiction): PersonaFault {
  return { by: "coherence", rule, fields, found, what: `${fields.join(" and ")}: ${WHAT[rule]} (“${found}”)` };
}
