import { afterAll, beforeAll, expect, test } from "vitest";
import { createStoryboardGenerator } from "../../../jobs/providers/image/storyboard/storyboard.ts";
import type { ImageGenerator } from "../../ports/image-generator.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import type { AnyCommand } from "../command.ts";
import { faceCreate } from "../face/face-create.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { ableVendors } from "../vendor-job/route-job.ts";
import { routingCommands } from "./commands.ts";

let setting: TestContext;
let avatarId: string;
const commands: readonly AnyCommand[] = [...routingCommands, avatarCreate, faceCreate];

const named = (provider: string): ImageGenerator => {
  const storyboard = createStoryboardGenerator();
  return { ...storyboard, info: { ...storyboard.info, provider } };
};

beforeAll(async () => {
  setting = await createTestContext({ ports: { images: [named("replicate"), named("openai"), named("storyboard")] } });
  await setting.run(commands, "avatar.create", { name: "Luna", brief: "surf and coffee" });
  ({ id: avatarId } = await setting.context.database.prisma.avatar.findFirstOrThrow());
});
afterAll(() => setting.close());

const run = (name: string, input: object = {}, actor = {}) =>
  setting.run(commands, name, { avatar: "luna", ...input }, actor);
const asked = {
  ...{ prompt: "", negative: "", seed: 0, aspectRatio: "1:1", parameters: { steps: 1, guidance: 1 } },
  explicitness: 1,
};
async function serving(onlyProvider: string | null = null): Promise<readonly string[]> {
  const work = await imageWork(setting.context, asked, avatarId);
  return ableVendors(work, { onlyProvider }).map(({ info }) => info.provider);
}

test("those named serve the avatar in their order, until that is taken back", async () => {
  expect(await serving()).toEqual(["replicate", "openai", "storyboard"]);
  const set = await run("routing.set", { kind: "image", providers: "Storyboard, replicate" });
  expect(set).toMatchObject({
    state: "done",
    output: { routes: [{ kind: "image", providers: ["storyboard", "replicate"], strategy: "order" }, {}, {}] },
  });
  expect(await serving()).toEqual(["storyboard", "replicate"]);
  // A request that names its provider is over it.
  expect(await serving("openai")).toEqual(["openai"]);
  // The quote card says who will make it.
  const quoted = await run("face.create", {});
  expect(quoted).toMatchObject({ state: "waiting" });
  expect(JSON.stringify(quoted)).toContain("storyboard · ");
  expect(await run("routing.show", {}, { language: "es" })).toMatchObject({
    card: {
      table: {
        rows: [
          ["Imágenes", "storyboard, replicate", "replicate, openai, storyboard"],
          expect.any(Array),
          expect.any(Array),
        ],
      },
    },
  });
  await run("routing.clear", { kind: "image" });
  expect(await serving()).toEqual(["replicate", "openai", "storyboard"]);
});

test("a provider that is not there is refused, with those there are", async () => {
  expect(await run("routing.set", { kind: "image", providers: "replicate,nobody" })).toMatchObject({
    state: "failed",
    problem: { code: "invalid_input", field: "providers", remedy: "replicate, openai, storyboard" },
  });
  expect(await run("routing.set", { kind: "voice", providers: "replicate" })).toMatchObject({ state: "failed" });
});
