// The embedded database in a thread of its own: a long statement (index build, big report) then leaves the event loop
// of the main thread alone, for about twice the time a short round trip takes and more memory.
import { MessageChannel, Worker } from "node:worker_threads";
import { DatabaseError, errorMessage } from "../database-error.ts";
import type { EmbeddedEngine, EngineOptions } from "./engine.ts";
import { VirtualSocket } from "./virtual-socket.ts";
import type { ConnectionMessage, WorkerEvent, WorkerRequest, WorkerSettings } from "./worker-protocol.ts";

export async function openWorkerEngine(options: EngineOptions): Promise<EmbeddedEngine> {
  const { onBroken, ...settings } = options;
  const worker = startThread(settings);
  const requests = new Map<number, PromiseWithResolvers<Uint8Array | undefined>>();
  const sockets = new Set<VirtualSocket>();
  let lastRequestId = 0;
  let isOpen = false;

  const ask = (kind: "dump" | "close"): Promise<Uint8Array | undefined> => {
    lastRequestId += 1;
    const answer = withResolvers<Uint8Array | undefined>();
    requests.set(lastRequestId, answer);
    worker.postMessage({ kind, requestId: lastRequestId } satisfies WorkerRequest);
    return answer.promise;
  };
  const stopped = (error: Error): void => {
    for (const request of requests.values()) request.reject(error);
    for (const socket of sockets) socket.destroy(error);
  };

  const opened = withResolvers<undefined>();
  worker.on("message", (event: WorkerEvent) => {
    if (event.kind === "open") opened.resolve(undefined);
    else if (event.kind === "broken") {
      onBroken?.(new DatabaseError(event.isDiskFull ? "disk_full" : "stopped", event.message));
    } else if (event.kind === "answered") requests.get(event.requestId)?.resolve(event.dump);
    else requests.get(event.requestId)?.reject(new Error(event.message));
  });
  // Whatever the thread threw, as a copy: not always an Error.
  worker.on("error", (thrown: unknown) => {
    const error = new Error(errorMessage(thrown), { cause: thrown });
    opened.reject(error);
    if (isOpen) onBroken?.(error);
    stopped(error);
  });
  await opened.promise;
  isOpen = true;

  return {
    connect: () => connect(worker, sockets),
    dump: async () => (await ask("dump")) ?? new Uint8Array(),
    close: async () => {
      await ask("close");
      await worker.terminate();
    },
  };
}

/** From source (tsx, vitest) the thread first needs a TypeScript loader: a new thread inherits none. */
function startThread(workerData: WorkerSettings): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const entry = isSource ? "./worker-thread-from-source.mjs" : "./worker-thread.js";
  return new Worker(new URL(entry, import.meta.url), { workerData, execArgv: [] });
}

function connect(worker: Worker, sockets: Set<VirtualSocket>): VirtualSocket {
  const { port1: port, port2: remote } = new MessageChannel();
  const socket = new VirtualSocket();
  let isOpen = true;
  socket.attach({
    receive: (chunk) => {
      const own = new Uint8Array(chunk);
      port.postMessage(own satisfies ConnectionMessage, [own.buffer]);
    },
    close: () => {
      if (isOpen) port.postMessage(null);
      isOpen = false;
    },
  });
  port.on("message", (bytes: ConnectionMessage) => {
    socket.deliver(bytes && Buffer.from(bytes.buffer));
    if (bytes) return;
    isOpen = false;
    port.close();
  });
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
  worker.postMessage({ kind: "connect", port: remote } satisfies WorkerRequest, [remote]);
  return socket;
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
}

// Promise.withResolvers came with Node 22.
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
