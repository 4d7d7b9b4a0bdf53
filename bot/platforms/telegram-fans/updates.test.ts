import { expect, it } from "vitest";
import { eventsOf } from "./updates.ts";

const from = { id: 51_001, is_bot: false, first_name: "Álex", language_code: "es-ES" };
const chat = { id: 51_001, type: "private" };
const said = { message_id: 7, date: 1_795_521_600, from, chat };
const { from: user, ...unsigned } = said;
const reacted = { ...unsigned, user, old_reaction: [] };
const file = { file_id: "a-file-only-the-token-opens", file_unique_id: "b", duration: 2 };
const heard = (type: string) => ({ kind: "message", text: "", attachments: [{ type, url: null }] });
const charge = {
  ...{ currency: "XTR", total_amount: 500, invoice_payload: "pur_1" },
  ...{ telegram_payment_charge_id: "stx1", provider_payment_charge_id: "" },
};
const frame = {
  source: "telegram:700200",
  eventId: "900",
  accountExternalId: "700200",
  fanExternalId: "51001",
  at: new Date("2026-11-24T12:00:00Z"),
};
const events = (content: object) => eventsOf({ update_id: 900, ...content }, "700200");

it.each([
  [
    "a text",
    { message: { ...said, text: "/start promo" } },
    { kind: "message", text: "/start promo", attachments: [] },
  ],
  [
    "a picture with words",
    { message: { ...said, photo: [{ file_id: "a" }], caption: "look" } },
    { kind: "message", text: "look", attachments: [{ type: "photo", url: null }] },
  ],
  [
    "something we do not know",
    { message: { ...said, dice: { value: 3 } } },
    { kind: "message", text: "", attachments: [{ type: "unsupported", url: null }] },
  ],
  ["an edit", { edited_message: { ...said, text: "new" } }, { kind: "edit", messageId: "7", text: "new" }],
  [
    "a fan who blocks the bot",
    { my_chat_member: { ...said, new_chat_member: { status: "kicked" } } },
    { kind: "left" },
  ],
  [
    "a reaction",
    { message_reaction: { ...reacted, new_reaction: [{ type: "emoji", emoji: "🔥" }] } },
    { kind: "reaction", messageId: "7", emoji: "🔥" },
  ],
  [
    "a reaction taken back",
    { message_reaction: { ...reacted, new_reaction: [] } },
    { kind: "reaction", messageId: "7", emoji: null },
  ],
  [
    "a reaction without a sign",
    { message_reaction: { ...reacted, new_reaction: [{ type: "custom_emoji", custom_emoji_id: "5" }] } },
    { kind: "other" },
  ],
  ["a voice note", { message: { ...said, voice: file } }, heard("voice")],
  ["a film", { message: { ...said, video: file } }, heard("video")],
  ["a sticker", { message: { ...said, sticker: file } }, heard("sticker")],
  ["a document", { message: { ...said, document: file } }, heard("document")],
  [
    "a payment nobody can read",
    { message: { ...said, successful_payment: { ...charge, is_recurring: "yes?" } } },
    { kind: "other", detail: "payment" },
  ],
  [
    "a payment in Stars",
    { message: { ...said, successful_payment: charge } },
    {
      kind: "payment",
      payment: { kind: "paid", eventId: "paid:stx1", chargeId: "stx1", intentId: "pur_1", amountCents: 500 },
    },
  ],
  [
    "Stars given back",
    { message: { ...said, refunded_payment: charge } },
    { kind: "payment", payment: { kind: "refunded", eventId: "refunded:stx1", chargeId: "stx1", currency: "XTR" } },
  ],
  ["a fan who is back", { my_chat_member: { ...said, new_chat_member: { status: "member" } } }, { kind: "returned" }],
])("%s is one event", (_name, content, expected) => {
  expect(events(content)).toMatchObject([{ ...frame, ...expected }]);
});

it("no file's id is kept", () => {
  expect(JSON.stringify(events({ message: { ...said, voice: file } }))).not.toContain(file.file_id);
});

it("says how fans call themselves and what they speak", () => {
  expect(events({ message: { ...said, text: "hola" } })).toMatchObject([{ fan: { name: "Álex", language: "es" } }]);
});

it.each([
  ["a group", { message: { ...said, chat: { id: -5, type: "supergroup" }, text: "hi" } }],
  ["another bot", { message: { ...said, from: { ...from, is_bot: true }, text: "hi" } }],
  ["a kind nobody asked for", { poll: { id: "1" } }],
  ["a message without sender", { message: { ...said, from: undefined, text: "hi" } }],
])("%s is none", (_name, content) => expect(events(content)).toEqual([]));

it("tells what is no update", () => {
  expect(eventsOf({ message: said }, "700200")).toBeNull();
  expect(eventsOf("nonsense", "700200")).toBeNull();
});
