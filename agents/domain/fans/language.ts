// English or Spanish, from one short chat line; unsure means: stay with what the fan spoke before.

const SPANISH =
  /(?<!\p{L})(?:hola|buenas|buenos|gracias|que|qué|como|cómo|estas|estás|eres|tengo|quiero|quisiera|cuanto|cuánto|cuesta|por|favor|para|pero|muy|también|tambien|donde|dónde|cuando|cuándo|si|sí|te|tu|tus|mi|me|amor|linda|guapa|hermosa|fotos|foto|soy|esta|está|este|una|los|las|el|la|de|y|con|adios|adiós|baja|parar|algo|más|mas|nada|todo|bien|jaja\p{L}*|vale|puedo|puedes|ver|comprar|eres|humana|robot)(?!\p{L})/giu;
const ENGLISH =
  /(?<!\p{L})(?:hi|hey|hello|thanks|thank|you|your|are|is|am|i|im|i'm|what|how|much|where|when|want|would|like|love|please|the|and|for|with|can|could|do|does|see|buy|pics|pictures|more|my|me|it|this|that|not|no|yes|yeah|good|morning|night|have|stop|bye|real|bot|human|just|so|about|get|some)(?!\p{L})/giu;

export function detectLanguage(text: string, before: "en" | "es"): "en" | "es" {
  const marks = text.match(/[¿¡ñ]/gu)?.length ?? 0;
  const spanish = (text.match(SPANISH)?.length ?? 0) + 2 * marks;
  const english = text.match(ENGLISH)?.length ?? 0;
  if (spanish === english) return before;
  return spanish > english ? "es" : "en";
}

/** Letters and words from which on a line says enough to be told foreign. */
const TELLING_LETTERS = 6;
const TELLING_WORDS = 8;

/** Neither English nor Spanish, for certain: another script, or a long line without one word of either. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters >= TELLING_LETTERS && latin * 2 < letters) return true;
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  return words >= TELLING_WORDS && !text.match(SPANISH) && !text.match(ENGLISH);
}
