import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../../agents/kernel/clock.ts";
import { describeInsights } from "../../../agents/ports/conformance/insights.ts";
import { createInstagramInsights } from "./insights.ts";
import { createInstagramPublisher } from "./publisher.ts";
import { createInstagramHarness } from "./testing/instagram-harness.ts";

const signal = () => AbortSignal.timeout(5_000);

async function createHarness() {
  const harness = await createInstagramHarness();
  const { clock, account, control, clientOptions } = harness;
  const publisher = createInstagramPublisher(clientOptions);
  return {
    ...harness,
    reader: createInstagramInsights({ ...clientOptions, now: () => clock.now() }),
    publish: async (ageMs: number) => {
      const draft = harness.draft("Coffee or tea? #slowday");
      const { containerId } = await publisher.prepare(account, draft, signal());
      const { externalId } = await publisher.commit(account, containerId, draft, signal());
      clock.advance(ageMs);
      return { externalId: externalId ?? "", format: "image" as const };
    },
    now: () => clock.now(),
    pass: (ms: number) => clock.advance(ms),
    limitRate: () => control.addFault({ fault: { kind: "rate_limited", regainMinutes: 7 } }),
  };
}

describeInsights("Instagram", createHarness);

it("says nothing of a post that is minutes old, and states how much of the allowance is used", async () => {
  const harness = await createHarness();
  const post = await harness.publish(60_000);
  const told = await harness.reader.posts(harness.account, [post], signal());
  expect(told.get(post.externalId)).toBeNull();
  const since = new Date(harness.now().getTime() - 5 * DAY_MS);
  const counts = await harness.reader.account(harness.account, since, signal());
  expect(counts.rate).toEqual({ percent: 1, regainAccessMs: null });
  await harness.close();
});

it("the emulator refuses dead metrics, unknown parameters and too long a stretch, and answers days of the past only", async () => {
  const harness = await createHarness();
  const { externalId } = await harness.publish(3 * DAY_MS);
  const ask = async (path: string) => {
    const url = `${harness.emulator.url}/v26.0/${path}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${harness.account.accessToken}` } });
    return { status: response.status, body: await response.json() };
  };
  for (const dead of ["impressions", "plays", "video_views", "clips_replays_count"])
    expect(await ask(`${externalId}/insights?metric=${dead}`)).toMatchObject({
      status: 400,
      body: { error: { code: 100 } },
    });
  expect(await ask(`${externalId}/insights?metric=reach&since=1`)).toMatchObject({ status: 400 });
  expect(await ask("me/insights?metric=reach&period=day")).toMatchObject({ status: 400 });
  const now = Math.floor(harness.now().getTime() / 1_000);
  const range = (days: number) => `since=${now - days * 86_400}&until=${now}`;
  const reach = "me/insights?metric=reach&period=day&metric_type=time_series";
  expect(await ask(`${reach}&${range(31)}`)).toMatchObject({ status: 400 });
  const { body } = await ask(`${reach}&${range(10)}`);
  const values: { value: number; end_time: string }[] = body.data[0].values;
  expect(values.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThan(0);
  expect(Date.parse(values.at(-1)?.end_time ?? "")).toBeLessThanOrEqual(now * 1_000);
  expect((await ask("me/insights?metric=likes,views&period=day&metric_type=total_value")).body.data).toHaveLength(2);
  harness.pass(HOUR_MS);
  await harness.close();
});
