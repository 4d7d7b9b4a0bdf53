// Sounds an operator means to use: a list, and a note at a video post. Nothing of it is sent to a platform.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { findPost, postName, requireWaiting } from "./find-post.ts";

const Sound = z.object({
  id: z.string(),
  title: z.string(),
  link: z.string().nullable(),
  platform: z.string().nullable(),
  note: z.string(),
});

export const soundAdd = defineCommand({
  name: "sound.add",
  role: "manager",
  effect: "write",
  input: z.object({
    title: z.string().trim().min(2).max(80),
    link: z.string().trim().max(300).optional(),
    platform: z.string().trim().toLowerCase().max(30).optional(),
    note: z.string().trim().max(200).default(""),
  }),
  output: Sound,
  positional: ["title"],
  errors: ["invalid_input", "conflict"],
  run: async (context, { title, link, platform, note }) => {
    const words = texts(context.actor.language).calendar;
    if (link !== undefined && !/^https:\/\/\S+$/.test(link)) {
      throw new AppError("invalid_input", words.badLink, { field: "link" });
    }
    return await transact(context, async (tx) => {
      if (await tx.sound.findUnique({ where: { title } })) {
        throw new AppError("conflict", words.soundTwice(title), { field: "title", reason: "sound_exists" });
      }
      const made = { createdById: context.actor.id, createdAt: context.clock.now() };
      const row = { title, link: link ?? null, platform: platform ?? null, note, ...made };
      return await tx.sound.create({ data: { id: context.ids.next("sound"), ...row } });
    });
  },
  view: ({ title }, context) => ({ title: texts(context.actor.language).calendar.soundAdded(title), tone: "good" }),
  subject: (_input, output) => output.id,
});

export const soundList = defineCommand({
  name: "sound.list",
  role: "analyst",
  effect: "read",
  input: z.object({ platform: z.string().optional() }),
  output: z.object({ sounds: z.array(Sound) }),
  positional: ["platform"],
  errors: [],
  run: async (context, { platform }) => ({
    sounds: await context.database.prisma.sound.findMany({
      ...(platform === undefined ? {} : { where: { OR: [{ platform: platform.toLowerCase() }, { platform: null }] } }),
      orderBy: { createdAt: "desc" },
      take: 100,
    }),
  }),
  view: ({ sounds }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.sounds(sounds.length),
      table: {
        columns: [words.sound, words.platform, words.link, words.note].map((label) => ({ label })),
        rows: sounds.map(({ title, platform, link, note }) => [title, platform ?? "", link ?? "", note]),
      },
      note: words.soundNote,
    };
  },
});

export const soundUse = defineCommand({
  name: "sound.use",
  role: "manager",
  effect: "write",
  input: z.object({ post: z.string(), sound: z.string() }),
  output: z.object({ post: z.string(), piece: z.string(), title: z.string() }),
  positional: ["post", "sound"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, input) => {
    const words = texts(context.actor.language).calendar;
    const post = await findPost(context, input.post);
    requireWaiting(context, post);
    if (post.piece.kind !== "video") {
      throw new AppError("refused", words.soundOnlyVideo, { field: "post", reason: "not_a_video" });
    }
    const sound = await findSound(context, input.sound);
    await transact(context, (tx) =>
      tx.scheduledPost.updateMany({ where: { id: post.id, state: "scheduled" }, data: { soundId: sound.id } }),
    );
    return { post: post.id, piece: postName(post), title: sound.title };
  },
  view: ({ title, piece }, context) => {
    const words = texts(context.actor.language).calendar;
    return { title: words.soundUsed(title, piece), tone: "good", note: words.soundNote };
  },
  subject: (_input, output) => output.post,
});

export const soundRemove = defineCommand({
  name: "sound.remove",
  role: "manager",
  effect: "write",
  input: z.object({ sound: z.string() }),
  output: z.object({ id: z.string(), title: z.string() }),
  positional: ["sound"],
  errors: ["not_found"],
  run: async (context, input) => {
    const { id, title } = await findSound(context, input.sound);
    await transact(context, (tx) => tx.sound.deleteMany({ where: { id } }));
    return { id, title };
  },
  view: ({ title }, context) => ({ title: texts(context.actor.language).calendar.soundRemoved(title), tone: "good" }),
  subject: (_input, output) => output.id,
});

/** By id or title. @throws AppError `not_found` */
async function findSound(context: CommandContext, reference: string) {
  const title = { equals: reference.trim(), mode: "insensitive" } as const;
  const sound = await context.database.prisma.sound.findFirst({ where: { OR: [{ id: reference }, { title }] } });
  if (sound) return sound;
  const words = texts(context.actor.language).calendar;
  throw new AppError("not_found", words.soundNotFound, { field: "sound", remedy: "sound list" });
}
