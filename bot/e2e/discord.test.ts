// An operator who only has Discord, by signed HTTP interactions: makes an avatar and pictures after a yes, approves them.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../agents/texts/texts.ts";
import {
  ACKNOWLEDGE_LIMIT_MS,
  DISCORD_FAULTS,
  type DiscordEmulator,
  startDiscordEmulator,
} from "../surfaces/discord/emulator/discord-emulator.ts";
import { tappable, textOf } from "../surfaces/discord/emulator/message-log.ts";
import { type Product, startProduct } from "./testing/product.ts";

const words = texts("en");
const TEAM = "5001";
const ADULT = "5002";
const OWNER = { userId: "51001", channelId: TEAM };
const STRANGER = { userId: "51002", channelId: TEAM };
let discord: DiscordEmulator;
let product: Product;

const seen = (part: string, limitMs?: number) =>
  discord.waitFor((messages) => messages.find((message) => textOf(message).includes(part)), limitMs);
const withButton = (label: string, limitMs = 30_000) =>
  discord.waitFor((messages) => messages.findLast((message) => tappable(message, label)), limitMs);

describe("the operator bot in Discord", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    discord = await startDiscordEmulator();
    discord.addChannel({ id: TEAM, type: 0 });
    discord.addChannel({ id: ADULT, type: 0, nsfw: true });
    product = await startProduct({
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_GUILD_ID: discord.guildId,
      DISCORD_PUBLIC_KEY: discord.publicKey,
      DISCORD_API_BASE_URL: discord.apiRoot,
      DISCORD_OPERATOR_IDS: OWNER.userId,
    });
    discord.setInteractionsUrl(`${product.url}/webhooks/discord`);
    await discord.waitFor(() => (discord.commands().length > 0 ? true : undefined));
  });
  afterAll(async () => {
    await product?.close();
    await discord?.close();
  });

  it("registers every command, answers Discord's ping and refuses what is not signed", async () => {
    expect(discord.commands().map(({ name }) => name)).toEqual(expect.arrayContaining(["avatar", "batch", "piece"]));
    const body = JSON.stringify({ type: 1, id: "1", application_id: "2", version: 1 });
    const at = String(Math.floor(Date.now() / 1_000));
    const headers = (signature: string) => ({ "X-Signature-Ed25519": signature, "X-Signature-Timestamp": at });
    expect(await discord.post(body, headers(discord.sign(at, body)))).toBe(200);
    expect(await discord.post(`${body} `, headers(discord.sign(at, body)))).toBe(401);
    expect(await discord.post(body, {})).toBe(401);
  });

  it("asks in a modal for what is missing, asks before it spends, shows the pictures and approves them once", async () => {
    const modal = await discord.runs(OWNER, "avatar create", { name: "Luna" });
    expect(modal.response?.type).toBe(9);
    await discord.submits(OWNER, modal, { brief: "surf and coffee in Lisbon, warm and playful" });
    await seen(words.avatar.created("Luna"));
    const typed = await discord.types(OWNER, "batch create", "avatar", "lu");
    expect(typed.response).toMatchObject({ data: { choices: [{ value: "luna" }] } });

    discord.faults.add("send", DISCORD_FAULTS.tooManyRequests(0.05), 2);
    await discord.runs({ ...OWNER, channelId: ADULT }, "batch create", { avatar: "luna", count: 3 });
    const card = await seen(words.common.runCardTitle("batch create"));
    expect(await product.prisma.batch.count()).toBe(0);
    const foreign = await discord.taps({ ...STRANGER, channelId: ADULT }, words.common.approve);
    expect(foreign.response).toMatchObject({ type: 4, data: { content: words.discord.stranger, flags: 64 } });
    await Promise.all([1, 2].map(() => discord.taps({ ...OWNER, channelId: ADULT }, words.common.approve, card.id)));
    const approveAll = words.batch.approveAll(3);
    const album = await withButton(approveAll);
    expect(album.files.map(({ name }) => name)).toEqual(
      ["picture-1.webp", "picture-2.webp", "picture-3.webp"].map((name) =>
        expect.stringMatching(name.replace(/webp$/, "\\w+")),
      ),
    );
    expect(await product.prisma.batch.count()).toBe(1);
    await discord.taps({ ...OWNER, channelId: ADULT }, approveAll);
    await discord.waitFor((messages) => messages.find((message) => textOf(message).includes("approved")));
    expect(await product.prisma.piece.count({ where: { state: "approved" } })).toBe(3);
  });

  it("links to suggestive pictures outside age-restricted channels", async () => {
    await product.prisma.piece.updateMany({ data: { tier: "suggestive" } });
    const before = discord.messages(TEAM).length;
    await discord.runs(OWNER, "piece list", { avatar: "luna" });
    const message = await discord.waitFor((messages) =>
      messages
        .filter(({ channelId }) => channelId === TEAM)
        .slice(before)
        .find((one) => textOf(one).includes(words.discord.notHere)),
    );
    expect(message.files).toEqual([]);
    expect(textOf(message)).toMatch(/\]\(<http[^>]+signature=/);
    await discord.runs({ ...OWNER, channelId: ADULT }, "piece list", { avatar: "luna" });
    await discord.waitFor((messages) =>
      messages.find(
        ({ channelId, files }) => channelId === ADULT && messages.indexOf(message) >= 0 && files.length === 3,
      ),
    );
  });

  it("brings the table of a report as a file", async () => {
    await discord.runs(OWNER, "report costs", { csv: true });
    const sent = await discord.waitFor((messages) => messages.find(({ files }) => files[0]?.name === "costs.csv"));
    expect([sent.content, sent.files[0]?.content.toString().split(",")[0]]).toEqual([words.reports.sheet, "provider"]);
  });

  it("opens a thread for a fan conversation, where that conversation need not be named", async () => {
    const { prisma } = product;
    const { id: avatarId } = await prisma.avatar.findFirstOrThrow();
    await prisma.account.create({
      data: { id: "acc_1", avatarId, platform: "instagram", externalId: "1", handle: "luna" },
    });
    await prisma.fan.create({ data: { id: "fan_1", avatarId, displayName: "Mia" } });
    await prisma.conversation.create({ data: { id: "cnv_1", avatarId, fanId: "fan_1", accountId: "acc_1" } });
    await discord.runs(OWNER, "conversation show", { conversation: "cnv_1" });
    const hello = await seen("/conversation reply");
    expect(discord.channel(hello.channelId)).toMatchObject({ type: 11, parentId: TEAM, name: "Mia · Luna · cnv_1" });
    await discord.runs(OWNER, "conversation show", { conversation: "cnv_1" });
    await seen(words.discord.threadIs(`<#${hello.channelId}>`));
    const inThread = { ...OWNER, channelId: hello.channelId };
    expect((await discord.runs(inThread, "conversation reply")).response?.type).toBe(9);
    await discord.runs(inThread, "conversation show");
    await discord.waitFor(() =>
      discord.messages(hello.channelId).find((message) => message !== hello && textOf(message).includes("Mia")),
    );
    await discord.runs(OWNER, "conversation show");
    await seen("conversation show Alex");
  });

  it("tells a stranger nothing, and another server neither", async () => {
    const refused = await discord.runs(STRANGER, "avatar list");
    expect(refused.response).toMatchObject({ type: 4, data: { content: words.discord.stranger, flags: 64 } });
    const elsewhere = await discord.runs({ ...OWNER, guildId: "1" }, "avatar list");
    expect(elsewhere.response).toMatchObject({ type: 4, data: { content: words.discord.otherServer } });
    const suggested = await discord.types(STRANGER, "batch create", "avatar", "lu");
    expect(suggested.response).toMatchObject({ type: 8, data: { choices: [] } });
  });

  it("was acknowledged in time every time and sent nothing Discord would not take", () => {
    expect(
      discord.acknowledgements.every(({ status, afterMs }) => status === 200 && afterMs < ACKNOWLEDGE_LIMIT_MS),
    ).toBe(true);
    expect(discord.refusals.filter((refusal) => !refusal.includes("Unknown Webhook"))).toEqual([]);
  });
});
