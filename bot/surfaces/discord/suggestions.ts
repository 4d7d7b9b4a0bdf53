// What could stand in a reference of a slash command: read by the commands that list them, so with the asker's rights.
import { z } from "zod";
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { cut } from "../chat/split-text.ts";
import { fieldsOf, type SentCommand } from "./command-fields.ts";

export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

interface Source {
  readonly command: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly read: (output: unknown) => Suggestion[];
}

const MOST = 25;
const TEXT_LIMIT = 100;
const PIECES_READ = 60;

const Avatars = z.looseObject({ avatars: z.array(z.looseObject({ slug: z.string(), name: z.string() })) });
const Batches = z.looseObject({ batches: z.array(z.looseObject({ reference: z.string(), state: z.string() })) });
const Pieces = z.looseObject({
  pieces: z.array(z.looseObject({ reference: z.string(), state: z.string(), caption: z.string() })),
});
const Conversations = z.looseObject({
  conversations: z.array(z.looseObject({ id: z.string(), fan: z.string(), avatar: z.string() })),
});

const pieces: Source = {
  command: "piece.list",
  input: { limit: PIECES_READ },
  read: (output) =>
    Pieces.parse(output).pieces.map(({ reference, state, caption }) => ({
      name: `${reference} · ${state} · ${caption}`,
      value: reference,
    })),
};

const SOURCES: Readonly<Record<string, Source>> = {
  avatar: {
    command: "avatar.list",
    read: (output) =>
      Avatars.parse(output).avatars.map(({ slug, name }) => ({ name: `${name} (${slug})`, value: slug })),
  },
  batch: {
    command: "batch.list",
    read: (output) =>
      Batches.parse(output).batches.map(({ reference, state }) => ({
        name: `${reference} · ${state}`,
        value: reference,
      })),
  },
  piece: pieces,
  pieces,
  conversation: {
    command: "conversation.list",
    read: (output) =>
      Conversations.parse(output).conversations.map(({ id, fan, avatar }) => ({
        name: `${fan} · ${avatar}`,
        value: id,
      })),
  },
};

/** True for fields that name something there is a list of. */
export const isSuggested = (field: string) => field in SOURCES;

/** At most 25, of a list that is written with commas for its last part. Empty when the list may not be read. */
export async function suggest(app: App, actor: Actor, sent: SentCommand): Promise<Suggestion[]> {
  const { focused, command } = sent;
  if (!focused) return [];
  const schema = fieldsOf(command).find(({ name }) => name === focused.field)?.schema;
  const isList = schema?.type === "array";
  const begun = isList
    ? focused.value
        .split(",")
        .slice(0, -1)
        .map((part) => part.trim())
    : [];
  const typed = (isList ? (focused.value.split(",").at(-1) ?? "") : focused.value).trim().toLowerCase();
  const known = await candidates(app, actor, focused.field, schema?.items?.enum ?? stringsOf(schema?.enum));
  return known
    .filter(({ name, value }) => !begun.includes(value) && `${name} ${value}`.toLowerCase().includes(typed))
    .map(({ name, value }) => ({
      name: cut([...begun, name].join(", ") || value, TEXT_LIMIT),
      value: [...begun, value].join(","),
    }))
    .filter(({ value }) => value !== "" && value.length <= TEXT_LIMIT)
    .slice(0, MOST);
}

const stringsOf = (values: readonly unknown[] = []) =>
  values.filter((value): value is string => typeof value === "string");

async function candidates(
  app: App,
  actor: Actor,
  field: string,
  values: readonly string[],
): Promise<readonly Suggestion[]> {
  if (values.length > 0) return values.map((value) => ({ name: value, value }));
  const source = SOURCES[field];
  if (!source) return [];
  const result = await app.execute({ command: source.command, input: source.input ?? {}, actor });
  return result.state === "done" ? source.read(result.output) : [];
}
