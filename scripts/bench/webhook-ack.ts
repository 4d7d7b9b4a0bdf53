// How long a platform waits for the 200 to its webhook at 300 a second, beside the lightest request the server has.
import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type Benchmark, figure } from "./benchmark.ts";
import { startCreator, type Webhook } from "./creator.ts";
import { fanIds, smallTalk } from "./fans.ts";
import { percentile } from "./statistics.ts";

const RATE = 300;
const SECONDS = 60;
const FANS = 600;
const WARM_UP_SECONDS = 3;

export const webhookAck: Benchmark = {
  name: "webhook-ack",
  summary: `p99 of a webhook's acknowledgement at ${RATE} a second, while the fans are answered`,
  run: async ({ backend, progress }) => {
    const fromFans: Webhook[] = [];
    const echoes = new Agent({ keepAlive: true, scheduling: "fifo" });
    const creator = await startCreator(backend, {
      onWebhook: (webhook) => {
        if (webhook.body.includes('"is_echo":true')) void post(echoes, webhook);
        else fromFans.push(webhook);
      },
    });
    const fans = fanIds(FANS);
    const { url } = creator.product;
    const post = (agent: Agent, webhook: Webhook) => timed(agent, new URL("/webhooks/instagram", url), webhook);
    const look = (agent: Agent) => timed(agent, new URL("/healthz", url));
    const sendMessages = async (seconds: number) => {
      for (let index = 0; index < RATE * seconds; index += 1) creator.write(fans[index % FANS] ?? "", smallTalk(index));
      await creator.delivered();
      const shots = fromFans.splice(0).map(
        (webhook): Shot =>
          (agent) =>
            post(agent, webhook),
      );
      return await atRate(shots, RATE);
    };
    try {
      progress("warming up");
      await atRate(repeat(look, RATE * WARM_UP_SECONDS), RATE);
      progress(`${RATE} requests a second to /healthz`);
      const plain = await atRate(repeat(look, RATE * SECONDS), RATE);
      progress(`${RATE} webhooks a second`);
      const acks = (await sendMessages(WARM_UP_SECONDS + SECONDS)).slice(RATE * WARM_UP_SECONDS);
      const note = `p99 of ${acks.length} signed messages of ${FANS} fans in ${SECONDS} s, counted from when each was due; turns run meanwhile; reference: GET /healthz at the same rate`;
      return [figure("webhook-ack-p99", "ms", percentile(acks, 0.99), percentile(plain, 0.99), note)];
    } finally {
      await creator.close();
      echoes.destroy();
    }
  },
};

export type Shot = (agent: Agent) => Promise<void>;

function repeat(shot: Shot, times: number): Shot[] {
  return Array.from({ length: times }, () => shot);
}

/** Fires each at its moment, whether or not those before have come back. @returns ms from the moment to the answer */
export async function atRate(shots: readonly Shot[], perSecond: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, scheduling: "fifo" });
  const startedMs = performance.now();
  try {
    return await Promise.all(
      shots.map(async (shot, index) => {
        const dueMs = startedMs + (index * 1_000) / perSecond;
        await delay(Math.max(0, dueMs - performance.now()));
        await shot(agent);
        return performance.now() - dueMs;
      }),
    );
  } finally {
    agent.destroy();
  }
}

/** POST of the webhook, or GET. @throws Error unless the answer is 200 */
export function timed(agent: Agent, url: URL, webhook?: Webhook): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method: webhook ? "POST" : "GET", headers: webhook?.headers ?? {} },
      (answer) => {
        answer.resume();
        answer.once("end", () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`${url.pathname}: ${answer.statusCode}`));
        });
      },
    );
    sent.once("error", reject);
    sent.end(webhook?.body);
  });
}
