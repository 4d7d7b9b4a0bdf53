// Bodies as Discord's API v10 takes them, by its documentation and its public OpenAPI description; anything else is refused.
import { z } from "zod";

const TEXT_LIMITS = { content: 2_000, embedTotal: 6_000, commandTotal: 8_000 };
const Snowflake = z.string().regex(/^\d{1,20}$/);
const Filled = (most: number) => z.string().min(1).max(most);

const Embed = z.strictObject({
  title: z.string().max(256).optional(),
  description: z.string().max(4_096).optional(),
  url: z.url().optional(),
  color: z.int().min(0).max(0xffffff).optional(),
  footer: z.strictObject({ text: Filled(2_048) }).optional(),
  fields: z
    .array(z.strictObject({ name: Filled(256), value: Filled(1_024), inline: z.boolean().optional() }))
    .max(25)
    .optional(),
});

const Button = z.strictObject({
  type: z.literal(2),
  id: z.int().optional(),
  style: z.int().min(1).max(4),
  label: Filled(80),
  custom_id: Filled(100),
  disabled: z.boolean().optional(),
});

const Select = z.strictObject({
  type: z.literal(3),
  id: z.int().optional(),
  custom_id: Filled(100),
  placeholder: Filled(150).optional(),
  options: z
    .array(z.strictObject({ label: Filled(100), value: Filled(100), description: Filled(100).optional() }))
    .min(1)
    .max(25)
    .refine((options) => new Set(options.map(({ value }) => value)).size === options.length, "values must be unique"),
});

const Row = z.strictObject({
  type: z.literal(1),
  id: z.int().optional(),
  components: z.union([z.array(Button).min(1).max(5), z.array(Select).length(1)]),
});

const Rows = z
  .array(Row)
  .max(5)
  .refine((rows) => {
    const ids = rows.flatMap(({ components }) => components.map(({ custom_id }) => custom_id));
    return new Set(ids).size === ids.length;
  }, "custom_id must be unique");

export const MessageBody = z
  .strictObject({
    content: z.string().max(TEXT_LIMITS.content).optional(),
    embeds: z.array(Embed).max(10).optional(),
    components: Rows.optional(),
    allowed_mentions: z.strictObject({ parse: z.array(z.enum(["roles", "users", "everyone"])) }).optional(),
    attachments: z
      .array(z.strictObject({ id: z.union([z.int(), Snowflake]), filename: Filled(1_024).optional() }))
      .max(10)
      .optional(),
    /** Of these only EPHEMERAL. */
    flags: z.literal(64).optional(),
  })
  .refine(
    ({ embeds = [] }) =>
      embeds.reduce((sum, one) => sum + (one.title?.length ?? 0) + (one.description?.length ?? 0), 0) +
        embeds.reduce((sum, one) => sum + (one.footer?.text.length ?? 0), 0) <=
      TEXT_LIMITS.embedTotal,
    "embeds are over 6000 characters together",
  );
export type MessageBody = z.output<typeof MessageBody>;

const OptionName = z.string().regex(/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u);
const described = {
  name: OptionName,
  description: Filled(100),
  description_localizations: z.record(z.enum(["es-ES", "es-419"]), Filled(100)).optional(),
};
const LeafOption = z
  .strictObject({
    ...described,
    type: z.union([z.literal(3), z.literal(4), z.literal(5), z.literal(10)]),
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z
      .array(z.strictObject({ name: Filled(100), value: Filled(100) }))
      .max(25)
      .optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    min_length: z.int().min(0).max(6_000).optional(),
    max_length: z.int().min(1).max(6_000).optional(),
  })
  .refine(({ autocomplete, choices }) => !(autocomplete && choices), "autocomplete and choices exclude each other");

const Subcommand = z.strictObject({
  ...described,
  type: z.literal(1),
  options: z
    .array(LeafOption)
    .max(25)
    .refine(
      (options) => options.every(({ required }, index) => !required || index === 0 || options[index - 1]?.required),
      "required options come first",
    )
    .optional(),
});

const Command = z
  .strictObject({
    ...described,
    type: z.literal(1),
    contexts: z.array(z.int().min(0).max(2)).optional(),
    options: z.array(Subcommand).max(25),
  })
  .refine((command) => JSON.stringify(command).length > 0 && charsOf(command) <= TEXT_LIMITS.commandTotal, "too long");
export type RegisteredCommand = z.output<typeof Command>;

export const Commands = z
  .array(Command)
  .max(100)
  .refine((commands) => new Set(commands.map(({ name }) => name)).size === commands.length, "names must be unique");

interface Counted {
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string>> | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly options?: readonly Counted[] | undefined;
}

function charsOf({ name, description, description_localizations, choices = [], options = [] }: Counted): number {
  const words = [description, ...Object.values(description_localizations ?? {})];
  return (
    name.length +
    Math.max(...words.map(({ length }) => length)) +
    choices.reduce((sum, choice) => sum + choice.name.length + choice.value.length, 0) +
    options.reduce((sum, option) => sum + charsOf(option), 0)
  );
}

const Label = z.strictObject({
  type: z.literal(18),
  label: Filled(45),
  description: Filled(100).optional(),
  component: z.strictObject({
    type: z.literal(4),
    custom_id: Filled(100),
    style: z.int().min(1).max(2),
    required: z.boolean().optional(),
    min_length: z.int().min(0).max(4_000).optional(),
    max_length: z.int().min(1).max(4_000).optional(),
    value: z.string().max(4_000).optional(),
    placeholder: z.string().max(100).optional(),
  }),
});

export const Modal = z.strictObject({
  custom_id: Filled(100),
  title: Filled(45),
  components: z.array(Label).min(1).max(5),
});

/** The first answer to an interaction. */
export const InteractionResponse = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal(1) }),
  z.strictObject({ type: z.literal(4), data: MessageBody }),
  z.strictObject({ type: z.literal(5), data: z.strictObject({ flags: z.literal(64) }).optional() }),
  z.strictObject({ type: z.literal(6) }),
  z.strictObject({
    type: z.literal(8),
    data: z.strictObject({ choices: z.array(z.strictObject({ name: Filled(100), value: Filled(100) })).max(25) }),
  }),
  z.strictObject({ type: z.literal(9), data: Modal }),
]);
export type InteractionResponse = z.output<typeof InteractionResponse>;

export const ThreadBody = z.strictObject({ name: Filled(100) });
export const DirectChannelBody = z.strictObject({ recipient_id: Snowflake });
