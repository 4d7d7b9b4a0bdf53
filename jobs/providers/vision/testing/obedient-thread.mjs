// A thread that speaks the vision thread's protocol and does what the "picture" says in words.
import { parentPort, threadId } from "node:worker_threads";

parentPort?.on("message", ({ id, bytes }) => {
  const word = new TextDecoder().decode(bytes);
  if (word === "exit") process.exit(1);
  if (word === "throw") throw new Error("the models broke");
  // As a model that never ends: no timer of this thread runs either.
  if (word === "hang") for (;;);
  if (word === "refuse") parentPort.postMessage({ id, failed: { code: "invalid_input", message: "no picture" } });
  else parentPort.postMessage({ id, found: { word, threadId } });
});
