// The chat page of an avatar's own: our own platform, without anybody else's service in between.
import type { App } from "../../../agents/commands/app.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import type { FanChannel } from "../../../agents/ports/fan-channel.ts";
import type { Mount } from "../../http/mount.ts";
import { webChatMount } from "./chat-routes.ts";
import { createWebChatConnector } from "./connector.ts";
import { createWebChatChannel } from "./fan-channel.ts";

export interface WebChat {
  readonly channel: FanChannel;
  readonly connector: Connector;
  mount(app: () => App): Mount;
}

/** @param context asked at each use: it is made after the platforms it holds */
export function createWebChat(context: () => AppContext): WebChat {
  return { channel: createWebChatChannel(context), connector: createWebChatConnector(), mount: webChatMount };
}
