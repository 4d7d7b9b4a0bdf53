// The sheet of a table: the list's rows and columns, and no formula in it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, operatorId, startAdminServer } from "./testing/admin-server.ts";

let server: AdminServer;

beforeAll(async () => {
  server = await startAdminServer();
  const { prisma } = server.app.context.database;
  for (const slug of ["luna", "mara"])
    await prisma.avatar.create({ data: { id: `avt_${slug}`, slug, name: slug, statedAge: 27, brief: "b" } });
  await prisma.avatarOperator.create({ data: { id: "own", avatarId: "avt_luna", operatorId: operatorId("chatter") } });
  for (const [id, avatarId, displayName] of [
    ["fan_1", "avt_luna", '=HYPERLINK("http://x")'],
    ["fan_2", "avt_mara", "+1 person"],
  ] as const)
    await prisma.fan.create({ data: { id, avatarId, displayName } });
});
afterAll(() => server.close());

const sheet = async (role: "owner" | "chatter" | "analyst", address: string) => {
  const response = await server.ask(role, `/admin/sheets/${address}`);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};

test("holds the rows of the list under the same filter, names quoted so that they are no formula, and is written down", async () => {
  const all = await sheet("owner", "Fan?sortBy=displayName&direction=asc");
  expect(all).toMatchObject({ status: 200, type: "text/csv; charset=utf-8" });
  expect(all.text.split("\r\n")[0]).toMatch(/^id,avatarId,displayName,/);
  expect(all.text).toContain(`fan_1,avt_luna,"'=HYPERLINK(""http://x"")"`);
  expect(all.text).toContain("fan_2,avt_mara,'+1 person");
  const filtered = await sheet("owner", "Fan?filters.avatarId=avt_mara");
  expect(filtered.text).not.toContain("fan_1");
  const [entry] = await server.app.context.database.prisma.auditEntry.findMany({ orderBy: { seq: "desc" }, take: 1 });
  expect(entry).toMatchObject({ command: "admin.sheet", subject: "Fan", actorId: operatorId("owner") });
});

test("holds no row of other avatars, and there is none of a table the role may not read", async () => {
  const own = await sheet("chatter", "Fan");
  expect(own.text).toContain("fan_1");
  expect(own.text).not.toContain("fan_2");
  expect((await sheet("analyst", "Fan")).status).toBe(404);
  expect((await sheet("chatter", "AuditEntry")).status).toBe(404);
  const crossSite = await fetch(`${server.url}/admin/sheets/Fan`, {
    headers: { cookie: server.cookie("owner"), "sec-fetch-site": "cross-site" },
  });
  expect(crossSite.status).toBe(403);
});
