// The judge lets nothing pass that is not named.
import { expect, test } from "vitest";
import { type Answer, judge } from "./judge.ts";

const answer = (path: string, status: number, more: Partial<Answer> = {}): Answer => {
  return { method: "GET", path, status, location: "", body: "", ...more };
};

test("open is what answers without being named, whatever else it looks like", () => {
  expect(judge(answer("/console-api/status", 200), [])).toBe("open");
  expect(judge(answer("/admin", 303, { location: "/admin/" }), [])).toBe("open");
  expect(judge(answer("/healthz", 200, { method: "POST" }), [])).toBe("open");
  expect(judge(answer("/healthz/../admin", 200), [])).toBe("open");
  expect(judge(answer("/admin", 303, { location: "/login?next=%2Fadmin" }), [])).toBe("closed");
  expect(judge(answer("/admin", 303, { location: "https://evil.example/login" }), [])).toBe("open");
  expect(judge(answer("/healthz?x=1", 200), [])).toBe("public");
  expect(judge(answer("/x", 500), [])).toBe("broken");
  expect(judge(answer("/healthz", 404, { body: "…token-1…" }), ["token-1"])).toBe("leaks");
});
