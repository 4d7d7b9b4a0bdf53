// Outside capability: posts on one platform. Only `commit` cannot be undone; everything before it may be repeated.
import type { ConnectedAccount } from "./connector.ts";
import type { ByteRange } from "./object-store.ts";

/** What a piece goes out as: one picture, several to swipe, what is gone after a day, a clip of its own (reel, short). */
export type PostFormat = "image" | "carousel" | "story" | "video";

export interface PostDraft {
  readonly format: PostFormat;
  readonly caption: string;
  /** In the order they are shown; several only in a carousel. */
  readonly media: readonly PostMedia[];
  /** Always true for us: content is synthetic and says so (trust C5). */
  readonly aiGenerated: true;
  /** What the platform lets a creator choose for each post; absent: the platform's most careful choice. */
  readonly choices?: PostChoices;
}

/** Set by an operator for an account; a platform reads what it knows. */
export interface PostChoices {
  /** In the platform's own word, such as "SELF_ONLY". */
  readonly privacy?: string;
  readonly allowComments?: boolean;
  /** Others may show the clip beside their own, or cut from it. */
  readonly allowReuse?: boolean;
  /** Into the creator's inbox on the platform, to be finished by hand. */
  readonly asDraft?: boolean;
}

export interface PostMedia {
  readonly kind: "image" | "video";
  readonly contentType: string;
  readonly bytes: number;
  /** Short-lived public address for platforms that fetch. */
  readonly url: string;
  /** For platforms that take files, piece by piece: a long clip is never whole in memory. */
  read(range: ByteRange): Promise<Uint8Array>;
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
    /** What else there is cannot be posted here. */
    readonly formats: readonly PostFormat[];
    /** The platform has no label for AI: `prepare` refuses a caption that does not say it. */
    readonly labelIn?: "caption";
  };
  /** Remaining posts today as the platform counts them, or as we do where it does not say. */
  quota(account: ConnectedAccount, signal: AbortSignal): Promise<{ readonly used: number; readonly total: number }>;
  /** @returns the adapter's own word for what is prepared: stored, handed back, read by nobody else */
  prepare(account: ConnectedAccount, draft: PostDraft, signal: AbortSignal): Promise<{ readonly containerId: string }>;
  check(account: ConnectedAccount, containerId: string, signal: AbortSignal): Promise<ContainerState>;
  /**
   * @returns null where the platform took it and still works on it: `find` tells when it is there
   * @throws AppError `outcome_unknown` when the answer was lost
   */
  commit(
    account: ConnectedAccount,
    containerId: string,
    draft: PostDraft,
    signal: AbortSignal,
  ): Promise<{ readonly externalId: string | null }>;
  /** Reads the post back, by id or, for a lost answer, by container. null: it is certainly not there. */
  find(
    account: ConnectedAccount,
    by:
      | { readonly externalId: string }
      | {
          readonly containerId: string;
          readonly caption: string;
          readonly since: Date;
          /** Ids of posts that are known to be others, such as earlier ones with the same caption. */
          readonly notThese?: readonly string[];
        },
    signal: AbortSignal,
  ): Promise<PublishedPost | "pending" | null>;
}
