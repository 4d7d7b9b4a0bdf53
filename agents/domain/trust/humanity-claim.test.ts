import { describe, expect, test } from "vitest";
import { humanityClaims } from "./humanity-claim.ts";

describe("claims", () => {
  test.each([
    ["I'm a real girl", "human"],
    ["Of course I'm real 😘", "human"],
    ["im not a bot silly", "human"],
    ["I’m just a normal girl", "human"],
    ["i am h u m a n", "human"],
    ["Soy una chica de verdad", "human"],
    ["No soy un bot", "human"],
    ["i'm 100% real", "human"],
    ["I'm human, promise", "human"],
    ["I just got out of the shower", "body"],
    ["I'm lying in bed thinking of you", "body"],
    ["my hair is still wet", "body"],
    ["acabo de salir de la ducha", "body"],
    ["I'm at the gym right now", "place_now"],
    ["i'm home alone", "place_now"],
    ["I'm in Miami right now", "place_now"],
    ["estoy en la playa", "place_now"],
    ["I'll meet you Friday", "meeting"],
    ["let's meet up", "meeting"],
    ["see you in person soon", "meeting"],
    ["nos vemos el viernes", "meeting"],
    ["come to my place", "meeting"],
    ["I'm a licensed therapist", "credentials"],
    ["as a doctor I'd say rest", "credentials"],
    ["soy psicóloga", "credentials"],
    ["I have a degree in nutrition", "credentials"],
  ] as const)("%j claims %s", (draft, kind) => expect(humanityClaims(draft)).toContain(kind));
});

describe("honest drafts", () => {
  test.each([
    "I'm an AI, a virtual creator",
    "I'm not a real person, I'm an AI",
    "I am not human",
    "No soy una persona real, soy una IA",
    "I can't meet in person",
    "no puedo quedar contigo",
    "Sunsets in Miami are my favourite mood",
    "Glad you liked the beach set!",
    "I'm so happy you wrote",
    "I'm real happy you wrote",
    "What are you training today?",
    "Me encanta la playa",
    "we can never meet up, but we can talk",
    "That made my day, tell me more",
  ])("%j", (draft) => expect(humanityClaims(draft)).toEqual([]));
});
