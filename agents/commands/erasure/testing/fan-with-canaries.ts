// A fan who left a word of their own in every store that can hold one, and a look for such words in all stores.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ChannelEvent } from "../../../ports/fan-channel.ts";
import { appendChat } from "../../chat/append.ts";
import { receiveEvents } from "../../inbound/receive-events.ts";
import { callInternal } from "../../internal.ts";
import type { TestContext } from "../../testing/test-context.ts";

export const ACCOUNT = "17841400000000001";

export async function prepareAvatar({ context }: Pick<TestContext, "context">): Promise<void> {
  const { prisma } = context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "luna", name: "Luna", statedAge: 25, brief: "x" } });
  const account = { id: "acc_1", platform: "instagram", externalId: ACCOUNT, handle: "luna" };
  await prisma.account.create({ data: { ...account, avatarId: "avt_a", accessToken: "sealed" } });
}

interface Writing {
  readonly mid?: string;
  readonly at?: Date;
  readonly name?: string;
}

/** @returns how many events were taken in */
export async function write(
  { context, clock }: Pick<TestContext, "context" | "clock">,
  fanExternalId: string,
  text: string,
  { mid = context.ids.next("message"), at = clock.now(), name = "" }: Writing = {},
): Promise<number> {
  const event: ChannelEvent = {
    ...{ source: "instagram", eventId: `${mid}:message`, accountExternalId: ACCOUNT, fanExternalId, at },
    ...{
      kind: "message",
      messageId: mid,
      text,
      attachments: [{ type: "image", url: null }],
      fan: { name, language: "en" },
    },
  };
  const { received } = await callInternal(context, receiveEvents, { platform: "instagram", events: [event] });
  return received;
}

/** @returns the ids of fan and conversation; every canary holds `word` */
export async function fanWithCanaries(setting: TestContext, fanExternalId: string, word: string) {
  const { context, clock } = setting;
  const { prisma } = context.database;
  await write(setting, fanExternalId, `I live in ${word}-message`, { name: `${word}-name` });
  const fan = await prisma.fan.findFirstOrThrow({ where: { addresses: { some: { externalId: fanExternalId } } } });
  const { id: conversationId } = await prisma.conversation.findFirstOrThrow({ where: { fanId: fan.id } });
  await prisma.fan.update({
    where: { id: fan.id },
    data: { notes: `${word}-notes`, tags: [`${word}-tag`], country: "PT", spentUsd: "29.99" },
  });
  const at = clock.now();
  const memory = { avatarId: "avt_a", fanId: fan.id, text: `has a dog called ${word}-memory`, createdAt: at };
  await prisma.fanMemory.create({ data: { ...memory, id: `mem_${word}` } });
  const out = { conversationId, upToSeq: 1, kind: "operator", createdAt: at };
  await prisma.outboundMessage.createMany({
    data: [
      { ...out, id: `out_${fan.id}_1`, ordinal: 0, state: "draft", text: `a draft for ${word}-draft` },
      { ...out, id: `out_${fan.id}_2`, ordinal: 1, author: "operator", text: `by hand: ${word}-operator "quoted"` },
    ],
  });
  const said = { avatarId: "avt_a", fanId: fan.id, outboundId: `out_${fan.id}_1`, day: at, createdAt: at };
  await prisma.saidFact.create({ data: { ...said, id: `sai_${word}`, text: `plays the ${word}-said` } });
  const offer = { avatarId: "avt_a", fanId: fan.id, conversationId, layer: "pack" as const, priceUsd: "29.99" };
  const ofr = {
    id: `ofr_${fan.id}`,
    token: `token-${word}-offer`,
    state: "paid" as const,
    expiresAt: at,
    createdAt: at,
  };
  await prisma.offer.create({ data: { ...offer, ...ofr, refusalReason: `${word}-refusal` } });
  const paid = { provider: "sandbox", intentId: `intent-${fan.id}`, chargeId: `charge-${fan.id}`, amountUsd: "29.99" };
  await prisma.purchase.create({
    data: {
      ...{ ...paid, id: `pur_${fan.id}`, avatarId: "avt_a", fanId: fan.id, offerId: ofr.id, state: "paid" },
      ...{ galleryToken: `gallery-${word}`, paidAt: at, unlockedAt: at, createdAt: at },
    },
  });
  await prisma.outreach.create({
    data: {
      ...{ id: `otr_${fan.id}`, avatarId: "avt_a", accountId: "acc_1", fanId: fan.id, conversationId },
      ...{ reason: `${word}-outreach`, dueAt: at, createdAt: at },
    },
  });
  await wishFor(setting, { fanId: fan.id, conversationId }, fanExternalId, word);
  await quoteEverywhere(setting, word, conversationId);
  return { fanId: fan.id, conversationId };
}

