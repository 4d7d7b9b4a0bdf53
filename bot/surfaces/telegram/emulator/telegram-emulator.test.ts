// The emulated Bot API refuses what the real one refuses, in its words.
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tinyVideo } from "../../../../jobs/providers/emulator/tiny-video.ts";
import { wavOf } from "../../../../jobs/providers/voice/built-in/wav.ts";
import { startTelegramEmulator, type TelegramEmulator } from "./telegram-emulator.ts";

const CHAT = 42;
let telegram: TelegramEmulator;

interface Answer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
}

async function call(method: string, parameters: object, token = telegram.token): Promise<Answer> {
  const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(parameters),
  });
  return (await response.json()) as Answer;
}

const send = (more: object) => call("sendMessage", { chat_id: CHAT, text: "hello", parse_mode: "HTML", ...more });
const keyboard = (button: object) => ({ reply_markup: { inline_keyboard: [[button]] } });

beforeEach(async () => {
  telegram = await startTelegramEmulator();
  telegram.operatorWrites(CHAT, CHAT, "hi");
});
afterEach(() => telegram.close());

it("checks token, method, chat and fields", async () => {
  expect(await call("getMe", {}, "1:wrong")).toMatchObject({ ok: false, error_code: 401, description: "Unauthorized" });
  expect(await call("sendSmoke", {})).toMatchObject({ error_code: 404, description: "Not Found: method not found" });
  expect(await send({ chat_id: 7 })).toMatchObject({ error_code: 400, description: "Bad Request: chat not found" });
  expect(await send({ chat_id: undefined })).toMatchObject({ description: "Bad Request: chat_id is empty" });
  expect(await send({ txet: "x" })).toMatchObject({ description: 'Bad Request: unknown field "txet"' });
  telegram.block(CHAT);
  expect(await send({})).toMatchObject({ error_code: 403, description: "Forbidden: bot was blocked by the user" });
});

it("reads HTML as Telegram does and counts what remains", async () => {
  await send({ text: '<b>a &lt; b</b> & <a href="https://example.com/?a=1&amp;b=2">link</a>' });
  expect(telegram.messages(CHAT).at(-1)).toMatchObject({
    text: "a < b & link",
    entities: [
      { type: "bold", offset: 0, length: 5 },
      { type: "text_link", offset: 8, length: 4, url: "https://example.com/?a=1&b=2" },
    ],
  });
  const problems = {
    "<b>open": `can't parse entities: Can't find end tag corresponding to start tag "b"`,
    "<b><i>x</b></i>": `can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
    "é<h1>x</h1>": `can't parse entities: Unsupported start tag "h1" at byte offset 2`,
    "<b> </b>": "message text is empty",
    [`<b>${"x".repeat(4_097)}</b>`]: "message is too long",
  };
  for (const [text, description] of Object.entries(problems)) {
    expect(await send({ text })).toMatchObject({ error_code: 400, description: `Bad Request: ${description}` });
  }
  expect(await send({ text: `<b>${"&amp;".repeat(4_096)}</b>` })).toMatchObject({ ok: true });
});

it("checks buttons", async () => {
  const refused = async (button: object) => (await send(keyboard(button))).description;
  expect(await refused({ text: "x", callback_data: "é".repeat(33) })).toBe("Bad Request: BUTTON_DATA_INVALID");
  expect(await refused({ text: "x" })).toContain("Text buttons are unallowed in the inline keyboard");
  expect(await refused({ text: "x", callback_data: "a", url: "https://example.com" })).toContain("Text buttons");
  expect(await refused({ text: "x", url: "http://localhost/" })).toContain("Wrong HTTP URL");
  expect(await send(keyboard({ text: "x", callback_data: "é".repeat(32) }))).toMatchObject({ ok: true });
});

it("edits: takes the keyboard away, refuses what is the same or not the bot's", async () => {
  const sent = (await send(keyboard({ text: "Go", callback_data: "go" }))) as { result: { message_id: number } };
  const target = { chat_id: CHAT, message_id: sent.result.message_id };
  const edit = (text: string, id = target.message_id) => call("editMessageText", { ...target, message_id: id, text });
  expect(await edit("hello")).toMatchObject({ ok: true });
  expect(telegram.messages(CHAT).at(-1)?.buttons).toEqual([]);
  expect((await edit("hello")).description).toContain("message is not modified");
  expect((await edit("x", 1)).description).toBe("Bad Request: message can't be edited");
  expect((await edit("x", 99)).description).toBe("Bad Request: message to edit not found");
});

