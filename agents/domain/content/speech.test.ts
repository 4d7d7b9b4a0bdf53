import { describe, expect, it } from "vitest";
import { estimateSpeechMs, speakable, speechParts } from "./speech.ts";

describe("a caption, said aloud", () => {
  it.each([
    ["en", "Golden hour, salt air 🌊✨ #beach #sunset", "Golden hour, salt air"],
    ["en", "#ootd #linen New set is up!!! 👩🏽‍🎨🇪🇸", "New set is up!"],
    ["en", "I love the #beach in winter", "I love the beach in winter"],
    ["en", "Ask @luna.sol, not a@b.example 😘", "Ask luna.sol, not a@b.example"],
    ["en", "**Big** news: _tonight_ at 9, ~~8~~ `live` ||shh||", "Big news: tonight at 9, 8 live shh"],
    ["en", "# Hello\n> quoted\n- one\n- two", "Hello. quoted. one. two"],
    ["en", "See [my page](https://example.com/a_(b)) 💌", "See my page"],
    ["en", "Join me: https://example.com/x?y=1#z.", "Join me."],
    ["en", "Here it is: https://example.com 👇", "Here it is"],
    ["en", "More on www.example.com, or t.me/luna!", "More on, or!"],
    ["en", "<b>Bold</b> <voice name='x'>and calm</voice>", "Bold and calm"],
    ["en", "Miss you <3 :) xD", "Miss you"],
    ["en", "Was $20, now €15.50 — 25% off; that's 1,000 kisses & 3 clips", null],
    ["en", "snake_case stays, 2*3*4 too, and 5 < 6", null],
    ["en", "Nice! ©2026 Luna™", null],
    ["es", "¡Hola, guapo! 😘 ¿Qué tal?  #playa", "¡Hola, guapo! ¿Qué tal?"],
    ["es", "¡ Por fin !\n\nMañana, sesión nueva 📸", "¡Por fin! Mañana, sesión nueva"],
    ["es", "Cuesta 12,50 € y dura 3 min", null],
    ["fr", "Coucou ! Ça va ? « Bientôt » ☀️ #été", "Coucou ! Ça va ? « Bientôt »"],
    ["fr", "À demain, 20 h 30 :\nen direct", "À demain, 20 h 30 : en direct"],
  ] as const)("%s: %s", (language, text, said) => {
    expect(speakable(text, language)).toBe(said ?? text);
  });

  it("is nothing where there is nothing to say", () => {
    for (const text of [
      "",
      "  \n ",
      "🌊✨",
      "#beach #sun",
      "https://example.com",
      "!!! ...",
      "---",
      "``` ```",
      "\uFE0F\u200D",
    ]) {
      expect(speakable(text, "en"), text).toBe("");
    }
  });

  it("keeps the words of a message written in lines, and pauses at their ends", () => {
    const text = "Hey you\n\nDid you see it?\r\n1. The **red** dress\n2. The blue one…\nTell me";
    expect(speakable(text, "en")).toBe("Hey you. Did you see it? 1. The red dress. 2. The blue one… Tell me");
  });

  it("says the same twice, and leaves no sign behind", () => {
    const odd = "🌊 *a* #b ##c @@d [e](f) ![g](h) <i>j</i> **k #l** _m_ n:) www.o.example/p?q=#r\n#s 't' (🌊) «u» ‼️";
    for (const language of ["en", "es", "fr"]) {
      const said = speakable(odd, language);
      expect(speakable(said, language)).toBe(said);
      expect(said).not.toMatch(/[*`<>#]|https?:|www\.|\p{Emoji_Modifier}|\uFE0F| {2}|\(\)/u);
      for (const word of ["a", "e", "g", "j", "k", "m", "t", "u"]) expect(said).toMatch(new RegExp(`\\b${word}\\b`));
    }
  });
});

describe("parts of a speech", () => {
  const spanish =
    "Hola, guapo. ¿Qué tal el día? Yo vengo de la playa, con sal en el pelo, y no quiero secarme. Hasta luego.";

  it("are whole sentences, as many as fit", () => {
    expect(speechParts(spanish, "es", 500)).toEqual([spanish]);
    expect(speechParts(spanish, "es", 70)).toEqual([
      "Hola, guapo. ¿Qué tal el día?",
      "Yo vengo de la playa, con sal en el pelo, y no quiero secarme.",
      "Hasta luego.",
    ]);
  });

  it("are cut at a comma, then at a word, where a sentence is too long", () => {
    expect(speechParts(spanish, "es", 45)).toEqual([
      "Hola, guapo. ¿Qué tal el día?",
      "Yo vengo de la playa, con sal en el pelo,",
      "y no quiero secarme. Hasta luego.",
    ]);
    expect(speechParts("one two three four", "en", 9)).toEqual(["one two", "three", "four"]);
  });

  it.each(["en", "es", "fr"])("%s: never exceed the limit, lose a word, or break a character", (language) => {
    const text = `${spanish} ${"x".repeat(40)} ${"𝒜".repeat(30)} Dr. Luna said 3.5, no more. Fin!`;
    for (const most of [2, 7, 11, 20, 33, 100]) {
      const parts = speechParts(text, language, most);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(most);
        expect(part).not.toBe("");
        expect(Buffer.from(part).toString()).toBe(part);
      }
      expect(parts.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }
  });

  it("of nothing are none", () => {
    expect(speechParts("", "en", 10)).toEqual([]);
  });
});

describe("how long it takes to say", () => {
  it.each([
    ["en", "Good morning! I just came back from the beach, and I wanted you to be the first to know.", 5_500],
    ["es", "¡Buenos días! Acabo de volver de la playa, y quería que fueras el primero en saberlo.", 5_300],
    ["fr", "Bonjour ! Je reviens de la plage, et je voulais que tu sois le premier à le savoir.", 5_200],
  ])("%s: as a calm voice does", (language, text, ms) => {
    expect(estimateSpeechMs(text, language) / ms).toBeGreaterThan(0.85);
    expect(estimateSpeechMs(text, language) / ms).toBeLessThan(1.15);
  });

  it("counts what is said, not what is written", () => {
    const plain = estimateSpeechMs("See you on the terrace.", "en");
    expect(estimateSpeechMs("See you on the **terrace**. 🌊 #sunset https://example.com", "en")).toBe(plain);
    expect(estimateSpeechMs("See you on the terrace, at 9.", "en")).toBeGreaterThan(plain);
    expect(estimateSpeechMs("🌊", "en")).toBe(0);
    expect(estimateSpeechMs("Bom dia.", "pt")).toBeGreaterThan(0);
  });
});
