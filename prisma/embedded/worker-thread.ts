// Entry of the database thread: an embedded engine whose connections are message ports.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { errorMessage, isDiskFull } from "../database-error.ts";
import { openEngine } from "./engine.ts";
import type { ConnectionMessage, WorkerEvent, WorkerRequest, WorkerSettings } from "./worker-protocol.ts";

if (!parentPort) throw new Error("worker-thread runs in a worker thread only");
const main = parentPort;
const settings: WorkerSettings = workerData;

const engine = await openEngine({
  ...settings,
  onBroken: (error) => tell({ kind: "broken", message: errorMessage(error), isDiskFull: isDiskFull(error) }),
});
main.on("message", (request: WorkerRequest) => {
  if (request.kind === "connect") connect(request.port);
  else {
    answer(request).then(tell, (error: unknown) =>
      tell({ kind: "failed", requestId: request.requestId, message: errorMessage(error) }),
    );
  }
});
tell({ kind: "open" });

function tell(event: WorkerEvent): void {
  main.postMessage(event);
}

function connect(port: MessagePort): void {
  const socket = engine.connect();
  socket.on("data", (bytes: Buffer) => {
    const own = new Uint8Array(bytes);
    port.postMessage(own satisfies ConnectionMessage, [own.buffer]);
  });
  socket.on("end", () => {
    port.postMessage(null);
    port.close();
  });
  port.on("message", (bytes: ConnectionMessage) => {
    if (bytes) socket.write(Buffer.from(bytes.buffer));
    else socket.end();
  });
}

async function answer(request: Exclude<WorkerRequest, { kind: "connect" }>): Promise<WorkerEvent> {
  const { requestId } = request;
  if (request.kind === "dump") return { kind: "answered", requestId, dump: await engine.dump() };
  await engine.close();
  return { kind: "answered", requestId };
}
