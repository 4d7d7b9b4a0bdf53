import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { answerHandshake, isSignedBy, parseWebhook } from "./webhook.ts";

const SECRET = "test_app_secret";
const ACCOUNT = "17841400000000001";
const FAN = "900000000000001";
const RECEIVED_AT = new Date("2026-11-24T12:00:00.000Z");
const VECTOR = String.raw`{"object":"instagram","entry":[{"id":"17841400000000001","time":1772998024000,"messaging":[{"sender":{"id":"900000000000001"},"recipient":{"id":"17841400000000001"},"timestamp":1772998023500,"message":{"mid":"mid.test.1","text":"caf\u00e9"}}]}]}`;
const VECTOR_SIGNATURE = "sha256=27c3c7d9b7eebdd1291bcf12d3afcf0ab11b26a1432fda0f15e8681a5b126a8b";

const parse = (body: unknown) => parseWebhook(Buffer.from(JSON.stringify(body)), RECEIVED_AT);
const fanSends = (body: object) => ({
  sender: { id: FAN },
  recipient: { id: ACCOUNT },
  timestamp: 1_772_998_023_500,
  ...body,
});
const one = (body: object) => {
  const [event, ...more] = parse({
    object: "instagram",
    entry: [{ id: ACCOUNT, time: 1_772_998_024_000, messaging: [body] }],
  });
  expect(more).toEqual([]);
  return event;
};

describe("the signature", () => {
  it("is over the bytes as they came", () => {
    const bytes = Buffer.from(VECTOR);
    expect(bytes).toHaveLength(245);
    expect(isSignedBy(SECRET, bytes, VECTOR_SIGNATURE)).toBe(true);
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(VECTOR)));
    expect(isSignedBy(SECRET, rewritten, VECTOR_SIGNATURE)).toBe(false);
    const ofRewritten = "sha256=df43e52faeef60c58036278742a37a70f022659c4feed0b7eb7dd44582a83dcd";
    expect(isSignedBy(SECRET, rewritten, ofRewritten)).toBe(true);
    expect(isSignedBy(SECRET, bytes, ofRewritten)).toBe(false);
  });

  it.each([
    undefined,
    "",
    "sha256=",
    "sha1=27c3",
    `${VECTOR_SIGNATURE}00`,
    VECTOR_SIGNATURE.toUpperCase(),
    VECTOR_SIGNATURE.slice(7),
  ])("%s is none", (header) => expect(isSignedBy(SECRET, Buffer.from(VECTOR), header)).toBe(false));

  it("of another secret is refused", () => {
    const signature = `sha256=${createHmac("sha256", "other").update(VECTOR).digest("hex")}`;
    expect(isSignedBy(SECRET, Buffer.from(VECTOR), signature)).toBe(false);
  });
});

