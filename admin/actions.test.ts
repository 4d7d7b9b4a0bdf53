// Changes: only by commands, only by a post of our own page, only by whom the command lets.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../agents/commands/context.ts";
import { createAdminRouter } from "./index.ts";
import { type AdminServer, operatorId, startAdminServer } from "./testing/admin-server.ts";

interface Answer {
  readonly record: {
    readonly params: Readonly<Record<string, unknown>>;
    readonly recordActions: readonly { readonly name: string }[];
  };
  readonly notice?: { readonly type: string; readonly message: string };
}

let server: AdminServer;

beforeAll(async () => {
  server = await startAdminServer();
});
afterAll(() => server.close());

const json = { "content-type": "application/json" };
const address = (model: string, id: string, action: string) => `/admin/api/resources/${model}/records/${id}/${action}`;

async function post(role: Role, path: string, data: unknown = {}): Promise<Answer> {
  const response = await server.ask(role, path, { method: "POST", body: JSON.stringify(data), headers: json });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

let number = 0;

async function makePiece(
  state: "ready" | "failed" | "published" | "held",
  explicitness = 1,
  heldFor: readonly string[] = [],
): Promise<string> {
  const { prisma } = server.app.context.database;
  number += 1;
  const id = `pce_${number}`;
  await prisma.piece.create({
    data: {
      id,
      avatarId: "avt_luna",
      number,
      state,
      templateKey: "t",
      prompt: "p",
      seed: 1,
      tier: "safe",
      explicitness,
      heldFor: [...heldFor],
    },
  });
  return id;
}

const stateOf = async (id: string) =>
  (await server.app.context.database.prisma.piece.findUniqueOrThrow({ where: { id } })).state;

beforeAll(async () => {
  const { prisma } = server.app.context.database;
  await prisma.avatar.create({
    data: { id: "avt_luna", slug: "luna", name: "Luna", statedAge: 27, brief: "b", state: "active" },
  });
  await prisma.avatarOperator.create({
    data: { id: "own", avatarId: "avt_luna", operatorId: operatorId("chatter") },
  });
});

describe("a piece", () => {
  let id: string;
  beforeEach(async () => {
    id = await makePiece("ready");
  });

  test("is approved by a manager, through the command, and the audit says by whom and where", async () => {
    const answer = await post("manager", address("Piece", id, "approve"));
    expect(answer.notice).toEqual({ type: "success", message: "One piece approved" });
    expect(answer.record.params.state).toBe("approved");
    expect(await stateOf(id)).toBe("approved");
    const audit = await server.app.context.database.prisma.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(audit).toMatchObject({ command: "piece.approve", actorId: operatorId("manager"), surface: "admin" });
  });

  test("is rejected with its reason", async () => {
    await post("manager", address("Piece", id, "reject"), { reason: "the hand has six fingers" });
    const piece = await server.app.context.database.prisma.piece.findUniqueOrThrow({ where: { id } });
    expect(piece).toMatchObject({ state: "rejected", rejectedReason: "the hand has six fingers" });
  });

  test.each(["chatter", "analyst"] as const)("is not approved by a %s", async (role) => {
    const answer = await post(role, address("Piece", id, "approve"));
    expect(answer.notice?.type).toBe("error");
    expect(await stateOf(id)).toBe("ready");
  });

  test("offers its actions where state and role allow them", async () => {
    const offered = async (role: Role, piece: string) => {
      const response = await server.ask(role, address("Piece", piece, "show"));
      return ((await response.json()) as Answer).record.recordActions.map((action) => action.name).sort();
    };
    expect(await offered("manager", id)).toEqual(["approve", "reject", "show"]);
    expect(await offered("chatter", id)).toEqual(["show"]);
    expect(await offered("manager", await makePiece("failed"))).toEqual(["reject", "retry", "show"]);
    expect(await offered("manager", await makePiece("published"))).toEqual(["show"]);
  });

  test("is left alone where the command refuses, and the person reads why and what to do", async () => {
    const answer = await post("manager", address("Piece", await makePiece("published"), "approve"));
    expect(answer.notice).toEqual({ type: "error", message: "luna-9 is published, so it cannot be approved." });
    const explicit = await post("manager", address("Piece", await makePiece("ready", 8), "approve"));
    expect(explicit.notice?.message).toBe("This needs the role owner. Ask an owner to do it or to change your role.");
  });

  test("is not touched by opening the page of an action", async () => {
    const response = await server.ask("owner", address("Piece", id, "approve"));
    expect(response.status).toBe(200);
    await server.ask("owner", `/admin/resources/Piece/records/${id}/approve`);
    expect(await stateOf(id)).toBe("ready");
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sister site", { "sec-fetch-site": "same-site" }],
    ["a typed address", { "sec-fetch-site": "none" }],
    ["a page without the session's token", { "x-csrf-token": "wrong" }],
  ])("is not changed by %s", async (_who, headers) => {
    const init = { method: "POST", body: "{}", headers: { ...json, ...headers } };
    const response = await server.ask("owner", address("Piece", id, "approve"), init);
    expect(response.status).toBe(403);
    expect(await stateOf(id)).toBe("ready");
  });

  test("is not read by another site either", async () => {
    for (const site of ["cross-site", "same-site", "none"]) {
      const response = await server.ask("owner", address("Piece", id, "show"), { headers: { "sec-fetch-site": site } });
      expect(response.status).toBe(403);
    }
  });

  test("a form's reason is not read, a long one is cut", async () => {
    const form = { method: "POST", body: new URLSearchParams({ reason: "from a form" }) };
    await server.ask("manager", address("Piece", id, "reject"), form);
    const other = await makePiece("ready");
    await post("manager", address("Piece", other, "reject"), { reason: "x".repeat(5_000) });
    const { prisma } = server.app.context.database;
    expect((await prisma.piece.findUniqueOrThrow({ where: { id } })).rejectedReason).toBe("");
    expect((await prisma.piece.findUniqueOrThrow({ where: { id: other } })).rejectedReason).toHaveLength(300);
  });

  test("that is held for its looks is let go on with a reason, one that nobody examined is not", async () => {
    const held = await makePiece("held", 1, ["likeness"]);
    expect((await post("manager", address("Piece", held, "release"))).notice?.type).toBe("error");
    expect(await stateOf(held)).toBe("held");
    const seen = { reason: "it is her, seen from the side" };
    expect((await post("manager", address("Piece", held, "release"), seen)).record.params.state).toBe("ready");
    for (const [reasons, names] of [
      [["likeness"], ["reject", "release", "show"]],
      [
        ["not_examined", "likeness"],
        ["reject", "show"],
      ],
      [[], ["reject", "show"]],
    ] as const) {
      const response = await server.ask("manager", address("Piece", await makePiece("held", 1, reasons), "show"));
      const { record } = (await response.json()) as Answer;
      expect(record.recordActions.map((action) => action.name).sort()).toEqual(names);
    }
  });
});

test("a run card is approved by the role it asks for, and canceled by whoever asked for it", async () => {
  const { prisma } = server.app.context.database;
  const card = (id: string, requestedById: string) => ({
    id,
    command: "batch.create",
    input: {},
    inputHash: "h",
    plan: [],
    quoteUsd: "1",
    requestedById,
    approverRole: "manager" as const,
    expiresAt: new Date("2030-01-01"),
  });
  await prisma.runCard.createMany({ data: [card("rc_1", operatorId("chatter")), card("rc_2", operatorId("owner"))] });
  expect((await post("chatter", address("RunCard", "rc_1", "approve"))).notice?.type).toBe("error");
  expect((await post("chatter", address("RunCard", "rc_2", "cancel"))).notice?.type).toBe("error");
  expect((await post("chatter", address("RunCard", "rc_1", "cancel"))).notice?.type).toBe("success");
  const cards = await prisma.runCard.findMany({ orderBy: { id: "asc" } });
  expect(cards.map(({ state }) => state)).toEqual(["canceled", "waiting"]);
});

test("an avatar is paused, and resumed only when its command agrees; a token is revoked by the owner", async () => {
  const { prisma } = server.app.context.database;
  await post("manager", address("Avatar", "avt_luna", "pause"));
  expect((await prisma.avatar.findUniqueOrThrow({ where: { id: "avt_luna" } })).state).toBe("paused");
  const resumed = await post("manager", address("Avatar", "avt_luna", "resume"));
  expect(resumed.notice).toMatchObject({ type: "error", message: expect.stringContaining("persona") });
  const token = { id: "tok_1", operatorId: operatorId("owner"), name: "ci", tokenHash: "h", role: "owner" } as const;
  await prisma.apiToken.create({ data: token });
  expect((await post("manager", address("ApiToken", "tok_1", "revoke"))).notice?.type).toBe("error");
  await post("owner", address("ApiToken", "tok_1", "revoke"));
  expect((await prisma.apiToken.findUniqueOrThrow({ where: { id: "tok_1" } })).revokedAt).not.toBeNull();
});

describe("the page", () => {
  test("asks nothing of other hosts, runs scripts by nonce only, and cannot be broken out of", async () => {
    const response = await server.ask("owner", "/admin");
    const page = await response.text();
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    expect(page).not.toContain("googleapis");
    expect(page.match(/<script(?! src="\/admin\/)[^>]*>/g)).toEqual(Array(3).fill(`<script nonce="${nonce}">`));
    expect(page).not.toContain("owner </script>");
  });

  test("is for the logged-in: a visitor is sent to the log-in, a program told so", async () => {
    const page = await fetch(`${server.url}/admin`, { redirect: "manual", headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/login?next=%2Fadmin"]);
    const api = await fetch(`${server.url}/admin/api/dashboard`, { headers: { accept: "application/json" } });
    expect(api.status).toBe(401);
  });

  test("answers what it does not have with 404", async () => {
    for (const path of [
      "/api/resources/Nothing/actions/list",
      "/api/resources/Piece/actions/__proto__",
      "/API/dashboard",
      "/api/pages/x",
      "/api/resources/Piece/search/x",
      "/frontend/assets/..%2f..%2fpackage.json",
      "/logout",
    ]) {
      expect([path, (await server.ask("owner", `/admin${path}`)).status]).toEqual([path, 404]);
    }
  });
});

describe("a post of the calendar", () => {
  const page = "/admin/api/pages/calendar";
  const entries = async (role: Role, query = "") => {
    const response = await server.ask(role, `${page}?day=2026-11-26${query}`);
    return ((await response.json()) as { entries: Record<string, unknown>[] }).entries;
  };
  const move = (role: Role, when: string) => post(role, page, { post: "pst_1", when });

  beforeAll(async () => {
    const { prisma } = server.app.context.database;
    await prisma.avatar.update({ where: { id: "avt_luna" }, data: { state: "active" } });
    const pieceId = await makePiece("ready");
    const long = { connectedAt: new Date("2026-01-01T00:00:00Z"), state: "healthy", emulated: true } as const;
    const account = { id: "acc_1", avatarId: "avt_luna", platform: "instagram", externalId: "1", handle: "luna" };
    await prisma.account.create({ data: { ...account, ...long } });
    const dueAt = new Date("2026-11-26T17:30:00Z");
    const row = { id: "pst_1", pieceId, accountId: "acc_1", dueAt, caption: "c", contentHash: "h" } as const;
    await prisma.scheduledPost.create({ data: { ...row, placedBy: "calendar" } });
  });

  test("stands in its month and week with the reason of its hour, for its avatar's people", async () => {
    const [entry, ...others] = await entries("manager");
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ id: "pst_1", handle: "luna", day: "2026-11-26", mayMove: true, problem: null });
    expect(entry?.why).toMatch(/good hour|nearest free hour/);
    expect(await entries("manager", "&view=week&account=acc_1")).toHaveLength(1);
    expect(await entries("chatter")).toMatchObject([{ mayMove: false }]);
  });

  test("is moved by the command: not by a chatter, not into the past, then to a free hour", async () => {
    expect(await move("chatter", "2026-11-27 18:00")).toMatchObject({ isMoved: false });
    const past = await move("manager", "2026-11-20 18:00");
    expect(past).toMatchObject({ isMoved: false, text: expect.stringContaining("past") });
    expect(await move("manager", "2026-11-27 18:00")).toMatchObject({ isMoved: true });
    expect(await entries("manager")).toMatchObject([{ day: "2026-11-27", time: "18:00" }]);
    const audit = await server.app.context.database.prisma.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(audit).toMatchObject({ command: "schedule.move", subject: "pst_1", surface: "admin" });
  });
});

test("work that was given up is seen by owners in the queue view, tried again or let go", async () => {
  const { prisma } = server.app.context.database;
  const failedAt = new Date("2026-11-24T11:00:00Z");
  const row = { name: "post.publish", queue: "publishing", payload: { postId: "p" }, availableAt: failedAt };
  for (const id of ["obx_1", "obx_2"])
    await prisma.outbox.create({ data: { ...row, id, attempts: 5, failedAt, error: "timeout: no answer" } });
  const queues = async (role: Role) => {
    const response = await server.ask(role, "/admin/api/pages/queues");
    return { status: response.status, body: (await response.json()) as { givenUp: unknown; queues: unknown[] } };
  };
  expect((await queues("chatter")).status).toBe(404);
  expect((await queues("manager")).body.givenUp).toBeNull();
  const { body } = await queues("owner");
  expect(body.givenUp).toMatchObject([{ name: "post.publish", attempts: 5, error: "timeout: no answer" }, {}]);
  expect(JSON.stringify(body)).not.toContain("postId");
  expect((await post("owner", address("Outbox", "obx_1", "retry"))).notice?.type).toBe("success");
  expect((await post("owner", address("Outbox", "obx_2", "discard"))).notice?.type).toBe("success");
  const open = await prisma.outbox.findMany({ where: { name: "post.publish", failedAt: null, attempts: 0 } });
  expect(open.filter(({ payload }) => Object(payload).postId === "p")).toHaveLength(1);
  expect(await prisma.outbox.count({ where: { id: { in: ["obx_1", "obx_2"] } } })).toBe(0);
});

describe("without the guard before it", () => {
  let bare: Server;
  let url: string;
  beforeAll(async () => {
    const app = express();
    app.use(
      "/admin",
      await createAdminRouter({ app: server.app, actorOf: () => null, mediaLink: (key) => `/media/${key}` }),
    );
    await new Promise<void>((resolve) => {
      bare = app.listen(0, "127.0.0.1", () => resolve());
    });
    url = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
  });
  afterAll(() => bare.close());

  test("it still shows nothing to nobody", async () => {
    const page = await fetch(`${url}/admin`, { redirect: "manual" });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/login"]);
    const headers = { "sec-fetch-site": "same-origin" };
    for (const path of ["/api/dashboard", "/API/dashboard", "/api/resources/Operator/actions/list"]) {
      const response = await fetch(`${url}/admin${path}`, { redirect: "manual", headers });
      expect([path, response.status < 300]).toEqual([path, false]);
    }
  });
});
