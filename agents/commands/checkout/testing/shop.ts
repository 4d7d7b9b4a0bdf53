// A shop for tests: one avatar with packs and pictures, fans, the sandbox provider over HTTP, and its events by hand.
import { createSandboxHarness } from "../../../../bot/platforms/sandbox-checkout/testing/sandbox-harness.ts";
import type { Database } from "../../../../prisma/client.ts";
import type { VerifiedPaymentEvent } from "../../../ports/checkout.ts";
import { callInternal } from "../../internal.ts";
import { createTestContext, type TestOverrides } from "../../testing/test-context.ts";
import { receivePayment } from "../receive-payment.ts";
import { settlePayment } from "../settle-payment.ts";
import { startCheckout } from "../start-checkout.ts";

const AVATAR = "avt_shop";

export async function createShop(ports: NonNullable<TestOverrides["ports"]> = {}) {
  const sandbox = await createSandboxHarness();
  const setting = await createTestContext({ ports: { checkout: sandbox.checkout, ...ports } });
  const { context } = setting;
  const { prisma } = context.database;
  let numbers = 0;
  await prisma.avatar.create({ data: { id: AVATAR, slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  await prisma.account.create({
    data: {
      id: "acc_1",
      avatarId: AVATAR,
      platform: "instagram",
      externalId: "1",
      handle: "ana",
      accessToken: "sealed",
    },
  });

  const fan = async (): Promise<{ readonly fanId: string; readonly conversationId: string }> => {
    numbers += 1;
    const fanId = `fan_${numbers}`;
    const conversationId = `cnv_${numbers}`;
    await prisma.fan.create({ data: { id: fanId, avatarId: AVATAR, displayName: `Fan ${numbers}` } });
    await prisma.conversation.create({ data: { id: conversationId, avatarId: AVATAR, fanId, accountId: "acc_1" } });
    return { fanId, conversationId };
  };
  const pack = async (priceUsd: string, explicitTo = 3): Promise<string> => {
    numbers += 1;
    const id = `pck_${numbers}`;
    const facts = { slug: id, name: `Set ${numbers}`, step: "starter", pieceCount: 0, explicitFrom: 1, explicitTo };
    await prisma.pack.create({ data: { id, avatarId: AVATAR, priceUsd, ...facts } });
    return id;
  };
  const offer = async (
    whose: { readonly fanId: string; readonly conversationId: string },
    priceUsd: string,
    packId: string | null,
  ) => {
    numbers += 1;
    const token = `token_of_the_offer_${numbers}`;
    return await prisma.offer.create({
      data: {
        id: `ofr_${numbers}`,
        avatarId: AVATAR,
        ...whose,
        packId,
        layer: packId ? "pack" : "subscription",
        state: "shown",
        priceUsd,
        token,
        shownAt: context.clock.now(),
        expiresAt: new Date(context.clock.now().getTime() + 7 * 86_400_000),
      },
    });
  };
  const checkout = (token: string) => callInternal(context, startCheckout, { token, adult: true });
  const tell = async (event: VerifiedPaymentEvent): Promise<void> => {
    await callInternal(context, receivePayment, { event });
    const rows = await prisma.paymentEvent.findMany({ where: { state: "received" }, select: { id: true } });
    for (const { id } of rows) await settlePayment(context, id);
  };
  return {
    setting,
    context,
    prisma: prisma as Database["prisma"],
    sandbox,
    avatarId: AVATAR,
    fan,
    pack,
    offer,
    checkout,
    tell,
    /** An offer of a fresh pack to this fan, taken to the payment page. */
    buying: async (whose: { readonly fanId: string; readonly conversationId: string }, priceUsd = "29.99") => {
      const made = await offer(whose, priceUsd, await pack(priceUsd));
      await checkout(made.token);
      return await prisma.purchase.findFirstOrThrow({ where: { offerId: made.id } });
    },
    /** `count` pictures of one level, approved now. */
    pieces: async (count: number, explicitness = 2): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        numbers += 1;
        const id = `pce_${numbers}`;
        const file = {
          contentType: "image/png",
          bytes: 1,
          sha256: id,
          provider: "storyboard",
          model: "m",
          prompt: "x",
        };
        await prisma.asset.create({
          data: {
            ...file,
            id: `ast_${numbers}`,
            avatarId: AVATAR,
            kind: "image",
            storageKey: `pieces/${id}.png`,
            parameters: {},
            synthetic: true,
            width: 400,
            height: 500,
          },
        });
        await prisma.piece.create({
          data: {
            id,
            avatarId: AVATAR,
            number: numbers,
            state: "approved",
            templateKey: "t",
            prompt: "x",
            seed: 1,
            tier: explicitness > 3 ? "suggestive" : "safe",
            explicitness,
            assetId: `ast_${numbers}`,
            approvedAt: context.clock.now(),
          },
        });
      }
    },
    close: async () => {
      await setting.close();
      await sandbox.close();
    },
  };
}

export type Shop = Awaited<ReturnType<typeof createShop>>;
