// Which providers serve an avatar, and in what order, where somebody has said so: over the strategy of the settings.
import { z } from "zod";
import type { RoutingStrategy } from "../../domain/content/routing.ts";
import type { AppContext } from "../context.ts";

export const ROUTED_KINDS = ["image", "video", "voice"] as const;
export type RoutedKind = (typeof ROUTED_KINDS)[number];

const Providers = z.array(z.string()).min(1);

export const routingKey = (avatarId: string, kind: RoutedKind): string => `routing:${avatarId}:${kind}`;

/** @returns null where nobody has said so @throws ZodError for what no command can have stored */
export async function avatarRouting(
  context: Pick<AppContext, "database">,
  avatarId: string,
  kind: RoutedKind,
): Promise<readonly string[] | null> {
  const row = await context.database.prisma.setting.findUnique({ where: { key: routingKey(avatarId, kind) } });
  return row ? Providers.parse(row.value) : null;
}

export interface Routing {
  readonly strategy: RoutingStrategy;
  /** As of `Work`. */
  readonly serving: readonly string[] | null;
}

const SETTINGS = { image: "IMAGE_ROUTING", video: "VIDEO_ROUTING", voice: "VOICE_ROUTING" } as const;

export async function routingOf(context: AppContext, avatarId: string, kind: RoutedKind): Promise<Routing> {
  const serving = await avatarRouting(context, avatarId, kind);
  return { serving, strategy: serving ? "order" : context.config[SETTINGS[kind]] };
}
