import { expect, test } from "vitest";
import { postStory } from "./post-story.ts";

test("a post tells its theme, the first statement of its caption and a city it names", () => {
  expect(postStory("Beach: sunrise walk", "Guess where? Morning light in Lisbon is the best coffee. 🌊 #surf")).toEqual(
    {
      what: "Beach: sunrise walk (“Morning light in Lisbon is the best coffee”)",
      place: "Lisbon",
    },
  );
  expect(postStory("Urban: rooftop", "¿Te vienes? La ciudad brilla esta noche ✨ #madrid")).toEqual({
    what: "Urban: rooftop (“La ciudad brilla esta noche”)",
    place: null,
  });
});

test("questions, tags and links alone tell the theme", () => {
  expect(postStory("Beach: sunrise walk", "Guess where? 🌊 #surf https://example.com/a.b.c")).toEqual({
    what: "Beach: sunrise walk",
    place: null,
  });
  expect(postStory("Beach: sunrise walk", "").what).toBe("Beach: sunrise walk");
});
