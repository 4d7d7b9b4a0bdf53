// An avatar with an account that posts and approved pieces, for tests of the calendar.
import { plainPng } from "../../../domain/avatars/cards/plain-png.ts";
import { sha256 } from "../../../kernel/secret.ts";
import type { Publisher } from "../../../ports/publisher.ts";
import { hashOf } from "../../piece/piece-approve.ts";
import { createTestContext, type TestContext } from "../../testing/test-context.ts";
import { calendarCommands, scheduleCommands } from "../commands.ts";

export const ALL_COMMANDS = [...scheduleCommands, ...calendarCommands];

export const TIME_ZONE = "Europe/Madrid";

/** Takes pictures, and says yes to everything. */
export const testPublisher = (platform: string, postsPerDay = 25): Publisher => ({
  info: { platform, postsPerDay, formats: ["image"] },
  quota: async () => ({ used: 0, total: postsPerDay }),
  prepare: async (account) => ({ containerId: `container-${account.id}` }),
  check: async () => ({ state: "ready" }),
  commit: async (_account, containerId) => ({ externalId: `media-${containerId}` }),
  find: async (_account, by) =>
    "externalId" in by ? { externalId: by.externalId, permalink: null, labelled: true } : null,
});

export async function startCalendarSetting(): Promise<TestContext> {
  return await createTestContext({
    ports: { publishers: { instagram: testPublisher("instagram"), tiktok: testPublisher("tiktok") } },
  });
}

/** Ana in Madrid with @ana on Instagram; begun anew each time. */
export async function resetCalendar({ context }: TestContext): Promise<void> {
  const { prisma } = context.database;
  await prisma.outbox.deleteMany();
  await prisma.runCard.deleteMany();
  await prisma.avatar.deleteMany();
  await prisma.sound.deleteMany();
  await prisma.avatar.create({
    data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", state: "active", timeZone: TIME_ZONE },
  });
  await addAccount(context, "acc_a", "instagram", "ana");
}

export async function addAccount(
  context: TestContext["context"],
  id: string,
  platform: string,
  handle: string,
): Promise<void> {
  const accessToken = context.secrets.seal("token", { table: "Account", row: id, field: "accessToken" });
  // Long connected: no ramp.
  const connectedAt = new Date("2026-01-01T00:00:00Z");
  const account = { id, avatarId: "avt_a", platform, externalId: id, handle, accessToken, connectedAt };
  await context.database.prisma.account.create({ data: { ...account, emulated: true, state: "healthy" } });
}

/** Approved pictures ana-1, ana-2, .... */
export async function addPieces({ context }: TestContext, count: number, first = 1): Promise<void> {
  const { prisma } = context.database;
  const { bytes, contentType } = await context.ports.media.label(plainPng(1_080, 1_350, [190, 140, 120]));
  for (let number = first; number < first + count; number += 1) {
    const storageKey = `avatars/avt_a/pieces/${number}.png`;
    await context.ports.store.put(storageKey, bytes, contentType);
    const asset = await prisma.asset.create({
      data: {
        id: `ast_${number}`,
        avatarId: "avt_a",
        kind: "image",
        storageKey,
        thumbnailKey: storageKey,
        contentType,
        bytes: bytes.length,
        sha256: sha256(bytes),
        provider: "p",
        model: "m",
        prompt: "p",
        parameters: {},
      },
    });
    const id = `pce_${number}`;
    const caption = `Morning ${number}`;
    const approvedHash = hashOf({ id, caption, kind: "image", jobs: [], asset });
    const piece = { id, avatarId: "avt_a", number, templateKey: number % 2 ? "beach" : "city", prompt: "p", seed: 1 };
    await prisma.piece.create({
      data: { ...piece, tier: "safe", caption, state: "approved", assetId: asset.id, approvedHash },
    });
  }
}

/** By hour; two at one hour (of two accounts) by the number of their piece. */
export const postsOf = async ({ context }: TestContext) =>
  await context.database.prisma.scheduledPost.findMany({
    include: { piece: true, account: true },
    orderBy: [{ dueAt: "asc" }, { piece: { number: "asc" } }],
  });
