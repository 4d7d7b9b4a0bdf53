// What a fan wants, by rules in English and Spanish: works without a model, and decides what a model may not (domain 7).
import { anyFits, type Fits } from "../trust/pattern-index.ts";
import { RULED_INTENTS } from "./autonomy.ts";
import { countBuyingWords } from "./buying-words.ts";

export const INTENTS = [
  ...RULED_INTENTS,
  "complaint",
  "farewell",
  "opt_out",
  "crisis",
  "minor",
  "bot_question",
  "human_request",
  "abuse",
] as const;
export type Intent = (typeof INTENTS)[number];

export type RefusalReason = "too_expensive" | "not_interested" | "need_time";

/** What the guards heard, whether by a rule or by the learned second opinion. */
export interface GuardsHeard {
  readonly optOut: boolean;
  readonly crisis: boolean;
  readonly minor: boolean;
  readonly abuse: boolean;
  readonly botQuestion: boolean;
  readonly farewell: boolean;
}

export type GuardName = keyof GuardsHeard;

/** A guard's word outranks the rules below. */
export interface GuardFindings extends GuardsHeard {
  /** Heard by the second opinion alone: answered with care, and nothing is locked by it. */
  readonly doubtful: ReadonlySet<GuardName>;
}

export const NOTHING_FOUND: GuardFindings = {
  ...{ minor: false, abuse: false, crisis: false, optOut: false, botQuestion: false, farewell: false },
  doubtful: new Set(),
};

/** Heard by a rule: this locks. */
export function isSure(guards: Partial<GuardsHeard> & Pick<GuardFindings, "doubtful">, name: GuardName): boolean {
  return guards[name] === true && !guards.doubtful.has(name);
}

type Rule<Name> = readonly [name: Name, fits: Fits];

function indexed<Name>(rules: readonly (readonly [Name, RegExp])[]): readonly Rule<Name>[] {
  return rules.map(([name, pattern]) => [name, anyFits([pattern])]);
}

const REFUSALS: readonly Rule<RefusalReason>[] = indexed([
  [
    "too_expensive",
    /too (?:expensive|much|pricey)|can'?t afford|cheaper|(?:muy|demasiado) (?:caro|cara)|no (?:puedo|tengo) (?:pagar|dinero|plata)|más barato|mas barato/iu,
  ],
  [
    "need_time",
    /(?:maybe|not) (?:later|now|today)|let me think|i'?ll think|next (?:week|month|payday)|(?:luego|después|despues|mañana|otro d[ií]a) (?:tal vez|quizás|quizas|lo veo)|d[eé]jame pensar|lo (?:pienso|pensar[eé])|ahora no|m[aá]s adelante/iu,
  ],
  [
    "not_interested",
    /not interested|no thanks|no thank you|(?<!\p{L})nah(?!\p{L})|don'?t want|no me interesa|no gracias|no,? gracias|no quiero (?:comprar|nada)/iu,
  ],
]);

