// The life of an avatar as data: which state may follow which, and from where on its identity may be used (domain 2).

export type AvatarState =
  | "draft"
  | "face_ready"
  | "dataset_ready"
  | "training"
  | "trained"
  | "validated"
  | "active"
  | "paused"
  | "retired";

/**
 * `face_ready -> validated` is the way without a LoRA (a reference-image provider). A failed or cancelled training goes
 * back to `dataset_ready`. `paused` returns to the state it came from, which the avatar's row remembers.
 */
export const AVATAR_MOVES: Readonly<Record<AvatarState, readonly AvatarState[]>> = {
  draft: ["face_ready", "paused", "retired"],
  face_ready: ["draft", "dataset_ready", "validated", "paused", "retired"],
  dataset_ready: ["face_ready", "training", "validated", "paused", "retired"],
  training: ["trained", "dataset_ready", "retired"],
  trained: ["validated", "dataset_ready", "paused", "retired"],
  validated: ["active", "dataset_ready", "paused", "retired"],
  active: ["validated", "paused", "retired"],
  paused: ["draft", "face_ready", "dataset_ready", "trained", "validated", "active", "retired"],
  retired: [],
};

/** Content that shows the identity is refused before this state. */
export const needsIdentityBefore: AvatarState = "validated";

const HAS_IDENTITY: readonly AvatarState[] = ["validated", "active"];
const AT_REST: readonly AvatarState[] = ["paused", "retired"];

/** Nothing is made, published or answered for her. */
export function isAtRest(state: AvatarState): boolean {
  return AT_REST.includes(state);
}

export function mayMove(from: AvatarState, to: AvatarState): boolean {
  return AVATAR_MOVES[from].includes(to);
}

/**
 * Whether pieces may be made now. `offlineOnly`: every picture comes from a built-in generator, whose synthetic preview
 * shows no identity and can be neither published nor sold for real, so a draft avatar may have it too.
 */
export function mayMakeContent(state: AvatarState, offlineOnly: boolean): boolean {
  if (isAtRest(state)) return false;
  return offlineOnly || HAS_IDENTITY.includes(state);
}
