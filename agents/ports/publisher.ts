// Outside capability: posts on one platform. Only `commit` cannot be undone; everything before it may be repeated.
import type { ConnectedAccount } from "./connector.ts";

export type PublishableKind = "image" | "carousel" | "story" | "video" | "voice";

export interface PostDraft {
  readonly caption: string;
  readonly media: readonly PostMedia[];
  /** Always true for us: content is synthetic and says so (trust C5). */
  readonly aiGenerated: true;
}

export interface PostMedia {
  readonly kind: "image" | "video";
  /** Short-lived public address the platform fetches from. */
  readonly url: string;
  readonly altText?: string;
}

export type ContainerState =
  | { readonly state: "processing" }
  | { readonly state: "ready" }
  | { readonly state: "published" }
  | { readonly state: "failed"; readonly code: string; readonly retryable: boolean };

export interface PublishedPost {
  readonly externalId: string;
  readonly permalink: string | null;
  /** Did the platform keep the AI label? null: it does not say. */
  readonly labelled: boolean | null;
}

export interface Publisher {
  readonly info: {
    readonly platform: string;
    readonly postsPerDay: number;
    /** Of pieces: what else there is cannot be posted here. */
    readonly kinds: readonly PublishableKind[];
  };
  /** Remaining posts today as the platform counts them. */
  quota(account: ConnectedAccount, signal: AbortSignal): Promise<{ readonly used: number; readonly total: number }>;
  prepare(account: ConnectedAccount, draft: PostDraft, signal: AbortSignal): Promise<{ readonly containerId: string }>;
  check(account: ConnectedAccount, containerId: string, signal: AbortSignal): Promise<ContainerState>;
  /** @throws AppError `outcome_unknown` when the answer was lost */
  commit(account: ConnectedAccount, containerId: string, signal: AbortSignal): Promise<{ readonly externalId: string }>;
  /** Reads the post back, by id or, for a lost answer, by container. null: it is certainly not there. */
  find(
    account: ConnectedAccount,
    by:
      | { readonly externalId: string }
      | { readonly containerId: string; readonly caption: string; readonly since: Date },
    signal: AbortSignal,
  ): Promise<PublishedPost | null>;
}
