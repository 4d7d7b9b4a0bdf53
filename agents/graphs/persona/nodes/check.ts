// Reads the draft for what no persona may have: minors and real persons (trust C8, C9), and what does not go together.
import { judgePersona } from "../../../domain/avatars/judge-persona.ts";
import {
  type Contradiction,
  type ContradictionRule,
  personaContradictions,
} from "../../../domain/avatars/persona-coherence.ts";
import type { PersonaDraft, PersonaFault } from "../state.ts";

export function check(state: PersonaDraft): { faults: readonly PersonaFault[] } {
  const { persona, name, consented, wanted } = state;
  const refusal = judgePersona({ name, persona, consented });
  if (refusal) {
    const what =
      refusal.control === "C9" ? "it suggests someone under age" : `it names a real person, ${refusal.person}`;
    const found = refusal.person === undefined ? {} : { found: refusal.person };
    return { faults: [{ by: refusal.control, what: `${refusal.field}: ${what}`, fields: [refusal.field], ...found }] };
  }
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
  claims_human: "claims to be human",
};

function faultOf({ rule, fields, found }: Contradiction): PersonaFault {
  return { by: "coherence", rule, fields, found, what: `${fields.join(" and ")}: ${WHAT[rule]} (“${found}”)` };
}
