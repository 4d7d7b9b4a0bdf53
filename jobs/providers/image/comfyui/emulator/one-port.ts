// ComfyUI answers requests and sockets on one port; the emulator has a server for each, and this before them.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

const SOCKET_REQUEST = /^GET (\/api)?\/ws\?/;

export interface OnePort {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startOnePort(httpPort: number, socketPort: number): Promise<OnePort> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    client.once("error", () => client.destroy());
    client.once("data", (first) => {
      const inner = connect(SOCKET_REQUEST.test(first.toString("latin1")) ? socketPort : httpPort, "127.0.0.1");
      inner.write(first);
      client.pipe(inner).pipe(client);
      // What breaks on one side breaks on the other.
      inner.once("error", () => client.destroy());
      inner.once("close", () => client.destroy());
      client.once("close", () => inner.destroy());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        for (const client of open) client.destroy();
      }),
  };
}
