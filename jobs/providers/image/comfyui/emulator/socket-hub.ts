// The websockets of the emulated ComfyUI: one a client, greeted with the state of the queue; previews come as binary.
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** >I event (1: preview) + >I format (1: JPEG) + the picture, cut short here. */
const PREVIEW = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xd8, 0xff, 0xd9]);

export interface SocketHub {
  readonly port: number;
  /** Connections that came, refused ones included. */
  readonly attempts: readonly string[];
  tell(clientId: string, type: string, data: object): void;
  /** Resolves when the client is connected. */
  opened(clientId: string): Promise<void>;
  /** Cuts all that are open. */
  cut(): void;
  close(): Promise<void>;
}

export interface SocketHubOptions {
  readonly isAllowed: (headers: Readonly<Record<string, unknown>>) => boolean;
  readonly queueRemaining: () => number;
}

export async function startSocketHub({ isAllowed, queueRemaining }: SocketHubOptions): Promise<SocketHub> {
  const sockets = new Map<string, WebSocket>();
  const attempts: string[] = [];
  const awaited = new Map<string, () => void>();
  const server = new WebSocketServer({
    port: 0,
    host: "127.0.0.1",
    verifyClient: ({ req }: { req: IncomingMessage }) => {
      attempts.push(clientIdOf(req.url));
      return isAllowed(req.headers);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", resolve);
  });
  server.on("connection", (socket, request) => {
    const clientId = clientIdOf(request.url);
    sockets.set(clientId, socket);
    awaited.get(clientId)?.();
    // The next one of the same client takes its place, and loses it when this one goes: as the real one does it.
    socket.once("close", () => sockets.delete(clientId));
    const status = { exec_info: { queue_remaining: queueRemaining() } };
    socket.send(JSON.stringify({ type: "status", data: { status, sid: clientId } }));
  });
  return {
    port: (server.address() as AddressInfo).port,
    attempts,
    tell: (clientId, type, data) => {
      const socket = sockets.get(clientId);
      if (type === "progress") socket?.send(PREVIEW);
      socket?.send(JSON.stringify({ type, data }));
    },
    opened: async (clientId) => {
      if (!sockets.has(clientId)) await new Promise<void>((resolve) => awaited.set(clientId, resolve));
    },
    cut: () => {
      for (const socket of sockets.values()) socket.terminate();
    },
    close: () =>
      new Promise((resolve, reject) => {
        for (const socket of server.clients) socket.terminate();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

const clientIdOf = (url: string | undefined) =>
  new URL(url ?? "/", "http://emulator").searchParams.get("clientId") ?? "";
