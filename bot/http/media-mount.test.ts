// Films and sound over HTTP: what players ask for, who may ask, and how much of a file is touched for it.
import { get, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { mediaPath } from "../../agents/commands/media/media-link.ts";
import { ManualClock, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { ByteRange, ObjectStore } from "../../agents/ports/object-store.ts";
import { tinyVideo } from "../../jobs/providers/emulator/tiny-video.ts";
import { consoleMounts } from "../surfaces/web/console-mounts.ts";
import { mediaMount } from "./media-mount.ts";
import { testRegistry } from "./testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "./testing/test-server.ts";
import { WebClient } from "./testing/web-client.ts";

const MIB = 1024 * 1024;
const KEY = "avatars/avt_1/pieces/film.mp4";
const LONG = "avatars/avt_1/pieces/long.mp4";

const clock = new ManualClock();
let test: TestServer;
let store: ObjectStore;
let film: Buffer;
const untouched: Partial<ObjectStore> = {};
const reads: ByteRange[] = [];

beforeAll(async () => {
  test = await startTestServer({
    registry: testRegistry({ notes: [], done: 0 }),
    clock,
    mounts: (app) => [mediaMount(app), ...consoleMounts({ app })],
  });
  ({ store } = test.app.context.ports);
  film = Buffer.from(await tinyVideo({ seed: 7, seconds: 2, width: 96, height: 160 }));
  await store.put(KEY, film, "video/mp4");
  Object.assign(untouched, store);
  const whole = () => {
    throw new AppError("internal", "a whole file was taken into memory");
  };
  const read: ObjectStore["read"] = (key, range) => {
    reads.push(range);
    return untouched.read?.(key, range) ?? whole();
  };
  Object.assign(untouched, { get: whole, read });
  Object.assign(store, { get: whole, read }, {});
  Object.assign(untouched, { read: undefined });
});
afterAll(() => test.close());
afterEach(() => {
  reads.length = 0;
});
