// What a niche gives to a persona. Lists are one string with "; " between, so that the data files stay readable.

export interface NicheVoice {
  /** Completes "I share ...". */
  readonly pitch: string;
  /** Two whole sentences of the backstory. */
  readonly origin: string;
  readonly turn: string;
  readonly interests: string;
  readonly goals: string;
  readonly catchphrases: string;
  /** A whole sentence. */
  readonly day: string;
  readonly spots: string;
  /** A whole sentence. */
  readonly community: string;
}

export function listed(text: string): string[] {
  return text.split("; ");
}
