// Words of someone who thinks of buying, English and Spanish (domain 7).

const BUYING =
  /(?<!\p{L})(?:buy|buying|purchase|price|prices|pricing|cost|costs|how much|pay|payment|paypal|card|subscribe|subscription|unlock|pack|packs|exclusive|premium|vip|order|discount|deal|offer|comprar|compro|compra|precio|precios|cuanto (?:cuesta|vale|es|sale)|cuánto (?:cuesta|vale|es|sale)|cuesta|vale|pagar|pago|tarjeta|suscrib\p{L}*|suscripci[oó]n|desbloque\p{L}*|paquete|paquetes|exclusivo|exclusiva|pedido|descuento|oferta)(?!\p{L})/giu;

export function countBuyingWords(text: string): number {
  return text.match(BUYING)?.length ?? 0;
}

/** Question marks in a row count once. */
export function countQuestions(text: string): number {
  return text.match(/\?+/g)?.length ?? 0;
}