it("hands out updates by offset, to one poller, and not beside a webhook", async () => {
  const first = await call("getUpdates", {});
  const [update] = first.result as { update_id: number }[];
  const offset = (update?.update_id ?? 0) + 1;
  const long = call("getUpdates", { offset, timeout: 30 });
  const other = call("getUpdates", { offset, timeout: 30 });
  const conflict = await Promise.race([long, other]);
  expect(conflict).toMatchObject({
    error_code: 409,
    description: expect.stringContaining("terminated by other getUpdates"),
  });
  telegram.operatorWrites(CHAT, CHAT, "second");
  const answers = await Promise.all([long, other]);
  expect(answers.find(({ ok }) => ok)?.result).toMatchObject([{ update_id: offset, message: { text: "second" } }]);
  expect(await call("setWebhook", { url: "http://example.com/hook" })).toMatchObject({
    description: "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
  });
  await call("setWebhook", { url: "https://example.invalid/hook" });
  expect(await call("getUpdates", {})).toMatchObject({
    error_code: 409,
    description: expect.stringContaining("webhook is active"),
  });
});

describe("films and sound", () => {
  type Part = string | Uint8Array<ArrayBuffer>;
  interface Sent extends Answer {
    readonly result?: {
      readonly video?: { readonly file_id: string };
      readonly photo?: { readonly file_id: string }[];
    };
  }

  async function upload(method: string, parts: Readonly<Record<string, Part>>): Promise<Sent> {
    const form = new FormData();
    form.set("chat_id", String(CHAT));
    for (const [name, part] of Object.entries(parts)) {
      if (typeof part === "string") form.set(name, part);
      else form.set(name, new Blob([part]), `${name}.bin`);
    }
    const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, { method: "POST", body: form });
    return (await response.json()) as Sent;
  }

  const bytesOf = (bytes: Uint8Array) => new Uint8Array(bytes);
  const jpeg = async (width: number, height: number) => {
    const picture = sharp({ create: { width, height, channels: 3, background: "#446688" } });
    return bytesOf(await picture.jpeg().toBuffer());
  };
  const sound = bytesOf(wavOf(new Float32Array(100)));
  const attached = (type: string, name: string, more: object = {}) => ({ type, media: `attach://${name}`, ...more });
  const album = (parts: Readonly<Record<string, Part>>, ...media: readonly object[]) =>
    upload("sendMediaGroup", { ...parts, media: JSON.stringify(media) });
  let film: Uint8Array<ArrayBuffer>;

  beforeEach(async () => {
    film = bytesOf(await tinyVideo({ seed: 1, seconds: 1, width: 64, height: 64 }));
  });

  it("are kept with what the sender says of them, and can be fetched", async () => {
    const thumbnail = await jpeg(180, 320);
    const sent = await upload("sendVideo", {
      video: film,
      thumbnail: "attach://small",
      small: thumbnail,
      width: "720",
    });
    expect(sent.result).toMatchObject({
      video: { width: 720, height: 0, mime_type: "video/mp4", file_name: "video.bin", thumbnail: { width: 180 } },
    });
    const fileId = sent.result?.video?.file_id ?? "";
    const found = (await call("getFile", { file_id: fileId })).result as { file_path: string };
    const response = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${found.file_path}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(film)).toBe(true);
    expect(await call("sendVideo", { chat_id: CHAT, video: fileId })).toMatchObject({ ok: true });
    expect(await call("sendAudio", { chat_id: CHAT, audio: fileId })).toMatchObject({
      description: "Bad Request: can't use file of type Video as Audio",
    });
    expect((await call("editMessageText", { chat_id: CHAT, message_id: 2, text: "x" })).description).toBe(
      "Bad Request: there is no text in the message to edit",
    );
    expect(await call("editMessageCaption", { chat_id: CHAT, message_id: 2, caption: "x" })).toMatchObject({
      ok: true,
    });
  });

  it("must be what they are sent as", async () => {
    const picture = await jpeg(64, 64);
    const said = async (method: string, parts: Readonly<Record<string, Part>>) =>
      (await upload(method, parts)).description;
    expect(await said("sendVideo", {})).toBe("Bad Request: there is no video in the request");
    expect(await said("sendVideo", { video: new Uint8Array() })).toBe("Bad Request: file must be non-empty");
    expect(await said("sendVideo", { video: picture })).toContain("takes MP4 files only");
    expect(await said("sendVideo", { video: film.slice(0, -9) })).toContain("takes MP4 files only");
    expect(await said("sendAudio", { audio: picture })).toContain("MP3, M4A and WAV");
    expect(await said("sendAudio", { audio: sound, supports_streaming: "true" })).toContain("unknown field");
    const beside = async (thumbnail: Uint8Array<ArrayBuffer>) =>
      (await upload("sendVideo", { video: film, thumbnail: "attach://t", t: thumbnail })).description;
    expect(await beside(await jpeg(321, 100))).toContain("up to 320x320");
    expect(await beside(film)).toContain("the thumbnail is no picture");
    expect(await said("sendVideo", { video: film, thumbnail: "https://example.com/t.jpg" })).toContain("as an upload");
    expect(await said("sendAudio", { audio: new Uint8Array(50 * 1024 * 1024) })).toBe("Request Entity Too Large");
  });

  it("share albums as the Bot API lets them", async () => {
    const parts = { film, picture: await jpeg(64, 64) };
    const streamed = { supports_streaming: true, caption: "<b>a walk</b>", parse_mode: "HTML" };
    const mixed = await album(parts, attached("video", "film", streamed), attached("photo", "picture"));
    expect(mixed.ok).toBe(true);
    const [first, second] = telegram.messages(CHAT).slice(-2);
    expect(first).toMatchObject({ text: "a walk", media: { kind: "video", supportsStreaming: true } });
    expect(second).toMatchObject({ media: { kind: "photo" }, albumId: first?.albumId });
    const sounds = await album({ ...parts, sound }, attached("audio", "sound"), attached("audio", "sound"));
    expect(sounds.ok).toBe(true);
    const refused = await album({ ...parts, sound }, attached("audio", "sound"), attached("photo", "picture"));
    expect(refused.description).toBe("Bad Request: audio can't be mixed with other media types");
    expect((await album({}, attached("video", "film"), attached("video", "film"))).description).toBe(
      "Bad Request: there is no video in the request",
    );
  });

  it("are sold as the Bot API lets them", async () => {
    const parts = { film, picture: await jpeg(64, 64) };
    const sell = async (more: Record<string, string>, ...items: object[]) =>
      await upload("sendPaidMedia", {
        star_count: "50",
        payload: "order",
        ...parts,
        media: JSON.stringify(items),
        ...more,
      });
    const picture = { type: "photo", media: "attach://picture" };
    expect(await sell({}, picture, { type: "video", media: "attach://film" })).toMatchObject({
      result: { paid_media: { star_count: 50, paid_media: [{ type: "photo" }, { type: "video" }] } },
    });
    const said = async (more: Record<string, string>, ...items: object[]) => (await sell(more, ...items)).description;
    expect(await said({}, ...Array.from({ length: 11 }, () => picture))).toBe(
      "Bad Request: too many paid media to send",
    );
    expect(await said({})).toBe("Bad Request: there must be at least one paid media");
    for (const star_count of ["0", "25001"])
      expect(await said({ star_count }, picture)).toBe("Bad Request: STARS_AMOUNT_INVALID");
    expect(await said({ payload: "x".repeat(129) }, picture)).toBe("Bad Request: MEDIA_PAYLOAD_INVALID");
    expect(await said({}, { type: "photo", media: "attach://film" })).toContain("IMAGE_PROCESS_FAILED");
    const id = telegram.messages(CHAT).at(-1)?.id ?? 0;
    expect(telegram.personBuysMedia(CHAT, id).charge).toMatchObject({ amount: 50, payload: "order" });
    expect(() => telegram.personBuysMedia(CHAT, id)).toThrow("nothing to buy");
  });
});
