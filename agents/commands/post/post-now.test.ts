import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount, addPieces, resetCalendar, startCalendarSetting } from "../schedule/testing/calendar-setting.ts";
import type { TestContext } from "../testing/test-context.ts";
import { postNow } from "./post-now.ts";

let setting: TestContext;
beforeAll(async () => {
  setting = await startCalendarSetting();
  await resetCalendar(setting);
  await addPieces(setting, 1);
});
afterAll(() => setting.close());

const ask = (account?: string) =>
  setting.run([postNow], "post.now", { piece: "ana-1", ...(account ? { account } : {}) });

test("the only account is taken unasked; of several on one name, the one on the platform that is said", async () => {
  expect((await ask()).card.fields).toContainEqual({ label: "Publish to", value: "@ana · instagram · emulated" });
  await addAccount(setting.context, "acc_t", "tiktok", "ana");
  for (const account of [undefined, "@ana"]) {
    expect(await ask(account)).toMatchObject({
      problem: {
        code: "conflict",
        field: "account",
        remedy: "post now ana-1 instagram:@ana\npost now ana-1 tiktok:@ana",
      },
    });
  }
  for (const account of ["tiktok:@ana", "TikTok", "acc_t"]) {
    const { card } = await ask(account);
    expect(JSON.stringify(card)).toContain("@ana · tiktok");
  }
  expect(await ask("tiktok:@bea")).toMatchObject({ problem: { code: "not_found" } });
});
