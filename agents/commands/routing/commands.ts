// Which providers serve an avatar's pictures, clips or voice: said for her, shown, and taken back.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { avatarRouting, ROUTED_KINDS, type RoutedKind, routingKey, routingOf } from "../vendor-job/avatar-routing.ts";
import type { Card } from "../view.ts";

const MOST_PROVIDERS = 10;

const Kind = z.enum(ROUTED_KINDS);

const Output = z.object({
  avatar: z.string(),
  routes: z.array(
    z.object({
      kind: Kind,
      /** null: nobody has said so, the strategy of the settings decides among all. */
      providers: z.array(z.string()).nullable(),
      strategy: z.string(),
      available: z.array(z.string()),
    }),
  ),
});
type Output = z.output<typeof Output>;

const routingSet = defineCommand({
  name: "routing.set",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    kind: Kind,
    /** By name, with commas, the first first. */
    providers: z.string().trim().min(1).max(600),
  }),
  output: Output,
  positional: ["avatar", "kind", "providers"],
  errors: ["not_found", "invalid_input"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const value = readProviders(context, input.kind, input.providers);
    const key = routingKey(avatar.id, input.kind);
    const updatedAt = context.clock.now();
    await context.database.prisma.setting.upsert({
      ...{ where: { key }, create: { key, value, updatedAt }, update: { value, updatedAt } },
    });
    return await routesOf(context, avatar);
  },
  view: (output, context) => routingCard(output, context),
  subject: (_input, output) => output.avatar,
});

const routingClear = defineCommand({
  name: "routing.clear",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), kind: Kind }),
  output: Output,
  positional: ["avatar", "kind"],
  errors: ["not_found"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    await context.database.prisma.setting.deleteMany({ where: { key: routingKey(avatar.id, input.kind) } });
    return await routesOf(context, avatar);
  },
  view: (output, context) => routingCard(output, context),
  subject: (_input, output) => output.avatar,
});

const routingShow = defineCommand({
  name: "routing.show",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => await routesOf(context, await findAvatar(context, input.avatar)),
  view: (output, context) => routingCard(output, context),
});

export const routingCommands: readonly AnyCommand[] = [routingShow, routingSet, routingClear];

function availableOf({ ports }: CommandContext, kind: RoutedKind): string[] {
  const generators = { image: ports.images, video: ports.videos, voice: ports.voices }[kind];
  return [...new Set(generators.map(({ info }) => info.provider))];
}

/** @throws AppError `invalid_input` that names those there are */
function readProviders(context: CommandContext, kind: RoutedKind, text: string): string[] {
  const words = texts(context.actor.language).batch.routing;
  const available = availableOf(context, kind);
  const named = text.split(",").map((name) => name.trim().toLowerCase());
  const providers = [...new Set(named.filter((name) => name !== ""))].slice(0, MOST_PROVIDERS);
  const unknown = providers.find((name) => !available.includes(name));
  if (providers.length > 0 && unknown === undefined) return providers;
  throw new AppError("invalid_input", words.unknown(unknown ?? text), {
    field: "providers",
    remedy: available.length > 0 ? available.join(", ") : words.noneAvailable,
  });
}

async function routesOf(
  context: CommandContext,
  avatar: { readonly id: string; readonly name: string },
): Promise<Output> {
  const routes = await Promise.all(
    ROUTED_KINDS.map(async (kind) => {
      const [providers, { strategy }] = await Promise.all([
        avatarRouting(context, avatar.id, kind),
        routingOf(context, avatar.id, kind),
      ]);
      return { kind, providers: providers && [...providers], strategy, available: availableOf(context, kind) };
    }),
  );
  return { avatar: avatar.name, routes };
}

function routingCard({ avatar, routes }: Output, context: CommandContext): Card {
  const words = texts(context.actor.language).batch.routing;
  return {
    title: words.title(avatar),
    table: {
      columns: [{ label: words.kind }, { label: words.servedBy }, { label: words.available }],
      rows: routes.map(({ kind, providers, strategy, available }) => [
        words.kinds[kind],
        providers ? providers.join(", ") : words.byStrategy(strategy),
        available.join(", ") || words.noneAvailable,
      ]),
    },
    note: words.note,
  };
}
