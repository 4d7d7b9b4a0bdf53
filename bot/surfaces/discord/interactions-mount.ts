// POST /webhooks/discord: interactions pushed by Discord, let in only with its signature over the raw body (trust T1).
import type { KeyObject } from "node:crypto";
import { InteractionResponseType } from "discord.js";
import { type Request, type Response, Router } from "express";
import { AppError } from "../../../agents/kernel/errors.ts";
import { readBody } from "../../http/body.ts";
import type { Mount } from "../../http/mount.ts";
import { Interaction, InteractionType } from "./interaction.ts";
import type { Reply } from "./reply.ts";
import { isSigned } from "./signature.ts";

export const DISCORD_WEBHOOK_PATH = "/webhooks/discord";

export interface InteractionsMountOptions {
  /** Absent: interactions come by the gateway. */
  readonly publicKey: KeyObject | undefined;
  readonly receive: (interaction: Interaction) => Promise<Reply | null>;
  /** Called once the response is out. */
  readonly follow: (interaction: Interaction, reply: Reply) => void;
}

export function interactionsMount({ publicKey, receive, follow }: InteractionsMountOptions): Mount {
  const router = Router();
  router.post("/", ...readBody("raw"), async (request: Request, response: Response) => {
    if (!publicKey) {
      const remedy = "Set DISCORD_PUBLIC_KEY.";
      throw new AppError("not_configured", "Discord's interactions come by the gateway here.", { remedy });
    }
    const body: unknown = request.body;
    const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const signature = request.get("x-signature-ed25519") ?? "";
    const timestamp = request.get("x-signature-timestamp") ?? "";
    if (!isSigned(publicKey, { timestamp, signature, body: raw })) {
      throw new AppError("unauthenticated", "The signature of this interaction is wrong.");
    }
    const interaction = parse(raw);
    if (interaction.type === InteractionType.Ping) {
      response.json({ type: InteractionResponseType.Pong });
      return;
    }
    const reply = await receive(interaction);
    if (!reply) throw new AppError("conflict", "This interaction was answered before.");
    response.once("finish", () => follow(interaction, reply));
    response.json(reply.response);
  });
  return { path: DISCORD_WEBHOOK_PATH, body: "none", load: () => router };
}

function parse(raw: Buffer): Interaction {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch (cause) {
    throw new AppError("invalid_input", "This is not JSON.", { cause });
  }
  const parsed = Interaction.safeParse(value);
  if (!parsed.success) throw new AppError("invalid_input", "This is not an interaction.");
  return parsed.data;
}
