// What is made of an operator's request, by rules or by a model: commands of the registry, or what to say instead.

export interface PlanStep {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Why nothing is planned, whoever asks. */
export type RefusalReason = "minor" | "real_person" | "explicit" | "bypass" | "secret" | "destroy";

export type MissingPart =
  | "avatar"
  | "name"
  | "brief"
  | "piece"
  | "batch"
  | "fan"
  | "what"
  | "amount"
  | "text"
  | "when"
  | "draft"
  | "post";

export type Interpretation =
  | { readonly kind: "plan"; readonly steps: readonly PlanStep[]; readonly maxUsd?: string; readonly say?: string }
  | { readonly kind: "ask"; readonly missing: MissingPart; readonly options: readonly string[]; readonly say?: string }
  | { readonly kind: "refused"; readonly reason: RefusalReason }
  | { readonly kind: "preference"; readonly text: string }
  | { readonly kind: "undo" }
  /** A greeting, or what can be done here at all. */
  | { readonly kind: "hello" }
  /** What this operator wants to read from now on. */
  | { readonly kind: "language"; readonly language: "en" | "es" }
  | { readonly kind: "said"; readonly text: string }
  /** The model went round in circles or over its budget of calls. */
  | { readonly kind: "gave_up" }
  | { readonly kind: "unknown" };

/** What a request may mean by name and day. */
export interface World {
  readonly avatars: readonly { readonly slug: string; readonly name: string }[];
  readonly now: Date;
  /** Slug of the avatar meant where none is named: the topic it is said in. */
  readonly about?: string;
}
