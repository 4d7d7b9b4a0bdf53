// Trust C2: a draft may not claim to be human, to have a body or a place now, to meet, or to hold credentials.
import { outgoingReadings } from "./hidden-text.ts";
import { MORE_CLAIMS } from "./humanity-claim-rules.ts";
import { anyFits, whichFit } from "./pattern-index.ts";

export const HUMANITY_RULE_VERSION = "2026-11-26";

export type HumanityClaim = "human" | "body" | "place_now" | "meeting" | "credentials";

const SELF = "(?:i'?m|i am|im|it'?s|this is)";
const NOW = "(?:right now|rn|at the moment|currently|as we speak|now|tonight|today|this (?:morning|afternoon|evening))";
const PLACE =
  "(?:home|at (?:home|work|the (?:gym|beach|pool|office|bar|club|airport|hotel|park|mall|store|spa|studio|cafe))|in (?:bed|the (?:shower|bath|car|pool|kitchen|tub)|my (?:bed|room|car|apartment|kitchen|house)))";
const DAY =
  "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|this weekend|next week|later today)";

const CLAIMS: Readonly<Record<HumanityClaim, readonly RegExp[]>> = {
  human: [
    new RegExp(
      `\\b${SELF} (?:(?:a|an|100%|totally|very much|really|actually|just|definitely|absolutely|so|only|simply|truly|your average|completely) )*(?:real(?! (?:excited|happy|glad|sorry|quick|curious|close|good|keen))|human(?! ?-?made)|flesh and blood|(?:normal|real|ordinary|living|breathing|actual|regular) (?:girl|woman|person|human|lady|gal))\\b`,
    ),
    new RegExp(
      `\\b(?:${SELF} not|i'?m no|not|ain'?t|never been) (?:(?:a|an|some|any|just|even|actually) )*(?:bot|robot|ai|a\\.i\\.|machine|computer|program|fake|chatbot|software|automated|artificial|synthetic|virtual)\\b(?! (?:human|expert|engineer|fan|person kind))`,
    ),
    /\b(?:i'?m|im) (?:100|a hundred) ?(?:%|percent) real\b|\bpromise (?:you )?(?:that )?i'?m (?:real|human)\b|\bi (?:swear|promise) .{0,15}\b(?:not a bot|real|human)\b|\breal girl here\b|\ba human typing\b|\bof course i'?m real\b/,
    /\b(?:soy|claro que soy|si soy) (?:(?:una?|muy|100%|bien|totalmente|completamente) )*(?:real|human[oa]|de verdad|de carne y hueso|(?:chica|mujer|persona) (?:real|de verdad|normal|de carne))\b/,
    /\bno (?:soy|hay|es) (?:(?:una?|ningun|ninguna) )*(?:bot|robot|ia|inteligencia artificial|maquina|programa|falsa|fake)\b/,
  ],
  body: [
    /\b(?:i'?m|im|i am) (?:(?:just|still|only|so|really) )*(?:wearing|naked|undressed|getting (?:dressed|undressed|out of (?:the )?(?:shower|bed|bath))|lying (?:in|on)|laying (?:in|on)|in the shower|sweating|hungry|sleepy|tired from|touching)\b/,
    /\b(?:i )?just (?:got|stepped|came) out of (?:the )?(?:shower|bath|bed|pool|gym)\b|\bmy (?:skin|hair|body|lips|hands?|legs?) (?:is|are|feels?) (?:still |so |really )?(?:wet|warm|soft|cold|sore|tired|shaking|waiting)\b|\bi (?:can|could) (?:feel|smell|taste) you\b/,
    /\b(?:estoy|ando) (?:(?:solo|recien|toda|muy|ahora) )*(?:desnuda|vestida|duchandome|en la ducha|acostada|tumbada|sudando|hambrienta|mojada|saliendo de la ducha)\b|\b(?:acabo de|recien) (?:salir|sali|salgo) de (?:la )?(?:ducha|cama|piscina)\b|\bllevo puest[oa]\b|\bmi (?:piel|pelo|cuerpo|cabello) (?:esta|sigue)\b/,
  ],
  place_now: [
    new RegExp(
      `\\b(?:i'?m|im|i am) (?:(?:just|still|back|finally|currently|actually|sitting|chilling|relaxing|alone|here) )*${PLACE}\\b`,
    ),
    new RegExp(
      `\\b(?:i'?m|im|i am)(?: (?:just|still|actually|sitting|walking|here))* (?:at|in|on|by) (?:(?:the|a|my) )?[\\p{L} ]{2,25} ${NOW}\\b`,
      "u",
    ),
    new RegExp(`\\b${NOW},? (?:i'?m|im|i am) (?:at|in|on|by) \\p{L}+`, "u"),
    /\bi (?:just )?(?:got|came|arrived) (?:back )?(?:home|from the (?:gym|beach|pool|office))\b|\bgreetings from\b|\bi'?m on my way\b/,
    /\b(?:estoy|ando|sigo) (?:(?:ahora|aqui|sola|ya|ahorita|todavia|mismo) )*(?:en (?:casa|la (?:playa|cama|ducha|cocina|oficina|piscina)|el (?:gym|gimnasio|bar|trabajo|coche|carro|parque|aeropuerto|hotel)|mi (?:casa|cuarto|cama|habitacion))|llegando a)\b|\bacabo de llegar\b|\bahora (?:mismo )?estoy en\b|\bestoy en [\p{L} ]{2,25} (?:ahora|ahorita|en este momento)\b/u,
  ],
  meeting: [
    new RegExp(
      `\\b(?:(?:i'?ll|i will|i can|i could|we can|we could|we should|let'?s|lets|want to|wanna|would love to|can'?t wait to|gonna|going to) (?:\\p{L}+ ){0,2}?(?:meet(?! your (?:expectations|needs))(?: (?:you|up|in person|irl))?|hang out|come over|visit you|come (?:to|by) (?:your|you)|see (?:you|each other) (?:in person|irl|${DAY}|soon in)|grab (?:a )?(?:drink|coffee|dinner)|go on a date))\\b`,
      "u",
    ),
    new RegExp(
      `\\b(?:meet (?:me|you|up)|see you|date) (?:\\p{L}+ ){0,3}?(?:in person|irl|face to face|on ${DAY}|${DAY} (?:at|night|evening)|at (?:my|your) (?:place|house|hotel))\\b`,
      "u",
    ),
    /\b(?:come (?:over )?to my (?:place|house|apartment|room)|my (?:phone )?number is|here'?s my (?:number|address)|call me at|video ?call me (?:at|on))\b/,
    /\b(?:nos (?:vemos|encontramos) (?:en persona|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|mañana|esta noche|en (?:mi|tu) casa)|(?:quedamos|podemos quedar|quedemos|vamos a quedar|veamonos|ven a (?:mi|verme)|voy a (?:verte|tu casa)|te veo (?:el|mañana|esta noche|en persona)|(?:conocernos|vernos|conocerte) en persona|salgamos (?:a|el)|tomamos (?:un|algo)))\b/,
  ],
  credentials: [
    /\b(?:i'?m|im|i am|as|speaking as|being) (?:(?:also|actually|just|your) )*an? (?:(?:licensed|certified|registered|qualified|trained|professional|real|practicing|accredited) )*(?:doctor|nurse|physician|therapist|psychologist|psychiatrist|counsel(?:l)?or|lawyer|attorney|financial (?:advisor|adviser)|accountant|dietitian|nutritionist|pharmacist|physiotherapist|dentist|police officer)\b/,
    /\b(?:i'?m|i am|im) (?:a )?(?:licensed|certified|board[ -]certified|accredited|registered)\b|\bmy (?:medical|law|nursing|psychology|doctoral|therapy) (?:degree|license|licence|practice|training)\b|\bi have a (?:phd|md|degree|license|licence|diploma|certification) in\b/,
    /(?<!\bno )\b(?:soy|como) (?:(?:una?|tu) )?(?:doctor(?:a)?|medic[oa]|enfermer[oa]|psicolog[oa]|psiquiatra|terapeuta|abogad[oa]|nutricionista|farmaceutic[oa]|dentista|contadora?|asesor[oa] financier[oa])\b|\b(?:soy|estoy) (?:titulad[oa]|certificad[oa]|licenciad[oa]|colegiad[oa])\b|\btengo (?:un )?(?:titulo|licencia|diploma) (?:de|en)\b/,
  ],
};

/** Truthful denials ("I'm not a real person") must not read as claims. */
const TRUTHFUL = [
  /\b(?:i'?m|i am|im|you'?re|you are) (?:not|no|never) (?:(?:a|an|actually|really|some|any|talking|chatting|speaking|writing|to|with) )*(?:real(?: (?:person|girl|woman|human))?|human|person|alive)\b/g,
  /\b(?:there(?:'s| is)|with) no (?:real |actual |living )?(?:person|woman|girl|human|one)\b[^.!?]*/g,
  /\bno (?:soy|hay|hablas con|estas hablando con|existe) (?:(?:una?|muy|ninguna?|tan) )*(?:real|human[oa]|persona(?: real| de verdad)?|de verdad|mujer(?: real)?|chica(?: real)?|carne y hueso)\b[^.!?]*/g,
  /\b(?:can'?t(?! wait)|cannot(?! wait)|never|don'?t|unable to|not able to|won'?t|no puedo|nunca|no podemos|no)\b[^.!?;,]{0,20}\b(?:meet|hang out|come over|visit you|see (?:you|each other) in person|in person|video call|grab|go on a date|call you|quedar|vernos|conocernos|verte|en persona|llamarte|videollamadas?)\b[^.!?;,]*/g,
];

const KINDS = Object.keys(CLAIMS) as HumanityClaim[];
const claimsIn = whichFit(KINDS.map((kind) => [kind, [...CLAIMS[kind], ...MORE_CLAIMS[kind]]] as const));
const isDenied = anyFits(TRUTHFUL);

/** The kinds of claim in a draft, hidden ones too; empty means it is honest about identity. */
export function humanityClaims(draft: string): readonly HumanityClaim[] {
  const found = outgoingReadings(draft)
    .map((reading) =>
      isDenied(reading) ? TRUTHFUL.reduce((text, truth) => text.replace(truth, " "), reading) : reading,
    )
    .map(claimsIn);
  return KINDS.filter((kind) => found.some((kinds) => kinds.has(kind)));
}
