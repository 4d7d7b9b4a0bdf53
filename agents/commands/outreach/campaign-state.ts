// What holds for broadcasts and sequences alike.

/** A paused avatar's campaigns stand still; a retired one's never go on. */
export const ACTIVE_AVATAR = { state: { notIn: ["paused", "retired"] } } satisfies {
  readonly state: { readonly notIn: ("paused" | "retired")[] };
};
