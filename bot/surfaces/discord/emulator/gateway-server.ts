// The emulated gateway: hello, identify, heartbeats, and interactions as they happen.
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";

export interface GatewayServer {
  /** "ws://127.0.0.1:<port>" */
  readonly url: string;
  /** What sessions asked to hear of, as the wire's bit set. */
  readonly intents: readonly number[];
  /** @returns false when no session is open */
  dispatch(event: string, data: object): boolean;
  close(): Promise<void>;
}

const Identify = z.looseObject({ op: z.int(), d: z.unknown() });
const Session = z.looseObject({ token: z.string(), intents: z.int() });
const HEARTBEAT_MS = 41_250;
const OP = { dispatch: 0, heartbeat: 1, identify: 2, hello: 10, acknowledged: 11 };
const CLOSED_FOR_TOKEN = 4_004;

export async function startGatewayServer(options: { token: string; applicationId: string }): Promise<GatewayServer> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const intents: number[] = [];
  const ready = new Set<WebSocket>();
  let sequence = 0;
  const tell = (socket: WebSocket, event: string, data: object) => {
    sequence += 1;
    socket.send(JSON.stringify({ op: OP.dispatch, t: event, s: sequence, d: data }));
  };
  server.on("connection", (socket) => {
    socket.on("close", () => ready.delete(socket));
    socket.on("message", (bytes) => {
      const { op, d } = Identify.parse(JSON.parse(String(bytes)));
      if (op === OP.heartbeat) socket.send(JSON.stringify({ op: OP.acknowledged }));
      if (op !== OP.identify) return;
      const session = Session.parse(d);
      if (session.token !== options.token) {
        socket.close(CLOSED_FOR_TOKEN, "Authentication failed.");
        return;
      }
      intents.push(session.intents);
      ready.add(socket);
      tell(socket, "READY", {
        v: 10,
        user: { id: options.applicationId, username: "team", discriminator: "0", avatar: null, bot: true },
        guilds: [],
        session_id: "session",
        resume_gateway_url: url,
        application: { id: options.applicationId, flags: 0 },
      });
    });
    socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: HEARTBEAT_MS } }));
  });
  return {
    url,
    intents,
    dispatch: (event, data) => {
      for (const socket of ready) tell(socket, event, data);
      return ready.size > 0;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}
