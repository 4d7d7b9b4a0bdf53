import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedBy, parseWebhook } from "./webhook.ts";

const SECRET = "test_client_secret";
const SIGNED_AT = 1_772_998_024;
const signedAt = new Date(SIGNED_AT * 1_000);
/** Published with their signatures: byte for byte. */
const POSTED = String.raw`{"client_key":"bwo2m45353a6k85","event":"post.publish.complete","create_time":1772998024,"user_openid":"act.example12345","content":"{\"publish_id\":\"v_pub_file~v2-1.123\",\"publish_type\":\"DIRECT_PUBLISH\"}"}`;
const WRITTEN = String.raw`{"client_key":"7000000000000000001","event":"im_receive_msg","create_time":1772998024,"user_openid":"biz-open-id","content":"{\"conversation_id\":\"conv==\",\"message_id\":\"msg==\",\"timestamp\":1772998024123,\"type\":\"text\",\"text\":{\"body\":\"hi\"},\"from\":\"fan\",\"to\":\"biz\",\"from_user\":{\"id\":\"fan-id\",\"role\":\"personal_account\"},\"to_user\":{\"id\":\"biz-open-id\",\"role\":\"business_account\"},\"unique_identifier\":\"fan-id\"}"}`;
const POSTED_SIGNATURE = "caa67fc8609fa99522f49af87c15f512c2a38a8d1f5eee76c2e5b5725862bffd";
const WRITTEN_SIGNATURE = "0ae8779afc302f86616d0b2e6543b82b7edb30dbc301eed2a1858e610cfe7850";

const isSigned = (body: string, header: string | undefined, now = signedAt) =>
  isSignedBy(SECRET, Buffer.from(body), header, now);

describe("the signature", () => {
  it("fits the bytes and the time it names", () => {
    expect(isSigned(POSTED, `t=${SIGNED_AT},s=${POSTED_SIGNATURE}`)).toBe(true);
    expect(isSigned(WRITTEN, `t=${SIGNED_AT},s=${WRITTEN_SIGNATURE}`)).toBe(true);
  });

  it.each([
    ["another body", POSTED.replace("complete", "failed"), `t=${SIGNED_AT},s=${POSTED_SIGNATURE}`],
    [
      "the same JSON written otherwise",
      JSON.stringify(JSON.parse(POSTED), null, 1),
      `t=${SIGNED_AT},s=${POSTED_SIGNATURE}`,
    ],
    ["another time", POSTED, `t=${SIGNED_AT + 1},s=${POSTED_SIGNATURE}`],
    ["another's signature", POSTED, `t=${SIGNED_AT},s=${WRITTEN_SIGNATURE}`],
    ["no signature", POSTED, `t=${SIGNED_AT},s=`],
    ["half a signature", POSTED, `t=${SIGNED_AT},s=${POSTED_SIGNATURE.slice(0, 32)}`],
    ["no time", POSTED, `s=${POSTED_SIGNATURE}`],
    ["a time that is none", POSTED, `t=now,s=${POSTED_SIGNATURE}`],
    ["two of each", POSTED, `t=${SIGNED_AT},s=${POSTED_SIGNATURE},t=1,s=${WRITTEN_SIGNATURE}`],
    ["nothing", POSTED, ""],
    ["no header", POSTED, undefined],
  ])("%s is not ours", (_name, body, header) => expect(isSigned(body, header)).toBe(false));

  it("holds for five minutes on either side", () => {
    const header = `t=${SIGNED_AT},s=${POSTED_SIGNATURE}`;
    const at = (seconds: number) => new Date((SIGNED_AT + seconds) * 1_000);
    for (const seconds of [-300, 300]) expect(isSigned(POSTED, header, at(seconds)), `${seconds}`).toBe(true);
    for (const seconds of [-301, 301]) expect(isSigned(POSTED, header, at(seconds)), `${seconds}`).toBe(false);
  });

  it("of another app is not ours", () => {
    const signature = createHmac("sha256", "another_secret").update(`${SIGNED_AT}.${POSTED}`).digest("hex");
    expect(isSigned(POSTED, `t=${SIGNED_AT},s=${signature}`)).toBe(false);
  });
});

const business = { id: "biz", role: "business_account" };
const fan = { id: "fan", role: "personal_account" };
const said = {
  conversation_id: "conv+1==",
  message_id: "m1",
  timestamp: 1_795_521_600_123,
  type: "text",
  text: { body: "hi" },
  from_user: fan,
  to_user: business,
};
const parse = (event: string, content: unknown, envelope: object = {}) =>
  parseWebhook(
    Buffer.from(
      JSON.stringify({
        event,
        create_time: 1_795_521_600,
        user_openid: "biz",
        content: JSON.stringify(content),
        ...envelope,
      }),
    ),
    new Date("2026-11-24T12:00:30Z"),
  );
const frame = { source: "tiktok", accountExternalId: "biz", fanExternalId: "conv+1==" };

