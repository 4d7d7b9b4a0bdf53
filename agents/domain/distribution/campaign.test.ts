import { expect, test } from "vitest";
import { planCampaign } from "./campaign.ts";

const formats = { image: 3, video: 1 };

test("posts are parted by the weeks' weights and add up exactly", () => {
  const wants = planCampaign({
    from: "2026-12-28",
    weeks: [
      { theme: "arrival", weight: 1 },
      { theme: "the trip", weight: 2 },
      { theme: "rest", weight: 0 },
      { theme: "home", weight: 1 },
    ],
    posts: 17,
    formats,
  });
  const perWeek = [0, 1, 2, 3].map((week) =>
    wants.filter((want) => want.week === week).reduce((sum, { wanted }) => sum + wanted, 0),
  );
  expect(perWeek).toEqual([4, 9, 0, 4]);
  expect(wants.find(({ week }) => week === 1)).toMatchObject({
    theme: "the trip",
    from: "2027-01-04",
    to: "2027-01-10",
  });
});

test("a format with a small share comes in its turn", () => {
  const weeks = Array.from({ length: 8 }, () => ({ theme: "", weight: 1 }));
  const wants = planCampaign({ from: "2026-12-07", weeks, posts: 16, formats });
  const videos = wants.filter(({ format }) => format === "video");
  expect(videos.reduce((sum, { wanted }) => sum + wanted, 0)).toBe(4);
  expect(videos.every(({ wanted }) => wanted === 1)).toBe(true);
});

test.each([
  [[], formats, "2026-12-07"],
  [[{ theme: "", weight: -1 }], formats, "2026-12-07"],
  [[{ theme: "", weight: 1 }], {}, "2026-12-07"],
  [[{ theme: "", weight: 1 }], formats, "soon"],
])("%j with %j from %s is refused", (weeks, mix, from) => {
  expect(() => planCampaign({ from, weeks, posts: 4, formats: mix })).toThrow(RangeError);
});
