// A fan of a Fanvue creator: what they write comes in once, and is answered; what is not Fanvue's is turned away.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountConnect } from "../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { avatarCreate } from "../../../agents/commands/avatar/avatar-create.ts";
import { advance } from "../../../agents/commands/conversation/advance.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { createTestContext } from "../../../agents/commands/testing/test-context.ts";
import { buildFanReplyGraph } from "../../../agents/graphs/fan-reply/graph.ts";
import { pkceChallenge } from "../../../agents/kernel/pkce.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createHttpServer } from "../../http/server.ts";
import { createFanvueConnector } from "./connector.ts";
import { openFanvue, openFanvueCheckout } from "./fanvue.ts";
import { createFanvueLogin } from "./login.ts";
import { SIGNATURE_HEADER, signFanvue } from "./signature.ts";
import { APP, createFanvueHarness, FAN, WEBHOOK_SECRET } from "./testing/fanvue-harness.ts";

const LINK = "https://www.fanvue.com/checkout/pack";

async function createProduct(database: Database) {
  let url = "";
  const harness = await createFanvueHarness({ webhookUrl: () => (url === "" ? "" : `${url}/webhooks/fanvue`) });
  const config = {
    FANVUE_WEBHOOK_SECRET: [WEBHOOK_SECRET],
    FANVUE_CLIENT_ID: APP.clientId,
    FANVUE_CLIENT_SECRET: APP.clientSecret,
    FANVUE_BASE_URL: harness.emulator.url,
    FANVUE_AUTH_BASE_URL: harness.emulator.url,
    FANVUE_CHECKOUT_LINKS: [`29.99=${LINK}`],
  };
  const fanvue = openFanvue(config);
  const checkout = openFanvueCheckout(config);
  if (!checkout) throw new Error("no checkout");
  const { connectors, channels } = fanvue;
  const setting = await createTestContext({
    database,
    clock: harness.clock,
    ports: { connectors, channels, checkout },
  });
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [fanvue.mount(() => app)];
  const server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  await setting.run([avatarCreate], "avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon" });
  const { accessToken, refreshToken } = harness.made;
  const link = { avatar: "Luna", platform: "fanvue", accessToken, refreshToken };
  const linked = await setting.run([accountConnect], "account.connect", link);
  const deliver = (body: string, signature = signFanvue(WEBHOOK_SECRET, body, harness.clock.now())) =>
    fetch(`${url}/webhooks/fanvue`, { method: "POST", body, headers: { [SIGNATURE_HEADER]: signature } });
  return {
    ...harness,
    ...setting,
    clock: harness.clock,
    linked,
    deliver,
    thread: () =>
      database.prisma.conversation.findFirstOrThrow({
        where: { fan: { addresses: { some: { externalId: FAN } } } },
        include: { messages: { orderBy: { seq: "asc" } }, fan: true },
      }),
    close: async () => {
      await server.close();
      await harness.close();
      await setting.close();
    },
  };
}