it("the handshake answers the challenge only to our verify token", () => {
  const query = { "hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "our-token" };
  expect(answerHandshake(query, "our-token")).toBe("1158201444");
  expect(answerHandshake({ ...query, "hub.verify_token": "guess" }, "our-token")).toBeNull();
  expect(answerHandshake({ ...query, "hub.challenge": ["1", "2"] }, "our-token")).toBeNull();
  expect(answerHandshake({}, "our-token")).toBeNull();
});

describe("an event", () => {
  it("is a text", () => {
    expect(parseWebhook(Buffer.from(VECTOR), RECEIVED_AT)).toEqual([
      {
        source: "instagram",
        eventId: "mid.test.1:message",
        accountExternalId: ACCOUNT,
        fanExternalId: FAN,
        at: new Date(1_772_998_023_500),
        kind: "message",
        messageId: "mid.test.1",
        text: "café",
        attachments: [],
      },
    ]);
  });

  it.each([
    [
      "attachments, one that can be seen only once",
      {
        message: {
          mid: "m",
          attachments: [{ type: "image", payload: { url: "https://cdn/x" } }, { type: "ephemeral" }],
        },
      },
      {
        kind: "message",
        text: "",
        attachments: [
          { type: "image", url: "https://cdn/x" },
          { type: "ephemeral", url: null },
        ],
      },
    ],
    [
      "a reply to a story",
      { message: { mid: "m", text: "wow", reply_to: { story: { id: "1", url: "https://cdn/s" } } } },
      { kind: "message", text: "wow", about: { kind: "story_reply", payload: "1" } },
    ],
    [
      "a mention in a story",
      { message: { mid: "m", attachments: [{ type: "story_mention", payload: { url: "https://cdn/s" } }] } },
      { kind: "message", text: "", about: { kind: "story_mention", payload: null } },
    ],
    [
      "a message that came by an ad",
      {
        message: {
          mid: "m",
          text: "hi",
          referral: {
            ref: "summer",
            source: "ADS",
            type: "OPEN_THREAD",
            ad_id: "120330000000000001",
            ads_context_data: { ad_title: "Sea", photo_url: "https://cdn/p" },
          },
        },
      },
      {
        kind: "message",
        referral: { source: "ADS", ref: "summer", adId: "120330000000000001", adTitle: "Sea" },
      },
    ],
    [
      "a tapped button without a title",
      { postback: { mid: "m", payload: "MENU_2" } },
      { kind: "message", text: "MENU_2", about: { kind: "button", payload: "MENU_2" } },
    ],
    [
      "a quick reply",
      { message: { mid: "m", text: "Yes", quick_reply: { payload: "YES" } } },
      { kind: "message", text: "Yes", about: { kind: "quick_reply", payload: "YES" } },
    ],
    [
      "a tapped button",
      { postback: { mid: "m", title: "Hi there", payload: "ICE_1" } },
      { kind: "message", eventId: "m:postback", text: "Hi there" },
    ],
    [
      "something Instagram cannot show",
      { message: { mid: "m", is_unsupported: true } },
      { kind: "message", attachments: [{ type: "unsupported", url: null }] },
    ],
    [
      "an unsent message",
      { message: { mid: "m", is_deleted: true } },
      { kind: "unsend", eventId: "m:unsend", messageId: "m", messageEventId: "m:message" },
    ],
    [
      "an edit",
      { message_edit: { mid: "m", text: "new", num_edit: "2" } },
      { kind: "edit", eventId: "m:edit:2", text: "new" },
    ],
    [
      "a reaction",
      { reaction: { mid: "m", action: "react", reaction: "love", emoji: "❤️" } },
      { kind: "reaction", emoji: "❤️" },
    ],
    ["a reaction taken back", { reaction: { mid: "m", action: "unreact" } }, { kind: "reaction", emoji: null }],
    ["a read receipt", { read: { mid: "m" } }, { kind: "read", eventId: `m:read:${FAN}` }],
    ["an older read receipt", { read: { watermark: 1_772_998_023_400 } }, { kind: "read" }],
    [
      "a referral",
      { referral: { ref: "x", source: "ADS", type: "OPEN_THREAD" } },
      { kind: "referral", referral: { source: "ADS", ref: "x", adId: null, adTitle: null } },
    ],
    ["something of tomorrow", { telepathy: { strength: 9 } }, { kind: "other", detail: "telepathy" }],
    ["a message without id", { message: { text: "?" } }, { kind: "other", detail: "message" }],
  ])("is %s", (_name, body, expected) => {
    expect(one(fanSends(body))).toMatchObject({ accountExternalId: ACCOUNT, fanExternalId: FAN, ...expected });
  });

  it("has a text that can be stored", () => {
    expect(one(fanSends({ message: { mid: "m", text: "a\0b\ud83d c" } }))).toMatchObject({ text: "a\uFFFDb\uFFFD c" });
  });

  it("is an echo with account and fan in their places, also when only the sender tells", () => {
    const echo = {
      sender: { id: ACCOUNT },
      recipient: { id: FAN },
      timestamp: 1,
      message: { mid: "m", text: "hey", is_echo: true },
    };
    const expected = { kind: "echo", eventId: "m:echo", accountExternalId: ACCOUNT, fanExternalId: FAN, text: "hey" };
    expect(one(echo)).toMatchObject(expected);
    expect(one({ ...echo, message: { mid: "m", text: "hey" } })).toMatchObject(expected);
  });

  it("has the same id when delivered again, and another when it is another event", () => {
    const react = { reaction: { mid: "m", action: "react", emoji: "❤" } };
    const later = { ...fanSends(react), timestamp: 1_772_998_099_000 };
    const unreact = fanSends({ reaction: { mid: "m", action: "unreact" } });
    const message = fanSends({ message: { mid: "m", text: "x" } });
    const unsend = fanSends({ message: { mid: "m", is_deleted: true } });
    const events = [fanSends(react), later, unreact, message, unsend, fanSends({ telepathy: 1 })];
    const ids = events.map((event) => one(event)?.eventId);
    expect(new Set(ids).size).toBe(events.length);
    expect(events.map((event) => one(event)?.eventId)).toEqual(ids);
  });
});

describe("what is not a fan's", () => {
  it.each([
    [
      "the account's own note to itself",
      { sender: { id: ACCOUNT }, recipient: { id: ACCOUNT }, message: { mid: "m", is_echo: true, is_self: true } },
      "self",
    ],
    [
      "the account's own unsend",
      { sender: { id: ACCOUNT }, recipient: { id: FAN }, message: { mid: "m", is_deleted: true } },
      "own_unsend",
    ],
    [
      "the account's own reaction",
      { sender: { id: ACCOUNT }, recipient: { id: FAN }, reaction: { mid: "m", action: "react" } },
      "reaction",
    ],
    ["an id no index takes", fanSends({ message: { mid: "m".repeat(3_000), text: "x" } }), "message"],
    ["a key that is no name", fanSends({ "<script>": 1 }), "unknown"],
  ])("%s is kept and does nothing", (_name, body, detail) => {
    expect(one(body)).toMatchObject({ kind: "other", detail });
  });
});

describe("a comment", () => {
  const from = { id: FAN, username: "alex" };
  const media = { id: "18", media_product_type: "FEED" };
  it.each([
    ["as a field of the entry", { field: "comments", value: { id: "17", from, text: "nice", media } }],
    [
      "as a change",
      { changes: [{ field: "comments", value: { comment_id: "17", parent_id: "16", from, text: "nice", media } }] },
    ],
  ])("comes %s, by the clock's seconds", (_name, body) => {
    expect(parse({ object: "instagram", entry: [{ id: ACCOUNT, time: 1_772_998_024, ...body }] })).toEqual([
      {
        source: "instagram",
        eventId: "17:comment",
        accountExternalId: ACCOUNT,
        fanExternalId: FAN,
        at: new Date(1_772_998_024_000),
        kind: "comment",
        commentId: "17",
        text: "nice",
        postExternalId: "18",
      },
    ]);
  });

  it("of the account itself is nobody's", () => {
    const value = { id: "17", from: { id: ACCOUNT }, text: "thanks!" };
    const entry = [{ id: ACCOUNT, time: 1, field: "comments", value }];
    expect(parse({ object: "instagram", entry })).toMatchObject([{ kind: "other", detail: "own_comment" }]);
  });
});

describe("an envelope", () => {
  it("is refused when it is nested beyond reason", () => {
    const deep = `{"object":"instagram","entry":[{"id":"1","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}]}`;
    expect(() => parseWebhook(Buffer.from(deep), RECEIVED_AT)).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
  });

  it("may hold many entries, events and the standby list", () => {
    const message = (mid: string) => fanSends({ message: { mid, text: mid } });
    const entry = [
      { id: ACCOUNT, time: 1, messaging: [message("a"), message("b")] },
      { id: ACCOUNT, time: 1, standby: [message("c")] },
    ];
    expect(parse({ object: "instagram", entry }).map((event) => event.eventId)).toEqual([
      "a:message",
      "b:message",
      "c:message",
    ]);
  });

  it("may be the dashboard's test: `changes`, seconds as text", () => {
    const value = {
      sender: { id: "12334" },
      recipient: { id: "23245" },
      timestamp: "1527459824",
      message: { mid: "random_mid", text: "random_text" },
    };
    expect(
      parse({
        object: "instagram",
        entry: [{ id: "0", time: 1_527_459_824, changes: [{ field: "messages", value }] }],
      }),
    ).toMatchObject([
      {
        kind: "message",
        accountExternalId: "23245",
        fanExternalId: "12334",
        at: new Date(1_527_459_824_000),
        text: "random_text",
      },
    ]);
  });

  it("keeps comments that name nobody and empty entries as other", () => {
    const comment = { id: ACCOUNT, time: 1_772_998_024, field: "comments", value: { id: "1", text: "nice" } };
    const changed = { id: ACCOUNT, time: 1_772_998_024, changes: [{ field: "comments", value: { id: "1" } }] };
    const events = parse({ object: "instagram", entry: [comment, changed, { id: ACCOUNT }] });
    expect(events.map((event) => [event.kind, event.kind === "other" && event.detail])).toEqual([
      ["other", "comment"],
      ["other", "comment"],
      ["other", "entry"],
    ]);
    expect(events[0]?.at).toEqual(new Date(1_772_998_024_000));
    expect(events[2]?.at).toEqual(RECEIVED_AT);
  });

  it("keeps ids whole that come as numbers", () => {
    const body = `{"object":"instagram","entry":[{"id":17841499999999993,"messaging":[{"sender":{"id":9007199254740993},"recipient":{"id":17841499999999993},"timestamp":1772998023500,"message":{"mid":"m","text":"my \\"id\\": 9007199254740993, ok"}}]}]}`;
    const [event] = parseWebhook(Buffer.from(body), RECEIVED_AT);
    expect(event).toMatchObject({
      accountExternalId: "17841499999999993",
      fanExternalId: "9007199254740993",
      text: 'my "id": 9007199254740993, ok',
    });
  });

  it.each([null, [], 1, "x", {}, { object: "instagram" }, { object: "instagram", entry: "x" }])("is not %j", (body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  it("survives whatever stands inside it", () => {
    const odd = [
      {},
      { id: null, messaging: [null, 1] },
      { id: ACCOUNT, messaging: [{}, { sender: 1 }, fanSends({ message: 7 })] },
    ];
    const kinds = parse({ object: "instagram", entry: odd }).map((event) => event.kind);
    expect(kinds).toEqual(["other", "other", "other", "other", "other", "other"]);
    const among = [null, fanSends({ message: { mid: "good", text: "hi" } })];
    expect(parse({ object: "instagram", entry: [{ id: ACCOUNT, messaging: among }] })).toMatchObject([
      { kind: "other" },
      { kind: "message", messageId: "good" },
    ]);
  });
});
