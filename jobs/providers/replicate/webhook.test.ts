import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isFromVendor } from "./testing/vendor-client.ts";
import { verifyReplicateWebhook } from "./webhook.ts";

/** Computed apart from this code, and checked with the vendor's own client below. */
const VECTOR = {
  secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
  sentAt: new Date(1_795_410_000_000),
  headers: {
    "webhook-id": "msg_2Lml6PLn0wLKbMBq",
    "webhook-timestamp": "1795410000",
    "webhook-signature": "v1,VZJb/LLTQS/XU9Cj+4Mq8DnhdpqagCmyBCyqfUnc2T4=",
  },
  body: Buffer.from(
    '{"id":"ufawqhfynnddngldkgtslldrkq","version":"5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa","status":"succeeded","input":{"text":"Alice"},"output":["https://replicate.delivery/xezq/abc/out-0.webp"],"error":null,"logs":null,"metrics":{"predict_time":2.5}}',
  ),
};

const later = (seconds: number) => new Date(VECTOR.sentAt.getTime() + seconds * 1_000);
const verify = (changed: Partial<typeof VECTOR> = {}, now = later(0)) => {
  const { secret, headers, body } = { ...VECTOR, ...changed };
  return verifyReplicateWebhook({ headers, body }, secret, now);
};

describe("a webhook of Replicate", () => {
  it("is believed when it is signed and fresh", async () => {
    expect(VECTOR.body).toHaveLength(274);
    expect(await isFromVendor(VECTOR, VECTOR.secret)).toBe(true);
    const notice = { jobId: "ufawqhfynnddngldkgtslldrkq", ended: true };
    expect(await verify()).toEqual(notice);
    expect(await verify({}, later(300))).toEqual(notice);
    expect(await verify({}, later(-300))).toEqual(notice);
    const { headers } = VECTOR;
    const rotating = `v1,AAAA v1a,${"A".repeat(44)} ${headers["webhook-signature"]}`;
    expect(await verify({ headers: { ...headers, "webhook-signature": rotating } })).toEqual(notice);
  });

  it("is refused when it is changed, old, early, or signed by somebody else", async () => {
    const { headers } = VECTOR;
    const signed = (signature: string) => ({ headers: { ...headers, "webhook-signature": signature } });
    const changed = VECTOR.body.toString().replace("Alice", "Malice");
    const refusals: readonly [() => Promise<unknown>, string][] = [
      [() => verify({ body: Buffer.from(changed) }), "webhook_signature"],
      [() => verify({ secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }), "webhook_signature"],
      [() => verify({ headers: { ...headers, "webhook-id": "msg_other" } }), "webhook_signature"],
      [() => verify({ headers: { ...headers, "webhook-timestamp": "1795410001" } }), "webhook_signature"],
      [() => verify(signed(headers["webhook-signature"].replace("v1,", "v2,"))), "webhook_signature"],
      [() => verify(signed("v1,")), "webhook_signature"],
      [() => verify({}, later(301)), "webhook_stale"],
      [() => verify({}, later(-301)), "webhook_stale"],
      [() => verify({ headers: { ...headers, "webhook-timestamp": "now" } }), "webhook_stale"],
      [() => verify(signed("")), "webhook_unsigned"],
    ];
    for (const [refused, reason] of refusals) {
      await expect(refused()).rejects.toMatchObject({ code: "unauthenticated", reason });
    }
  });

  it("is no use when it is signed but tells of nothing", async () => {
    const body = Buffer.from('{"hello": "there"}');
    const key = Buffer.from(VECTOR.secret.slice("whsec_".length), "base64");
    const signed = createHmac("sha256", key).update("msg_2Lml6PLn0wLKbMBq.1795410000.").update(body).digest("base64");
    const headers = { ...VECTOR.headers, "webhook-signature": `v1,${signed}` };
    await expect(verify({ body, headers })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
