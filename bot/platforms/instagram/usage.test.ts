import { expect, it } from "vitest";
import { readUsage } from "./usage.ts";

it("takes the highest percentage and the longest pause of all that is stated", () => {
  const headers = new Headers({
    "x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}',
    "x-business-use-case-usage":
      '{"1":[{"type":"messenger","call_count":95,"total_cputime":3,"total_time":4,"estimated_time_to_regain_access":0}],"2":[{"type":"instagram","call_count":10,"estimated_time_to_regain_access":7}]}',
  });
  expect(readUsage(headers)).toEqual({ percent: 95, regainAccessMs: 420_000 });
});

it.each(["", "not json", "[]", "null", '{"call_count":"many"}'])("makes nothing of %j", (text) => {
  const headers = new Headers({ "x-app-usage": text, "x-business-use-case-usage": text });
  expect(readUsage(headers)).toEqual({ percent: 0, regainAccessMs: null });
});
