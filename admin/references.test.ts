// Rows without a name of their own: what they are called, and that what a person types finds them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { conversationReference } from "./tables/references.ts";
import { type AdminServer, startAdminServer } from "./testing/admin-server.ts";

interface Listed {
  readonly records: readonly { readonly id: string; readonly params: Readonly<Record<string, unknown>> }[];
}

let server: AdminServer;

async function find(model: string, filters: Readonly<Record<string, string>> = {}): Promise<Listed["records"]> {
  const query = new URLSearchParams(Object.entries(filters).map(([column, value]) => [`filters.${column}`, value]));
  const response = await server.ask("manager", `/admin/api/resources/${model}/actions/list?${query}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as Listed).records;
}

const idsOf = async (model: string, filters: Readonly<Record<string, string>>) =>
  (await find(model, filters)).map(({ id }) => id).sort();

const WHEN = new Date("2026-11-20T10:00:00Z");
const avatarId = "avt_luna";
const piece = { avatarId, templateKey: "t", prompt: "p", seed: 1, tier: "safe" as const };
const job = { avatarId, kind: "image" as const, request: {} };
const file = { avatarId, kind: "image", contentType: "image/png", bytes: 1, sha256: "0", provider: "preview" };
const asset = (id: string) => ({ ...file, id, storageKey: `${id}.png`, model: "m", prompt: "p", parameters: {} });

beforeAll(async () => {
  server = await startAdminServer();
  const { prisma } = server.app.context.database;
  await prisma.avatar.create({ data: { id: avatarId, slug: "luna", name: "Luna", statedAge: 27, brief: "b" } });
  await prisma.asset.createMany({ data: [asset("ast_piece"), asset("ast_face"), asset("ast_loose")] });
  await prisma.piece.createMany({
    data: [
      { ...piece, id: "pce_1", number: 1, state: "held", heldFor: ["likeness"], similarity: 0.41249 },
      { ...piece, id: "pce_12", number: 12, state: "held", heldFor: ["no_face", "looks_young"], assetId: "ast_piece" },
    ],
  });
  const set = { avatarId, requested: 20, triggerWord: "lunatok", plan: [] };
  await prisma.dataset.createMany({ data: [1, 2].map((version) => ({ ...set, id: `dat_${version}`, version })) });
  await prisma.vendorJob.createMany({
    data: [
      { ...job, id: "job_piece", purpose: "content", pieceId: "pce_12" },
      { ...job, id: "job_face_1", purpose: "face", position: 0 },
      { ...job, id: "job_face_2", purpose: "face", position: 1, assetId: "ast_face" },
    ],
  });
  await prisma.vendorAttempt.create({
    data: { key: "job:job_face_2:1", jobId: "job_face_2", number: 1, provider: "fal", model: "m", startedAt: WHEN },
  });
}, 120_000);
afterAll(() => server.close());

test.each([
  ["Dataset", { dat_1: "luna-d1", dat_2: "luna-d2" }],
  ["VendorJob", { job_piece: "luna-12", job_face_1: "luna face 1", job_face_2: "luna face 2" }],
  ["Asset", { ast_piece: "luna-12", ast_face: "luna face 2", ast_loose: "image" }],
])("rows of %s have names", async (model, names) => {
  const rows = await find(model);
  expect(Object.fromEntries(rows.map(({ id, params }) => [id, params.reference]))).toEqual(names);
});

test.each([
  ["Dataset", "luna-d2", ["dat_2"]],
  ["Dataset", "Luna", ["dat_1", "dat_2"]],
  ["Dataset", "vera-d2", []],
  ["Piece", "luna-12", ["pce_12"]],
  ["VendorJob", "luna-12", ["job_piece"]],
  ["VendorJob", "luna face 2", ["job_face_2"]],
  ["VendorJob", "luna face", ["job_face_1", "job_face_2"]],
  ["VendorJob", "luna nothing", []],
  ["VendorJob", "luna", ["job_face_1", "job_face_2", "job_piece"]],
  ["Asset", "luna face 2", ["ast_face"]],
  ["Asset", "luna-12", ["ast_piece"]],
])("of %s, “%s” finds what it names", async (model, typed, ids) => {
  expect(await idsOf(model, { reference: typed })).toEqual(ids);
});

test("an attempt names its job", async () => {
  const response = await server.ask("manager", "/admin/api/resources/VendorAttempt/records/job:job_face_2:1/show");
  const { record } = (await response.json()) as { record: { populated: Record<string, { title: string }> } };
  expect(record.populated.jobId?.title).toBe("luna face 2");
});

test("held pieces are found by why they wait, and say how like her they are", async () => {
  expect(await idsOf("Piece", { heldFor: "looks_young" })).toEqual(["pce_12"]);
  expect(await idsOf("Piece", { heldFor: "no such reason" })).toEqual([]);
  const [held] = await find("Piece", { heldFor: "likeness" });
  expect(held?.params).toMatchObject({ "heldFor.0": "likeness", similarity: 0.412 });
});

test("a conversation is found by its fan's name, its account's handle, or both as they are shown", () => {
  const name = (text: string) => ({ fan: { displayName: { contains: text, mode: "insensitive" } } });
  const handle = (text: string) => ({ account: { handle: { contains: text, mode: "insensitive" } } });
  expect(conversationReference.find("Alex")).toEqual(name("Alex"));
  expect(conversationReference.find("Al")).toEqual({ fan: { displayName: { startsWith: "Al", mode: "insensitive" } } });
  expect(conversationReference.find("@luna")).toEqual(handle("luna"));
  expect(conversationReference.find("Alex · @luna")).toEqual({ ...name("Alex"), ...handle("luna") });
});
