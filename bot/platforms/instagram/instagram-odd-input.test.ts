// Signed, and odd all the same: kept or refused by rule, never a crash.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { APP_SECRET, createInstagramProduct } from "./testing/instagram-product.ts";

type Product = Awaited<ReturnType<typeof createInstagramProduct>>;
let database: Database;
let product: Product;
let fan = 900_000_000_002_000;
let FAN = "";

beforeAll(async () => {
  database = await createTestDatabase();
  product = await createInstagramProduct(database);
});
afterAll(async () => {
  await product.close();
  await database.close();
});
const nextFan = () => {
  fan += 1;
  FAN = String(fan);
};
beforeEach(nextFan);

describe("what no fan of ours sends", () => {
  const post = async (body: string) => {
    const signature = `sha256=${createHmac("sha256", APP_SECRET).update(body).digest("hex")}`;
    const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
    return (await fetch(product.webhookUrl, { method: "POST", headers, body })).status;
  };
  const envelope = (event: unknown, id = product.account.id) =>
    JSON.stringify({ object: "instagram", entry: [{ id, time: 1_795_521_600_000, messaging: [event] }] });
  const from = (sender: unknown, body: object) => ({
    sender: { id: sender },
    recipient: { id: product.account.id },
    timestamp: 1_795_521_600_000,
    ...body,
  });

  it.each([
    ["no sender", () => envelope({ message: { mid: "m1", text: "x" } })],
    ["an odd sender", () => envelope(from("\0\ud800", { message: { mid: "m2", text: "x" } }))],
    ["an endless id", () => envelope(from(FAN, { message: { mid: "m".repeat(50_000), text: "x" } }))],
    ["an endless sender", () => envelope(from("9".repeat(50_000), { message: { mid: "m3", text: "x" } }))],
    ["a huge text", () => envelope(from(FAN, { message: { mid: `huge${FAN}`, text: "ß".repeat(300_000) } }))],
    [
      "half characters and NUL",
      () => envelope(from(FAN, { message: { mid: `odd${FAN}\0\udc00`, text: "a\0\ud83d" } })),
    ],
    ["half characters in an edit", () => envelope(from(FAN, { message_edit: { mid: `e${FAN}`, text: "\ud83d\0" } }))],
    ["a reaction of NUL", () => envelope(from(FAN, { reaction: { mid: "x", action: "react", emoji: "\0\ud83d" } }))],
    [
      "a referral of NUL",
      () => envelope(from(FAN, { message: { mid: `r${FAN}`, text: "a", referral: { ref: "\0", ad_id: 7 } } })),
    ],
    [
      "a thousand attachments",
      () => envelope(from(FAN, { message: { mid: `many${FAN}`, attachments: Array(1_000).fill({ type: "\0" }) } })),
    ],
    [
      "a time beyond time",
      () => envelope({ ...from(FAN, { message: { mid: `t${FAN}`, text: "x" } }), timestamp: 9e18 }),
    ],
    [
      "an unknown account",
      () => envelope({ ...from(FAN, { message: { mid: `u${FAN}`, text: "x" } }), recipient: { id: "1" } }, "1"),
    ],
    [
      "a comment under an unknown account",
      () =>
        JSON.stringify({
          object: "instagram",
          entry: [{ id: "1", time: 1, field: "comments", value: { id: "2", from: { id: "3" }, text: "x" } }],
        }),
    ],
    ["an unsend of nothing", () => envelope(from(FAN, { message: { mid: `n${FAN}`, is_deleted: true } }))],
  ])("%s: 200, kept", async (_name, body) => {
    const before = await database.prisma.inboundEvent.count();
    expect(await post(body())).toBe(200);
    expect(await database.prisma.inboundEvent.count()).toBeGreaterThan(before);
  });

  it.each([
    ["nesting without end", () => `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ["no JSON", () => "{"],
    ["another object", () => JSON.stringify({ hello: 1 })],
  ])("%s: 400", async (_name, body) => expect(await post(body())).toBe(400));

  it("what is written to a retired avatar is kept and not answered", async () => {
    const other = await createInstagramProduct(database);
    other.control.fanWrites(FAN, "hi");
    await other.settle(FAN);
    expect(other.received(FAN)).toHaveLength(2);
    await database.prisma.avatar.updateMany({ where: { name: other.name }, data: { state: "retired" } });
    other.control.fanWrites(FAN, "still there?");
    await other.settle(FAN);
    expect(other.received(FAN)).toHaveLength(2);
    expect((await other.thread(FAN))?.messages.at(-1)).toMatchObject({ text: "still there?" });
    await other.close();
  });
});
