// The back office as it stands in the product: real server, session guard, database and commands; one operator a role.
import { allCommands } from "../../agents/commands/all-commands.ts";
import { type App, createApp } from "../../agents/commands/app.ts";
import type { Role } from "../../agents/commands/context.ts";
import { testPublisher } from "../../agents/commands/schedule/testing/calendar-setting.ts";
import { startSession } from "../../agents/commands/session/start-session.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { adminMount } from "../../bot/compose/admin-mount.ts";
import { mediaMount } from "../../bot/http/media-mount.ts";
import { createHttpServer } from "../../bot/http/server.ts";
import { consoleMounts } from "../../bot/surfaces/web/console-mounts.ts";

export const ROLES: readonly Role[] = ["owner", "manager", "chatter", "analyst"];

export const operatorId = (role: Role): string => `opr_${role}`;

export interface AdminServer {
  readonly url: string;
  readonly app: App;
  readonly test: TestContext;
  /** Cookie of a logged-in operator of this role. */
  cookie(role: Role): string;
  /** Header that a page of that operator sends with a change. */
  csrfToken(role: Role): string;
  /** A request as the back office's own page makes it. */
  ask(role: Role, path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startAdminServer(language: "en" | "es" = "en"): Promise<AdminServer> {
  const address = { url: "" };
  const test = await createTestContext({ ports: { publishers: { instagram: testPublisher("instagram") } } });
  const installation = { ...test.context.installation, publicUrl: () => address.url };
  const app = createApp({ ...test.context, installation }, allCommands());
  const sessions = new Map<Role, { readonly cookie: string; readonly csrfToken: string }>();
  for (const role of ROLES) sessions.set(role, await logIn(app, role, language));
  const server = createHttpServer({
    app,
    config: { ...app.context.config, PORT: 0 },
    checks: [],
    mounts: [adminMount(app), mediaMount(app), ...consoleMounts({ app })],
  });
  address.url = `http://127.0.0.1:${await server.listen()}`;
  const cookie = (role: Role) => sessions.get(role)?.cookie ?? "";
  const csrfToken = (role: Role) => sessions.get(role)?.csrfToken ?? "";
  return {
    url: address.url,
    app,
    test,
    cookie,
    csrfToken,
    ask: (role, path, init = {}) =>
      fetch(address.url + path, {
        redirect: "manual",
        ...init,
        headers: {
          "sec-fetch-site": "same-origin",
          "x-csrf-token": csrfToken(role),
          cookie: cookie(role),
          ...(init.headers as Record<string, string> | undefined),
        },
      }),
    close: async () => {
      await server.close(1_000);
      await test.close();
    },
  };
}

async function logIn(app: App, role: Role, language: string) {
  const { prisma } = app.context.database;
  // A name that would end a script element, were it written into one as it is.
  const name = `${role} </script><b>`;
  await prisma.operator.create({ data: { id: operatorId(role), name, role, language } });
  const { token } = await startSession(app.context, prisma, operatorId(role));
  const session = await prisma.session.findFirstOrThrow({ where: { operatorId: operatorId(role) } });
  return { cookie: `vixenbliss_session=${token}`, csrfToken: session.csrfToken };
}
