// A Fanvue of our own, strict and with a memory, for tests and programs beside the product: API, log-in, links that sell,
// signed webhooks.
import { randomUUID } from "node:crypto";
import express, { Router } from "express";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { PlannedFaults } from "../../../emulators/planned-faults.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import { type CourierOptions, type ReleaseOptions, WebhookCourier } from "../../../emulators/webhook-courier.ts";
import { SIGNATURE_HEADER, signFanvue } from "../signature.ts";
import type { FanvueApp } from "../tokens.ts";
import { apiRoutes, type FaultPlan } from "./api-routes.ts";
import { type CheckoutLinks, createCheckoutLinks } from "./checkout-links.ts";
import { type EmulatedCode, type IssuedTokens, issueTokens, oauthRoutes } from "./oauth-routes.ts";
import { type EmulatedChat, type EmulatedLink, FanvueState } from "./state.ts";

export interface FanvueEmulatorOptions extends Pick<CourierOptions, "retryDelaysMs" | "fetch"> {
  readonly app: FanvueApp;
  readonly webhookSecret: string;
  /** Of the app's Events tab; "": nobody is told. */
  readonly webhookUrl: () => string;
  readonly clock?: Clock;
}

const SCOPES = ["read:self", "read:chat", "write:chat", "read:media", "write:media", "read:creator"];

interface AccountRequest {
  readonly handle: string;
  readonly isCreator?: boolean;
  readonly scopes?: readonly string[];
  /** Of the access token; default: an hour. */
  readonly lifetimeMs?: number;
}

interface FanMessage {
  readonly creatorUuid: string;
  readonly name?: string;
  readonly hasMedia?: boolean;
  /** How often the webhook is sent; 0: it got lost. */
  readonly copies?: number;
  /** In the envelope of newer deliveries. Default: bare. */
  readonly enveloped?: boolean;
}

export interface FanvueControl {
  addAccount(request: AccountRequest): IssuedTokens & { readonly uuid: string; readonly handle: string };
  /** Returns the message's uuid at once; the webhook is on its way. */
  fanWrites(fanUuid: string, text: string, message: FanMessage): string;
  chat(creatorUuid: string, fanUuid: string): EmulatedChat | undefined;
  mediaOf(uuid: string): Buffer | null;
  addLink(link: EmulatedLink): void;
  /** What a log-in page gives after its yes. */
  addCode(code: EmulatedCode): string;
  /** Any webhook at all. */
  tell(body: object): void;
  addFault(plan: Partial<FaultPlan> & Pick<FaultPlan, "operation" | "fault">): void;
  hold(): void;
  release(options?: ReleaseOptions): void;
  /** Everything told so far was acknowledged. */
  idle(): Promise<void>;
}

export interface FanvueEmulator extends ServedRouter {
  readonly control: FanvueControl;
  readonly sales: CheckoutLinks;
}

/** FANVUE_BASE_URL and FANVUE_AUTH_BASE_URL are its address. */
export async function startFanvueEmulator(options: FanvueEmulatorOptions): Promise<FanvueEmulator> {
  const { app, webhookSecret, webhookUrl, clock = systemClock, ...courierOptions } = options;
  const state = new FanvueState();
  const faults = new PlannedFaults<FaultPlan>();
  const codes = new Map<string, EmulatedCode>();
  const courier = new WebhookCourier({
    ...courierOptions,
    url: webhookUrl,
    headers: (body) => ({ [SIGNATURE_HEADER]: signFanvue(webhookSecret, body, clock.now()) }),
    onDelivered: () => undefined,
  });
  courier.release();
  let url = "";
  const router = Router();
  router.use(oauthRoutes({ app, state, clock, codes }));
  router.use(express.json({ limit: "1mb" }), apiRoutes({ state, clock, faults, url: () => url }));
  router.use((_request, response) => void response.status(404).json({ message: "Not Found" }));
  const served = await serveRouter(router);
  url = served.url;
  const tell = (body: object, copies = 1) => {
    if (webhookUrl() !== "" && copies > 0) courier.send({ id: randomUUID(), body: JSON.stringify(body) }, copies);
  };
  return {
    url,
    sales: createCheckoutLinks(state, clock),
    control: {
      addAccount: ({ handle, isCreator = true, scopes = SCOPES, lifetimeMs }) => {
        const uuid = [...state.users.values()].find((user) => user.handle === handle)?.uuid ?? randomUUID();
        state.users.set(uuid, { uuid, handle, isCreator });
        return { uuid, handle, ...issueTokens({ state, clock }, uuid, scopes, lifetimeMs) };
      },
      fanWrites: (fanUuid, text, { creatorUuid, name = "Sam", hasMedia = false, copies, enveloped = false }) => {
        const chat = state.openChat(creatorUuid, fanUuid, name);
        const uuid = randomUUID();
        const at = clock.now();
        chat.messages.push({ uuid, senderUuid: fanUuid, text, mediaUuids: [], price: null, atMs: at.getTime() });
        chat.isRead = false;
        const data = {
          message: { uuid, text, hasMedia, mediaUuids: [], price: null, createdAt: at.toISOString() },
          messageUuid: uuid,
          sender: { uuid: fanUuid, handle: name.toLowerCase(), displayName: name, avatarUrl: null },
          recipientUuid: creatorUuid,
          isMuted: false,
          timestamp: at.toISOString(),
        };
        const envelope = { id: randomUUID(), type: "creator.message.received", timestamp: at.toISOString(), data };
        tell(enveloped ? envelope : data, copies);
        return uuid;
      },
      chat: (creatorUuid, fanUuid) => state.chat(creatorUuid, fanUuid),
      mediaOf: (uuid) => state.media.get(uuid)?.bytes ?? null,
      addLink: (link) => void state.links.set(link.slug, link),
      addCode: (code) => {
        const id = randomUUID();
        codes.set(id, code);
        return id;
      },
      tell: (body) => tell(body),
      addFault: (plan) => faults.plan({ times: 1, ...plan }),
      hold: () => courier.hold(),
      release: (release) => courier.release(release),
      idle: () => courier.idle(),
    },
    close: async () => {
      courier.close();
      await served.close();
    },
  };
}