/** Something made for them and paid, what brought them, a code for another channel. */
async function wishFor(
  { context, clock }: TestContext,
  whose: { readonly fanId: string; readonly conversationId: string },
  fanExternalId: string,
  word: string,
): Promise<void> {
  const { prisma } = context.database;
  const at = clock.now();
  await prisma.customRequest.create({
    data: {
      ...{ ...whose, id: `cus_${whose.fanId}`, avatarId: "avt_a", state: "delivered", paidAt: at, createdAt: at },
      ...{ wish: `a custom photo of ${word}-wish`, note: `agreed on ${word}-note` },
      steps: { create: { id: `csp_${whose.fanId}`, kind: "asked", text: `a custom photo of ${word}-step`, at } },
    },
  });
  const touch = { accountId: "acc_1", fanExternalId, kind: "referral", touchedAt: at };
  await prisma.fanTouch.create({
    data: { ...touch, id: `tch_${whose.fanId}`, key: `${word}-key`, ref: `${word}-campaign` },
  });
  await prisma.linkCode.create({
    data: { ...whose, id: `lkc_${whose.fanId}`, avatarId: "avt_a", hash: `${word}-hash`, expiresAt: at },
  });
  await prisma.linkTry.create({
    data: { id: `lkt_${whose.fanId}`, conversationId: whose.conversationId, seq: 1, outcome: "unknown", at },
  });
}

/** What operators were shown of the fan: by name, by words, by id. */
async function quoteEverywhere({ context, clock }: TestContext, word: string, conversationId: string): Promise<void> {
  const { prisma } = context.database;
  const createdAt = clock.now();
  const said = { operatorId: "opr_owner", surface: "web" } as const;
  const card = { title: "x", fields: [{ label: "Fan", value: `paraphrased-${word}` }] };
  const buttons = [{ label: "Open", command: "conversation.show", input: { conversation: conversationId } }];
  await callInternal(context, appendChat, { ...said, role: "operator", text: `conversation show ${word}-NAME` });
  await callInternal(context, appendChat, { ...said, role: "system", text: "", card: { ...card, buttons } });
  const byHand = `reply "by hand: ${word}-operator \\"quoted\\""`;
  await callInternal(context, appendChat, { ...said, role: "operator", text: `by hand: ${word}-operator "quoted"` });
  await prisma.chatEntry.create({
    data: {
      id: `cht_${word}`,
      ...said,
      role: "system",
      text: byHand,
      card: { text: `by hand: ${word}-operator "quoted"` },
      createdAt,
    },
  });
  const input = { operatorId: "opr_owner", input: { conversation: conversationId, text: `hello ${word}-button` } };
  await prisma.buttonPayload.create({ data: { id: `btn_${word}`, command: "conversation.reply", input, createdAt } });
  const stored = { actorId: "opr_owner", command: "conversation.show", inputHash: "h", createdAt };
  const result = { output: { id: conversationId, wants: `${word}-stored` } };
  await prisma.idempotencyRecord.create({
    data: { ...stored, id: `idm_${conversationId}`, key: conversationId, result },
  });
  await prisma.runCard.create({
    data: {
      ...{
        id: `run_${conversationId}`,
        command: "fan.erase",
        input: { fan: `${word}-name` },
        inputHash: "h",
        createdAt,
      },
      ...{ plan: [{ label: "Who", value: `${word}-name` }], quoteUsd: 0, requestedById: "opr_owner" },
      ...{ approverRole: "manager", expiresAt: createdAt },
    },
  });
}

/** "Table: row" and "file: name" wherever the word is found, whatever its case. */
export async function findWord({ context, mediaDirectory }: TestContext, word: string): Promise<readonly string[]> {
  const { pool } = context.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`);
    found.push(...rows.filter(({ row }) => holds(row, word)).map(({ row }) => `${name}: ${row}`));
  }
  const files = await readdir(mediaDirectory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(path.join(file.parentPath, file.name), "utf8");
    if (holds(text, word)) found.push(`file: ${file.name}`);
  }
  return found;
}

const holds = (text: string, word: string) => text.toLowerCase().includes(word.toLowerCase());
