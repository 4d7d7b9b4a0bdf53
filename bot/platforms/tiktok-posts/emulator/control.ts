// The hand that moves the emulated TikTok: makes accounts, plans failures, shows what was posted.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ReleaseOptions } from "../../../emulators/webhook-courier.ts";
import type { Emulation } from "./emulation.ts";
import type { FaultPlan } from "./faults.ts";
import { issueTokens, shareUrl } from "./read-routes.ts";
import type { EmulatedCreator, EmulatedPublish } from "./state.ts";
import { type Standing, standingOf, tellWhatHappened } from "./timeline.ts";

const SCOPES = [
  "user.info.basic",
  "user.info.profile",
  "user.info.stats",
  "video.list",
  "video.publish",
  "video.upload",
];
const PRIVACY_OPTIONS = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"];
/** Of a private account: nothing of it is for everybody. */
const PRIVATE_OPTIONS = ["FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"];

export interface CreatorRequest extends Partial<Omit<EmulatedCreator, "username">> {
  readonly username: string;
  /** Of the access token; default: a day. */
  readonly tokenLifetimeMs?: number;
}

interface ControlledAccount {
  readonly id: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface PostView extends Pick<Standing, "status" | "isPublic"> {
  readonly publishId: string;
  readonly videoId: string;
  readonly accountId: string;
  readonly media: EmulatedPublish["media"];
  readonly mode: EmulatedPublish["mode"];
  readonly title: string;
  readonly description: string;
  readonly privacy: string;
  readonly aiGenerated: boolean;
  readonly allowsComments: boolean;
  readonly bytes: number;
  readonly seconds: number | null;
  readonly permalink: string;
  readonly at: Date;
}

export interface TiktokPostsControl {
  /** The same user name gives the same account, with new tokens. */
  addAccount(request: CreatorRequest): ControlledAccount;
  /** What is there, newest first: complete, whether everybody sees it or not; no drafts. */
  posts(accountId?: string): readonly PostView[];
  /** Everything that was ever begun, newest first. */
  uploads(): readonly PostView[];
  /** Tells what came true by the clock; every call to the API does so too. */
  tick(): void;
  /** The creator takes the permission back: the tokens are dead. */
  removeAuthorization(accountId: string): void;
  addFault(plan: FaultPlan): void;
  clearFaults(): void;
  hold(): void;
  release(options?: ReleaseOptions): void;
  /** Everything told so far was acknowledged. */
  idle(): Promise<void>;
}

export function createControl(emulation: Emulation): TiktokPostsControl {
  const { state, faults, webhooks } = emulation;
  const views = () => [...state.publishes.values()].reverse().map((publish) => viewOf(emulation, publish));
  return {
    addAccount: (request) => addAccount(emulation, request),
    posts: (accountId) =>
      views().filter(
        (post) => post.status === "PUBLISH_COMPLETE" && (accountId === undefined || post.accountId === accountId),
      ),
    uploads: views,
    tick: () => tellWhatHappened(emulation),
    removeAuthorization: (accountId) => {
      if (!state.creators.has(accountId))
        throw new AppError("not_found", "The emulated TikTok has no such account.", { field: "accountId" });
      webhooks.tell(accountId, "authorization.removed", { reason: 1 }, { type: "revoked", accountId });
    },
    addFault: (plan) => faults.add(plan),
    clearFaults: () => faults.clear(),
    hold: () => webhooks.hold(),
    release: (options) => webhooks.release(options),
    idle: () => webhooks.idle(),
  };
}

function addAccount(emulation: Emulation, { tokenLifetimeMs, username, ...given }: CreatorRequest): ControlledAccount {
  const { state } = emulation;
  const known = [...state.creators.values()].find((creator) => creator.username === username);
  const id = known?.id ?? given.id ?? `-000${Buffer.from(username).toString("base64url")}`;
  const creator: EmulatedCreator = known ?? {
    username,
    nickname: username,
    scopes: SCOPES,
    privacyOptions: given.isPrivate === true ? PRIVATE_OPTIONS : PRIVACY_OPTIONS,
    isPrivate: false,
    commentDisabled: false,
    duetDisabled: false,
    stitchDisabled: false,
    maxVideoSeconds: 600,
    followers: 0,
    likes: 0,
    ...given,
    id,
  };
  if (!known) state.record({ type: "creator", creator });
  return { id, username, ...issueTokens(emulation, id, tokenLifetimeMs) };
}

function viewOf(emulation: Emulation, publish: EmulatedPublish): PostView {
  const { id, videoId, accountId, media, mode, title, description, privacy, aiGenerated, allowsComments } = publish;
  const { status, isPublic } = standingOf(emulation, publish);
  const shown = { accountId, media, mode, title, description, privacy, aiGenerated, allowsComments };
  const { size: bytes, seconds, takenAtMs, createdAtMs } = publish;
  const at = new Date(takenAtMs ?? createdAtMs);
  return {
    publishId: id,
    videoId,
    ...shown,
    status,
    isPublic,
    bytes,
    seconds,
    permalink: shareUrl(emulation, publish),
    at,
  };
}