const RULES: readonly Rule<Intent>[] = indexed([
  [
    "human_request",
    /^\/paysupport(?!\w)|(?:talk|speak|chat) (?:to|with) (?:a |an |the |your |some )?(?:real |actual |live )?(?:human|person|manager|boss|support|someone real|agent)|(?:get|give|pass) me (?:a |the |your )?(?:real |actual )?(?:human|person|manager|support)|(?:hablar|habla|comunicar(?:me)?) con (?:un |una |tu |el |la )?(?:humano|humana|persona|encargad[oa]|soporte|jef[ea]|alguien real)|(?:p[aá]sa|comun[ií]ca|p[oó]n)me con (?:un |una |tu |el |la )?(?:humano|humana|persona|encargad[oa]|soporte|jef[ea])/iu,
  ],
  [
    "complaint",
    /refund|scam|ripped? off|i paid (?:but|and)|not what i (?:paid|ordered)|complain|report you|reembolso|devoluci[oó]n|estafa|me cobr|pagu[eé] (?:y|pero)|queja|denunci/iu,
  ],
  [
    "purchase_intent",
    /(?:i(?:'d| would)? (?:want|like|love) to|i'?ll|can i|how (?:do|can) i|where (?:do|can) i|ready to) (?:buy|pay|subscribe|get (?:it|the pack|a pack)|purchase|unlock)|how much|what'?s the price|price\??$|take my money|(?:quiero|quisiera|puedo|c[oó]mo|donde|dónde) (?:puedo )?(?:compr|pag|suscrib|desbloq)\p{L}*|cu[aá]nto (?:cuesta|vale|es|sale)|(?<!\p{L})precios?(?!\p{L})|lo quiero|lo compro/iu,
  ],
  [
    "content_request",
    /(?<!\p{L})(?:send|show|see|got|have|any|more|other|private|exclusive)(?!\p{L}).{0,20}(?:pics?|photos?|pictures?|videos?|content|pack)|(?<!\p{L})(?:manda|m[aá]ndame|env[ií]a|env[ií]ame|muestra|mu[eé]strame|ens[eé]ñame|ver|tienes|m[aá]s|otras?|privad[ao]s?|exclusiv[ao]s?)(?!\p{L}).{0,20}(?:fotos?|v[ií]deos?|contenido|pack|paquete)/iu,
  ],
  [
    "greeting",
    /^\/start(?:\s|$)|^(?:hi+|hey+|hello+|hola+|buenas?|buenos d[ií]as|good (?:morning|evening|night)|what'?s up|qu[eé] tal|c[oó]mo est[aá]s)(?!\p{L})[\s\p{P}\p{Emoji_Presentation}]*(?:\p{L}+[\s\p{P}\p{Emoji_Presentation}]*){0,3}$/iu,
  ],
  [
    "question",
    /\?|^(?:what|who|where|when|why|how|do you|are you|can you|qu[eé]|qui[eé]n|d[oó]nde|cu[aá]ndo|por qu[eé]|c[oó]mo)(?!\p{L})/iu,
  ],
]);

/** The fan asks for more than a chat: to buy, or to see. */
export function asksForContent(intent: Intent): boolean {
  return intent === "purchase_intent" || intent === "content_request";
}

export function refusalReason(text: string): RefusalReason | null {
  return REFUSALS.find(([, fits]) => fits(text))?.[0] ?? null;
}

/** Words of a question about the machine itself, even amid a complaint. */
const MACHINE =
  /(?<!\p{L})(?:bots?|robots?|ai|a\.i\.|chat ?gpt|machine|automat\p{L}*|human|fake|catfish|ia|m[aá]quina|humana?|fals[ao])(?!\p{L})/iu;

/** Most serious first. */
const LOCKING = [
  ["minor", "minor"],
  ["abuse", "abuse"],
  ["crisis", "crisis"],
  ["opt_out", "optOut"],
] as const satisfies readonly (readonly [Intent, GuardName])[];
/** Who wants to buy or to see something is not wished goodbye on a mere likeness. */
const STAYS: ReadonlySet<Intent> = new Set(["purchase_intent", "content_request"]);

/** Guards first, the sure before the doubtful and the most serious first; then rules; then a plain chat. */
export function intentOf(text: string, guards: GuardFindings): Intent {
  const locking = LOCKING.find(([, guard]) => isSure(guards, guard)) ?? LOCKING.find(([, guard]) => guards[guard]);
  // A sure goodbye that may be a stop as well ("delete my account", trust C4): both are followed by silence.
  if (locking?.[0] === "opt_out" && guards.doubtful.has("optOut") && isSure(guards, "farewell")) return "farewell";
  if (locking) return locking[0];
  // Who wants a person gets one, which is an answer, too; who only wants their money back asks about no machine.
  const wants = RULES.find(
    ([intent, fits]) => (intent === "human_request" || intent === "complaint") && fits(text),
  )?.[0];
  if (wants && !guards.farewell && (wants === "human_request" || !MACHINE.test(text))) return wants;
  if (guards.botQuestion) return "bot_question";
  const found = RULES.find(([, fits]) => fits(text.trim()))?.[0];
  const stays = found !== undefined && STAYS.has(found) && guards.doubtful.has("farewell");
  if (guards.farewell && !stays) return "farewell";
  if (wants) return wants;
  if (refusalReason(text)) return "objection";
  if (found) return found;
  return countBuyingWords(text) > 1 ? "purchase_intent" : "casual_chat";
}
