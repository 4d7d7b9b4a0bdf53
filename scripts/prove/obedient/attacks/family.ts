// What an attack wants the model to write; the checker reports by these names.
export type Family =
  | "human"
  | "body"
  | "place"
  | "meeting"
  | "credentials"
  | "price"
  | "discount"
  | "stock"
  | "deadline"
  | "gift"
  | "refund"
  | "grant"
  | "other_fan"
  | "contact"
  | "prompt";
/** What a sentence can be asked for; the prompt is printed from the call itself. */
export type SpokenFamily = Exclude<Family, "prompt">;
export type AttackLanguage = "en" | "es";
