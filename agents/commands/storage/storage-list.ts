// What is stored under a prefix, or of an avatar: how many files, how much, the newest of them.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { ListedObject } from "../../ports/object-store.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { SWEPT_AREAS } from "./orphans.ts";
import { showBytes } from "./show-bytes.ts";

const NEWEST = 20;
/** More are said to be more: a person waits for this. */
const LOOK_AT_MOST = 200_000;

const Output = z.object({
  prefix: z.string(),
  count: z.number(),
  bytes: z.number(),
  /** There are more than were looked at. */
  isCut: z.boolean(),
  newest: z.array(z.object({ key: z.string(), bytes: z.number(), modifiedAt: z.string() })),
});

export const storageList: AnyCommand = defineCommand({
  name: "storage.list",
  role: "manager",
  effect: "read",
  input: z.object({ what: z.string().trim().max(512).default("") }),
  output: Output,
  positional: ["what"],
  errors: ["not_found"],
  run: async (context, { what }) => {
    const prefix = await prefixOf(context, what);
    let newest: ListedObject[] = [];
    const sum = { count: 0, bytes: 0, isCut: false };
    for await (const object of context.ports.store.list(prefix)) {
      context.signal.throwIfAborted();
      if (sum.count === LOOK_AT_MOST) {
        sum.isCut = true;
        break;
      }
      sum.count += 1;
      sum.bytes += object.bytes;
      newest.push(object);
      if (newest.length >= 2 * NEWEST) newest = newestOf(newest);
    }
    return {
      prefix,
      ...sum,
      newest: newestOf(newest).map(({ key, bytes, modifiedAt }) => ({
        key,
        bytes,
        modifiedAt: modifiedAt.toISOString(),
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.storage;
    return {
      title: words.listTitle(output.count, showBytes(output.bytes), output.prefix, output.isCut),
      ...(output.newest.length > 0
        ? {
            table: {
              columns: [
                { label: words.file },
                { label: words.size, align: "right" as const },
                { label: words.changed },
              ],
              rows: output.newest.map(({ key, bytes, modifiedAt }) => [
                key,
                showBytes(bytes),
                modifiedAt.slice(0, 16).replace("T", " "),
              ]),
            },
          }
        : {}),
    };
  },
});

const newestOf = (objects: readonly ListedObject[]) =>
  [...objects].sort((left, right) => right.modifiedAt.getTime() - left.modifiedAt.getTime()).slice(0, NEWEST);

const PREFIX = /^[a-z0-9._/-]*$/;
const AREAS = [...SWEPT_AREAS.map(({ prefix }) => prefix), "consents/", "kept/", "system/"];

/** An area or the beginning of a key; else an avatar. */
async function prefixOf(context: CommandContext, what: string): Promise<string> {
  const area = AREAS.find((prefix) => prefix === `${what}/`);
  if (area) return area;
  if (what !== "" && !what.includes("/")) return `avatars/${(await findAvatar(context, what)).id}/`.toLowerCase();
  if (PREFIX.test(what) && !what.startsWith("/") && !what.split("/").includes("..")) return what;
  const words = texts(context.actor.language).studio.storage;
  throw new AppError("invalid_input", words.badKey, { field: "what", remedy: words.badKeyRemedy });
}
