// Films and sound in a chat, against the emulated Bot API over HTTP.
import { Api, InputFile } from "grammy";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { resolveIdentity } from "../../../agents/commands/session/resolve-identity.ts";
import { hasSyntheticMark } from "../../../jobs/providers/media/synthetic-mark.ts";
import type { CardFile } from "./card-files.ts";
import { CardSender } from "./card-sender.ts";
import { failure } from "./emulator/bot-api.ts";
import { startTelegramEmulator, TELEGRAM_FAULTS, type TelegramEmulator } from "./emulator/telegram-emulator.ts";
import { retryCalls } from "./retry-calls.ts";
import { packAlbums } from "./send-files.ts";
import { type SmallApp, startSmallApp } from "./testing/small-app.ts";

const CHAT = 1001;
const SPANISH = 1003;

let small: SmallApp;
let telegram: TelegramEmulator;
let sender: CardSender;

async function actorOf(telegramId: number): Promise<Actor> {
  const externalId = String(telegramId);
  const actor = await callInternal(small.app.context, resolveIdentity, { surface: "telegram", externalId });
  if (!actor) throw new Error("no operator");
  return actor;
}

/** @returns what the chat shows after the card's own text */
async function show(names: string, chatId = CHAT) {
  const actor = await actorOf(chatId);
  const { card } = await small.app.execute({ command: "film.show", input: { names }, actor });
  await sender.show({ chatId, actor }, card);
  return telegram.messages(chatId).filter(({ from, text }) => from === "bot" && text !== "Films");
}

const methods = () => telegram.calls.map(({ method }) => method).filter((method) => method !== "sendMessage");
const stored = async (key: string) => Buffer.from((await small.app.context.ports.store.get(key)).bytes);

beforeAll(async () => {
  small = await startSmallApp();
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: CHAT });
  await small.addOperator({ id: "opr_spanish", role: "owner", telegramId: SPANISH, language: "es" });
});
afterAll(() => small.close());
beforeEach(async () => {
  telegram = await startTelegramEmulator();
  for (const id of [CHAT, SPANISH]) telegram.operatorWrites(id, id, "hi");
  const { token, apiRoot } = telegram;
  const api = new Api(token, { apiRoot });
  api.config.use(retryCalls(() => Promise.resolve(), small.app.context.log));
  sender = new CardSender(small.app.context, api);
});
afterEach(() => telegram.close());

it("a table as a file comes as a document, named after its report", async () => {
  const { store } = small.app.context.ports;
  await store.put("reports/pnl/0a1b.csv", Buffer.from("avatar,usd\r\nluna,12.5\r\n"), "text/csv");
  const links = [{ label: "Table", url: "https://example.com/media/x", key: "reports/pnl/0a1b.csv" }];
  await sender.show({ chatId: CHAT, actor: await actorOf(CHAT) }, { title: "Profit", links });
  const sent = telegram.messages(CHAT).find(({ document }) => document);
  expect([sent?.text, sent?.document?.name]).toEqual(["Table", "pnl.csv"]);
  expect(Buffer.from(sent?.document?.bytes ?? []).toString()).toContain("luna,12.5");
});

