import { expect, test } from "vitest";
import { isCounterProposal, isCustomWish } from "./custom-wish.ts";

const WISHES = [
  "do you do custom videos?",
  "I'd love a custom photo set",
  "can you make me a video where you say hi to my brother",
  "could you record a short clip just for me",
  "do you do customs?",
  "how much for a personalized video",
  "would you take some pics of you wearing red for me",
  "say my name in a video please",
  "¿haces videos personalizados?",
  "quiero un video hecho para mí",
  "haces personalizados?",
  "me puedes grabar un video con mi nombre",
  "hazme una foto donde salgas en la playa",
  "tienes fotos solo para mí?",
];

const PLAIN = [
  "send me more pics",
  "show me your new video",
  "I was stuck at customs for two hours",
  "it is our custom to eat late",
  "we make custom cakes at work",
  "my customers are awful",
  "I don't want a custom video",
  "no quiero un video personalizado",
  "do you have any packs",
  "manda fotos",
  "what a nice photo, did you take it yourself?",
  "haz una foto de tu desayuno",
  "I made a video for my mom",
];

test.each(WISHES)("%s asks for something made for the fan", (text) => {
  expect(isCustomWish(text)).toBe(true);
});

test.each(PLAIN)("%s asks for nothing made for the fan", (text) => {
  expect(isCustomWish(text)).toBe(false);
});

test.each([
  "would you do it for 150?",
  "I can pay $120",
  "100 usd is all I have",
  "any discount for me?",
  "te doy 150 dólares",
  "me haces un descuento?",
  "déjamelo en 120",
])("%s proposes a price", (text) => {
  expect(isCounterProposal(text)).toBe(true);
});

test.each(["too expensive", "no gracias", "I'll pay on friday", "make it for 15 minutes long", "muy caro"])(
  "%s proposes none",
  (text) => {
    expect(isCounterProposal(text)).toBe(false);
  },
);
