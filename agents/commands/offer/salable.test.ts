import { afterAll, beforeAll, expect, test } from "vitest";
import { createGenericCheckout } from "../../../bot/platforms/generic-checkout/generic-checkout.ts";
import { createStripeCheckout } from "../../../bot/platforms/stripe/stripe-checkout.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { offerMake } from "./offer-make.ts";
import { sellerOf } from "./salable.ts";

const stripe = createStripeCheckout({
  baseUrl: () => "http://127.0.0.1:9",
  secretKey: "sk_live_x",
  webhookSecret: "whsec_test",
});
const pageUrl = "https://pay.example.com/{intent}";
const ccbill = createGenericCheckout({ provider: "ccbill", pageUrl, secret: "a-secret-that-is-shared-with-the-page" });

let both: TestContext;
let stripeOnly: TestContext;

beforeAll(async () => {
  both = await createTestContext({ ports: { checkout: stripe, otherCheckouts: [ccbill] } });
  stripeOnly = await createTestContext({ database: both.context.database, ports: { checkout: stripe } });
  const { prisma } = both.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  await prisma.account.create({
    data: { id: "acc_1", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana", accessToken: "x" },
  });
  await prisma.fan.create({ data: { id: "fan_1", avatarId: "avt_a", ageState: "declared_adult" } });
  await prisma.conversation.create({ data: { id: "cnv_1", avatarId: "avt_a", fanId: "fan_1", accountId: "acc_1" } });
  const pack = { step: "starter", pieceCount: 1, explicitFrom: 1, avatarId: "avt_a", priceUsd: "29.99" };
  await prisma.pack.createMany({
    data: [3, 6, 8].map((explicitTo) => ({
      ...pack,
      explicitTo,
      id: `pck_${explicitTo}`,
      slug: `level-${explicitTo}`,
      name: `Level ${explicitTo}`,
    })),
  });
  const asset = { avatarId: "avt_a", kind: "image", contentType: "image/png", bytes: 1, sha256: "x", prompt: "x" };
  for (const explicitTo of [3, 6, 8]) {
    const id = `ast_${explicitTo}`;
    await prisma.asset.create({
      data: { ...asset, id, storageKey: id, provider: "comfyui", model: "m", parameters: {} },
    });
    const piece = { avatarId: "avt_a", templateKey: "t", prompt: "x", seed: 1, tier: "safe" as const };
    await prisma.piece.create({ data: { ...piece, id: `pce_${explicitTo}`, number: explicitTo, assetId: id } });
    await prisma.packPiece.create({
      data: { id: `pkp_${explicitTo}`, packId: `pck_${explicitTo}`, pieceId: `pce_${explicitTo}`, position: 0 },
    });
  }
});
afterAll(async () => {
  await stripeOnly.close();
  await both.close();
});

const pieces = [{ piece: { asset: { provider: "comfyui" } } }];

test("the first provider whose terms allow a pack sells it", () => {
  const seller = (explicitTo: number) =>
    sellerOf(both.context, { explicitTo, pieces }, { ageState: "declared_adult", platform: "instagram" })?.info
      .provider;
  expect([seller(3), seller(4), seller(6)]).toEqual(["stripe", "ccbill", "ccbill"]);
  // No age verifier: from 7 up nothing can be sold, whoever takes the money.
  expect(seller(7)).toBeUndefined();
});

test("what the provider's terms do not allow is refused by that name, what nobody may sell by its own", async () => {
  const make = (setting: TestContext, level: number) =>
    setting.run([offerMake], "offer.make", { conversation: "cnv_1", pack: `level-${level}` });
  expect(await make(stripeOnly, 6)).toMatchObject({ problem: { code: "refused", reason: "provider" } });
  expect(await make(stripeOnly, 8)).toMatchObject({ problem: { code: "refused", reason: "explicitness" } });
  expect(await make(stripeOnly, 3)).toMatchObject({ state: "done" });
  expect(await make(both, 6)).toMatchObject({ state: "done" });
});
