// What could stand in a field: read by the commands that list it, so with the asker's rights.
import { z } from "zod";
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import type { FieldSchema } from "./fields.ts";

export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

interface Source {
  readonly command: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly read: (output: unknown) => Suggestion[];
}

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

/** Those the schema names, else those there are. Empty when there is no list, or it may not be read. */
export async function candidates(
  app: App,
  actor: Actor,
  field: string,
  schema: FieldSchema | undefined,
): Promise<readonly Suggestion[]> {
  const values = schema?.items?.enum ?? stringsOf(schema?.enum);
  if (values.length > 0) return values.map((value) => ({ name: value, value }));
  const source = SOURCES[field];
  if (!source) return [];
  const result = await app.execute({ command: source.command, input: source.input ?? {}, actor });
  return result.state === "done" ? source.read(result.output) : [];
}

const stringsOf = (values: readonly unknown[] = []) =>
  values.filter((value): value is string => typeof value === "string");
