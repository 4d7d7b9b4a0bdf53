// What we read of an interaction; everything else Discord sends is left alone.
import { InteractionType } from "discord.js";
import { z } from "zod";

const Snowflake = z.string().regex(/^\d{1,20}$/);
const User = z.looseObject({ id: Snowflake });

const Value = z.union([z.string().max(6_000), z.number(), z.boolean()]);
const Option = z.object({ name: z.string(), value: Value.optional(), focused: z.boolean().optional() });
const Subcommand = Option.extend({ options: z.array(Option).max(25).optional() });

const Data = z.looseObject({
  /** Of a command. */
  name: z.string().optional(),
  options: z.array(Subcommand).max(25).optional(),
  /** Of a component or modal. */
  custom_id: z.string().max(100).optional(),
  values: z.array(z.string().max(100)).max(25).optional(),
  components: z.array(z.unknown()).max(40).optional(),
});

export const Interaction = z.looseObject({
  id: Snowflake,
  type: z.int(),
  token: z.string().max(500).default(""),
  guild_id: Snowflake.optional(),
  channel: z
    .looseObject({
      id: Snowflake,
      type: z.int().optional(),
      nsfw: z.boolean().optional(),
      name: z.string().max(200).nullish(),
    })
    .optional(),
  channel_id: Snowflake.optional(),
  member: z.looseObject({ user: User }).optional(),
  user: User.optional(),
  locale: z.string().max(20).optional(),
  message: z.looseObject({ id: Snowflake, components: z.array(z.unknown()).optional() }).optional(),
  data: Data.optional(),
});
export type Interaction = z.output<typeof Interaction>;

export const userIdOf = ({ member, user }: Interaction): string | undefined => member?.user.id ?? user?.id;

/** Fields of a modal by their custom_id: text inputs lie in labels, in older clients in action rows. */
export function modalFields(components: readonly unknown[] = []): Record<string, string> {
  const fields: Record<string, string> = {};
  const Input = z.looseObject({ custom_id: z.string().max(100), value: z.string().max(4_000) });
  const Holder = z.looseObject({ component: z.unknown().optional(), components: z.array(z.unknown()).optional() });
  for (const part of components) {
    const holder = Holder.safeParse(part);
    const inner = holder.success ? [holder.data.component, ...(holder.data.components ?? [])] : [];
    for (const candidate of [part, ...inner]) {
      const input = Input.safeParse(candidate);
      if (input.success) fields[input.data.custom_id] = input.data.value;
    }
  }
  return fields;
}

export { InteractionType };
