// Outside capability: posts on one platform. Only `commit` cannot be undone; everything before it may be repeated.

export interface PublisherAccount {
  readonly id: string;
  readonly externalId: string;
  readonly accessToken: string;
}

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

export interface PublisherProfile {
  readonly externalId: string;
  readonly handle: string;
  readonly followers: number | null;
}

export interface Publisher {
  readonly info: { readonly platform: string; readonly postsPerDay: number };
  /** Who a token belongs to. @throws AppError `refused` with reason "token_invalid" */
  whoAmI(accessToken: string, signal: AbortSignal): Promise<PublisherProfile>;
  /** Asks the platform to send us this account's events. */
  subscribe(account: PublisherAccount, signal: AbortSignal): Promise<void>;
  /** Remaining posts today as the platform counts them. */
  quota(account: PublisherAccount, signal: AbortSignal): Promise<{ readonly used: number; readonly total: number }>;
  prepare(account: PublisherAccount, draft: PostDraft, signal: AbortSignal): Promise<{ readonly containerId: string }>;
  check(account: PublisherAccount, containerId: string, signal: AbortSignal): Promise<ContainerState>;
  /** @throws AppError `outcome_unknown` when the answer was lost */
  commit(account: PublisherAccount, containerId: string, signal: AbortSignal): Promise<{ readonly externalId: string }>;
  /** Reads the post back, by id or, for a lost answer, by container. null: it is certainly not there. */
  find(
    account: PublisherAccount,
    by:
      | { readonly externalId: string }
      | { readonly containerId: string; readonly caption: string; readonly since: Date },
    signal: AbortSignal,
  ): Promise<PublishedPost | null>;
}