describe("what it says", () => {
  it.each([
    ["a text", said, { kind: "message", eventId: "m1:message", text: "hi", attachments: [] }],
    ["a text in capitals", { ...said, type: "TEXT" }, { kind: "message", text: "hi", attachments: [] }],
    [
      "a picture",
      { ...said, type: "image", text: undefined, image: { media_id: "1" } },
      { kind: "message", text: "", attachments: [{ type: "image", url: null }] },
    ],
    ["a film", { ...said, type: "video", text: null }, { attachments: [{ type: "video", url: null }] }],
    ["a post", { ...said, type: "share_post", text: null }, { attachments: [{ type: "share_post", url: null }] }],
    [
      "a kind of tomorrow",
      { ...said, type: "hologram", text: null },
      { kind: "message", attachments: [{ type: "unsupported", url: null }] },
    ],
    ["a heart, which is no message", { ...said, type: "reaction" }, { kind: "other", fanExternalId: "" }],
    ["an echo", { ...said, from_user: business, to_user: fan }, { kind: "echo", eventId: "m1:echo", text: "hi" }],
    ["a message between strangers", { ...said, to_user: { id: "someone" } }, { kind: "other", fanExternalId: "" }],
    ["a note to oneself", { ...said, from_user: business }, { kind: "echo" }],
    ["no sender", { ...said, from_user: undefined, to_user: undefined }, { kind: "other", fanExternalId: "" }],
    ["no message id", { ...said, message_id: undefined }, { kind: "other", fanExternalId: "" }],
  ])("%s", (_name, content, expected) => {
    const { event, ...told } = parse("im_receive_msg", content);
    expect(told).toEqual({ accountId: "biz", isRemoval: false, posts: null });
    expect(event).toMatchObject({ ...frame, ...expected });
    if (event.kind !== "other") expect(event.at).toEqual(new Date(1_795_521_600_123));
  });

  it("an echo comes under the event of sending", () => {
    const echo = { ...said, from_user: business, to_user: fan };
    expect(parse("im_send_msg", echo).event).toMatchObject({ ...frame, kind: "echo", eventId: "m1:echo" });
  });

  it("the fan's reading is news, the account's own is not", () => {
    const read = { ...said, message_id: undefined, read: { last_read_timestamp: 1_795_521_600 } };
    expect(parse("im_mark_read_msg", read).event).toMatchObject({
      ...frame,
      kind: "read",
      eventId: "conv+1==:read:1795521600000",
    });
    const own = { ...read, from_user: business, to_user: fan };
    expect(parse("im_mark_read_msg", own).event).toMatchObject({ kind: "other", detail: "im_mark_read_msg" });
  });

  it("times come in seconds too, or not at all", () => {
    const at = (timestamp: unknown, envelope = {}) =>
      parse("im_receive_msg", { ...said, timestamp }, envelope).event.at;
    expect(at(1_795_521_600)).toEqual(new Date("2026-11-24T12:00:00Z"));
    expect(at("1795521600000")).toEqual(new Date("2026-11-24T12:00:00Z"));
    expect(at(9e18, { create_time: null })).toEqual(new Date("2026-11-24T12:00:30Z"));
  });

  it.each(["im_receive_msg_eu", "im_referral_msg", "post.publish.complete", "comment.update", "something.new"])(
    "%s is kept and not acted on",
    (name) => {
      const told = parse(name, { conversation_id: "c", reason: 1 });
      expect(told).toMatchObject({
        isRemoval: false,
        event: { kind: "other", detail: name, eventId: expect.stringMatching(/^other:/) },
      });
      expect(parse(name, { conversation_id: "c", reason: 1 }).event.eventId).toBe(told.event.eventId);
      expect(parse(name, { conversation_id: "d", reason: 1 }).event.eventId).not.toBe(told.event.eventId);
    },
  );

  it("a post's own id keeps every digit, as text or as number", () => {
    const renamed = { from: "v_pub_file~v2-1.123", to: "7527012345678901234" };
    const tell = (content: string) =>
      parse("post.publish.publicly_available", null, { content: `{"publish_id":"${renamed.from}",${content}}` }).posts;
    expect(tell('"post_id":7527012345678901234')).toEqual({ renamed });
    expect(tell('"post_id":"7527012345678901234"')).toEqual({ renamed });
    for (const broken of ['"post_id":"drop table"', '"post_id":null', '"reason":1']) expect(tell(broken)).toEqual({});
    expect(parse("post.publish.failed", { publish_id: renamed.from, reason: "internal" }).posts).toEqual({});
    expect(parse("im_receive_msg", said).posts).toBeNull();
  });

  it("a permission taken back is told as such", () => {
    expect(parse("authorization.removed", { reason: 1 })).toMatchObject({ accountId: "biz", isRemoval: true });
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["a number", "7"],
    ["no event", JSON.stringify({ content: "{}" })],
    ["nesting without end", `${"[".repeat(500)}${"]".repeat(500)}`],
  ])("%s is no webhook", (_name, body) => {
    expect(() => parseWebhook(Buffer.from(body), signedAt)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  it.each([
    ["that is no string", { content: { conversation_id: "c" } }],
    ["that is no JSON", { content: "{" }],
    ["that is null", { content: "null" }],
    ["that is nested without end", { content: `${"[".repeat(500)}${"]".repeat(500)}` }],
    ["that is not there", { content: undefined }],
  ])("a content %s is kept and not acted on", (_name, envelope) => {
    expect(parse("im_receive_msg", {}, envelope).event).toMatchObject({ kind: "other", detail: "im_receive_msg" });
  });

  it("words that are no names stay out of the log", () => {
    expect(parse("Hello <b>there</b>", {}).event).toMatchObject({ kind: "other", detail: "unknown" });
  });
});