describe("a film", () => {
  it("plays in the chat, with still, shape, caption and buttons", async () => {
    const [message] = await show("film");
    expect(message).toMatchObject({ text: "walk-1 · <by the sea>", buttons: [["Paint"]] });
    expect(message?.media).toMatchObject({
      kind: "video",
      fileName: "film.mp4",
      width: 720,
      height: 1_280,
      supportsStreaming: true,
    });
    expect(Buffer.from(message?.media?.bytes ?? []).equals(await stored("films/walk.mp4"))).toBe(true);
    const still = Buffer.from(message?.media?.thumbnailBytes ?? []);
    expect(await sharp(still).metadata()).toMatchObject({ format: "jpeg", width: 180, height: 320 });
    expect(await hasSyntheticMark(still)).toBe(true);
    expect(methods()).toEqual(["sendVideo"]);
  });

  it("is sent again, whole, when Telegram asks for a pause", async () => {
    telegram.faults.add("sendVideo", TELEGRAM_FAULTS.tooManyRequests(1));
    telegram.faults.add("sendVideo", TELEGRAM_FAULTS.badGateway);
    const [message] = await show("film");
    expect(Buffer.from(message?.media?.bytes ?? []).equals(await stored("films/walk.mp4"))).toBe(true);
  });

  it("that is too large is linked to, and never sent", async () => {
    const [message] = await show("long");
    expect(message?.text).toContain("A long film");
    expect(message?.text).toMatch(/Open the file: http:\/\/127\.0\.0\.1:3000\/media\/films\/long\.mp4\?expires=\d+&/);
    expect(message?.text).toContain("The link works for 10 minutes.");
    expect(methods()).toEqual([]);
  });

  it("that Telegram refuses is linked to, with its buttons", async () => {
    telegram.faults.add("sendVideo", { kind: "reply", ...failure(413, "Request Entity Too Large") });
    const [large, broken] = [...(await show("film")), ...(await show("broken")).slice(1)];
    expect(large).toMatchObject({ text: expect.stringContaining("media/films/walk.mp4"), buttons: [["Paint"]] });
    expect(broken?.text).toContain("media/films/broken.mp4");
  });

  it("that is gone is said to be so, in the reader's language", async () => {
    const [message] = await show("lost", SPANISH);
    expect(message?.text).toBe("A lost film\nEste vídeo no se puede mostrar aquí.");
  });
});

describe("sound", () => {
  it("is played by the chat's own player", async () => {
    const [message] = await show("sound");
    expect(message).toMatchObject({ text: "A greeting", media: { kind: "audio", fileName: "sound.wav" } });
    expect(message?.media?.mimeType).toBe("audio/x-wav");
    expect(methods()).toEqual(["sendAudio"]);
  });
});

describe("many", () => {
  it("pictures and films share an album, sounds have their own, and buttons follow", async () => {
    const messages = await show("film,sound,picture,sound,long");
    expect(methods()).toEqual(["sendMediaGroup", "sendMediaGroup"]);
    const albums = messages.map(({ albumId, media }) => [media?.kind, albumId]);
    const [film, picture, hello, again, link, list] = albums;
    expect([film?.[0], picture?.[0], hello?.[0], again?.[0]]).toEqual(["video", "photo", "audio", "audio"]);
    expect([film?.[1], hello?.[1]]).toEqual([picture?.[1], again?.[1]]);
    expect(film?.[1]).not.toBe(hello?.[1]);
    expect([link, list]).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(messages[0]?.media?.supportsStreaming).toBe(true);
    expect(messages[0]?.media?.thumbnail).toMatchObject({ width: 180, height: 320 });
    expect(messages.at(-2)?.text).toContain("media/films/long.mp4");
    expect(messages.at(-1)).toMatchObject({ buttons: [["1 · Paint"]] });
    expect(messages.at(-1)?.text).toContain("5. A long film");
  });

  it("one that is left of its kind goes alone", async () => {
    const messages = await show("picture,sound,lost");
    expect(methods()).toEqual(["sendPhoto", "sendAudio"]);
    expect(messages.at(-1)?.text).toContain("3. A lost film This film cannot be shown here.");
  });

  it("are packed into as few requests as Telegram takes, in order", () => {
    const file = (kind: CardFile["kind"], bytes: number) => ({
      file: { kind, bytes, source: new InputFile(new Uint8Array()) },
      caption: `${kind} ${bytes}`,
    });
    const packed = (...files: ReturnType<typeof file>[]) =>
      packAlbums(files).map((album) => album.map(({ caption }) => caption));
    expect(packed(file("video", 30_000_000), file("audio", 1), file("video", 30_000_000), file("photo", 5))).toEqual([
      ["video 30000000"],
      ["video 30000000", "photo 5"],
      ["audio 1"],
    ]);
    expect(packed(file("video", 50_000_000), file("photo", 1))).toHaveLength(2);
    expect(packed(...Array.from({ length: 21 }, () => file("photo", 1))).map((album) => album.length)).toEqual([
      10, 10, 1,
    ]);
  });
});
