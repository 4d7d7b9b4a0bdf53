// Everything the web process serves, in order.
import type { App } from "../../agents/commands/app.ts";
import { mediaMount } from "../http/media-mount.ts";
import type { Mount } from "../http/mount.ts";
import { oauthMount } from "../http/oauth-mount.ts";
import { paymentWebhookMount } from "../http/payment-webhook-mount.ts";
import { vendorWebhookMounts } from "../http/vendor-webhook-mount.ts";
import { fanPagesMounts } from "../surfaces/fan-pages/fan-pages-mounts.ts";
import { mcpMount } from "../surfaces/mcp/mcp-mount.ts";
import { restMounts } from "../surfaces/rest/rest-mounts.ts";
import { uploadMount } from "../surfaces/rest/upload-mount.ts";
import { consoleMounts } from "../surfaces/web/console-mounts.ts";
import { adminMount } from "./admin-mount.ts";
import type { OpenedContext } from "./context.ts";
import { createFanSimulator } from "./fan-simulator.ts";

export async function buildMounts(
  app: App,
  opened: OpenedContext,
  bots: Readonly<Record<"telegram" | "discord", { readonly mount: Mount } | null>>,
): Promise<readonly Mount[]> {
  const emulator = opened.platforms.instagramEmulator;
  return [
    ...opened.platforms.mounts(() => app),
    oauthMount(app),
    paymentWebhookMount(app),
    ...vendorWebhookMounts(app),
    ...(bots.telegram ? [bots.telegram.mount] : []),
    ...(bots.discord ? [bots.discord.mount] : []),
    mediaMount(app),
    ...fanPagesMounts(app),
    uploadMount(app),
    ...restMounts(app),
    mcpMount(app),
    adminMount(app),
    ...consoleMounts({ app, ...(emulator ? { fanSimulator: createFanSimulator(app.context, emulator) } : {}) }),
  ];
}
