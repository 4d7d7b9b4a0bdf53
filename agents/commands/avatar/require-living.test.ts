import { afterAll, beforeAll, expect, test } from "vitest";
import { batchCreate } from "../batch/batch-create.ts";
import { datasetCreate } from "../dataset/dataset-create.ts";
import { faceCreate } from "../face/face-create.ts";
import { loraTrain } from "../lora/lora-train.ts";
import { reelCreate } from "../reel/reel-create.ts";
import { templateTry } from "../template/template-try.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";

let setting: TestContext;
const commands = [batchCreate, datasetCreate, faceCreate, loraTrain, reelCreate, templateTry];

beforeAll(async () => {
  setting = await createTestContext();
  const ana = { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", state: "retired" as const };
  await setting.context.database.prisma.avatar.create({ data: ana });
});
afterAll(() => setting.close());

test.each([
  ["face.create", {}],
  ["dataset.create", {}],
  ["lora.train", {}],
  ["batch.create", {}],
  ["reel.create", { pieces: ["ana-1"] }],
  ["template.try", { template: "beach-shore-walk" }],
])("%s begins nothing for an avatar that is retired", async (name, input) => {
  const refused = await setting.run(commands, name, { avatar: "ana", ...input });
  expect(refused).toMatchObject({ state: "failed", problem: { code: "refused", field: "avatar" } });
  expect(JSON.stringify(refused)).toContain("retired");
  expect(await setting.context.database.prisma.runCard.count()).toBe(0);
});
