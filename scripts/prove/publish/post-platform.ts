// The emulated Instagram beside the product: it outlives every kill, and tells of each step of publishing as it begins.
import { type Request, Router } from "express";
import { serveRouter } from "../../../bot/emulators/serve-router.ts";
import type { InstagramControl } from "../../../bot/platforms/instagram/emulator/control.ts";
import { createInstagramEmulator } from "../../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import type { PublishStep } from "./scenes.ts";

export interface PostPlatform {
  /** INSTAGRAM_BASE_URL */
  readonly url: string;
  readonly control: InstagramControl;
  /** Called before anything happens. */
  onStep: ((step: PublishStep) => void) | undefined;
  close(): Promise<void>;
}

export async function startPostPlatform(appSecret: string, postsPerDay: number): Promise<PostPlatform> {
  let url = "";
  const emulator = createInstagramEmulator({
    appSecret,
    postsPerDay,
    webhookUrl: () => "",
    baseUrl: () => url,
    fetch: (...request) => {
      platform.onStep?.("fetch");
      return fetch(...request);
    },
  });
  const router = Router();
  router.use((request, _response, next) => {
    const step = stepOf(request);
    if (step) platform.onStep?.(step);
    next();
  });
  router.use(emulator.router);
  const served = await serveRouter(router);
  url = served.url;
  const platform: PostPlatform = {
    url,
    control: emulator.control,
    onStep: undefined,
    close: async () => {
      emulator.close();
      await served.close();
    },
  };
  return platform;
}

function stepOf({ method, path, query }: Request): PublishStep | null {
  if (method === "POST" && path.endsWith("/media")) return "prepare";
  if (method === "POST" && path.endsWith("/media_publish")) return "commit";
  if (path.endsWith("/content_publishing_limit")) return "quota";
  if (path.endsWith("/media") || path.endsWith("/stories")) return "look_up";
  const fields = String(query.fields ?? "");
  if (fields.includes("status_code")) return "check";
  return fields.includes("permalink") ? "read_back" : null;
}