describe("fans on Fanvue", () => {
  let database: Database;
  let product: Awaited<ReturnType<typeof createProduct>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    product = await createProduct(database);
  });
  afterAll(async () => {
    await product.close();
    await database.close();
  });

  it("are answered once, however often a webhook comes, in either form", async () => {
    expect(product.linked).toMatchObject({ state: "done" });
    const { control, made } = product;
    control.fanWrites(FAN, "hola guapa", { creatorUuid: made.uuid, copies: 3, name: "Álex" });
    control.fanWrites(FAN, "¿qué tal?", { creatorUuid: made.uuid, copies: 2, enveloped: true });
    await control.idle();
    const { id, messages, fan } = await product.thread();
    expect(messages.map(({ text }) => text)).toEqual(["hola guapa", "¿qué tal?"]);
    expect(fan).toMatchObject({ displayName: "Álex", language: "es" });
    product.clock.advance(15_000);
    const graph = buildFanReplyGraph();
    await advance(product.context, graph, id, AbortSignal.timeout(20_000));
    const answer = product.sentTo(FAN);
    expect(answer.length).toBeGreaterThan(0);
    expect(new Set(answer).size).toBe(answer.length);
    await advance(product.context, graph, id, AbortSignal.timeout(20_000));
    expect(product.sentTo(FAN)).toEqual(answer);
  });

  it("are nobody who cannot sign: not without, not with another's, not an old one, nor what is no webhook", async () => {
    const body = JSON.stringify({ recipientUuid: product.made.uuid });
    const old = new Date(product.clock.now().getTime() - 301_000);
    for (const signature of [
      "",
      signFanvue("another", body, product.clock.now()),
      signFanvue(WEBHOOK_SECRET, body, old),
    ])
      expect((await product.deliver(body, signature)).status).toBe(401);
    for (const nonsense of ["not json", "[]", "null", `${"[".repeat(500)}${"]".repeat(500)}`])
      expect((await product.deliver(nonsense)).status, nonsense.slice(0, 9)).toBe(400);
    expect((await product.deliver(body)).status).toBe(200);
  });

  it("say nothing where what came is odd, and it is kept as such", async () => {
    const { messages } = await product.thread();
    const bought = { routeUuid: "a1b2c3d4", price: 1_999, recipientUuid: product.made.uuid, sender: { uuid: FAN } };
    const own = { messageUuid: "m", message: {}, recipientUuid: "same", sender: { uuid: "same" } };
    const long = { ...own, messageUuid: "x".repeat(10_000) };
    for (const odd of [bought, own, long, { type: "creator.message.received" }])
      expect((await product.deliver(JSON.stringify(odd))).status).toBe(200);
    expect((await product.thread()).messages).toHaveLength(messages.length);
  });

  it("pay by links whose notices may come to the same address, once", async () => {
    const payment = { object: "payment", id: "FV-1", billing_reason: "one_time", gross: 2_999, currency: "USD" };
    const attribution = { client_reference_id: "pur_1", metadata: { payee: "vixenbliss:avt_1" } };
    const timestamp = product.clock.now().toISOString();
    const body = {
      id: "evt_1",
      type: "checkout_link.payment.succeeded",
      timestamp,
      data: { ...payment, ...attribution },
    };
    for (const status of [200, 200]) expect((await product.deliver(JSON.stringify(body))).status).toBe(status);
    const rows = await database.prisma.paymentEvent.findMany({ where: { provider: "fanvue" } });
    expect(rows).toMatchObject([{ kind: "paid", intentId: "pur_1", chargeId: "FV-1", currency: "USD" }]);
    const broken = { ...body, id: "evt_2", data: attribution };
    expect((await product.deliver(JSON.stringify(broken))).status).toBe(400);
  });

  it("find a creator who logged in at Fanvue, with a proof that fits and a code that works once", async () => {
    const options = { ...product.connectorOptions, connector: createFanvueConnector(product.connectorOptions) };
    const login = createFanvueLogin(options);
    const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const challenge = pkceChallenge(verifier, "base64url");
    const redirectUri = "https://a.test/oauth/fanvue/callback";
    const asked = new URL(login.authorizeUrl({ redirectUri, state: "s", challenge })).searchParams;
    expect(asked.get("code_challenge")).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    const scopes = asked.get("scope")?.split(" ") ?? [];
    const codeOf = (granted: readonly string[]) =>
      product.control.addCode({ userUuid: product.made.uuid, challenge, redirectUri, scopes: granted });
    const redeem = (code: string, proof = verifier) =>
      login.redeem({ code, redirectUri, verifier: proof }, AbortSignal.timeout(5_000));
    const code = codeOf(scopes);
    expect(await redeem(code)).toMatchObject([
      { profile: { externalId: product.made.uuid, handle: "luna.test" }, lastsMs: 3_600_000, scopes },
    ]);
    await expect(redeem(code)).rejects.toMatchObject({ reason: "code_invalid" });
    await expect(redeem(codeOf(scopes), "x".repeat(43))).rejects.toMatchObject({ reason: "code_invalid" });
    const few = redeem(codeOf(["openid", "read:self"]));
    await expect(few).rejects.toMatchObject({ reason: "permission_missing" });
  });
});

it("is not there without the secret of its webhooks", () => {
  const config = { FANVUE_BASE_URL: "https://api.fanvue.com", FANVUE_AUTH_BASE_URL: "https://auth.fanvue.com" };
  expect(openFanvue({ ...config } as Parameters<typeof openFanvue>[0])).toMatchObject({ connectors: {}, channels: {} });
});
