import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { createLogger } from "../../agents/kernel/log.ts";
import { openQueueBackend } from "./backend.ts";
import { BullmqJobQueue } from "./bullmq-job-queue.ts";
const sockets = new Set<Socket>();
let server: any; let port = 0;
const open = async () => { server = createServer((c) => { const u = connect(6390, "127.0.0.1"); for (const s of [c, u]) { sockets.add(s); s.on("error", () => s.destroy()); } c.pipe(u).pipe(c); }).listen(port, "127.0.0.1"); await once(server, "listening"); port = server.address().port; };
const cut = async () => { server.close(); for (const s of sockets) s.destroy(); sockets.clear(); };
await open();
const backend = await openQueueBackend({ redisUrl: `redis://127.0.0.1:${port}`, database: null as any, log: createLogger("silent"), namespace: "cut" + Date.now() });
const queue = new BullmqJobQueue(backend);
if (process.argv[2]) await delay(Number(process.argv[2]) * Math.random());
for (let i = 0; i < 1; i++) {
  
  await cut(); await delay(Math.random() * 700); await open();
  const t = performance.now(); let last = "";
  for (;;) { const ok = await queue.counts().then(() => true, (e) => { last = String(e.cause); return false; }); if (ok) break; if (performance.now() - t > 25000) { console.log("STUCK", last); process.exit(1); } await delay(20); }
  const ms = Math.round(performance.now() - t); if (ms > 2200) console.log("slow", i, ms, last);
}
console.log("ok"); process.exit(0);
