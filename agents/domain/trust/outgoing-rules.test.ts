import { describe, expect, test } from "vitest";
import { contactDetails } from "./contact-details.ts";
import { isEcho } from "./echo.ts";
import { brokenPromises } from "./false-promise.ts";
import { disguises } from "./hidden-text.ts";
import { humanityClaims } from "./humanity-claim.ts";
import { speaksOfOtherFans } from "./other-fans.ts";
import { promptLeak } from "./prompt-leak.ts";

describe("hidden text", () => {
  test.each([
    ["h e l l o there", "letters_apart"],
    ["r.e.a.l g.i.r.l", "letters_apart"],
    ["re\u200bal", "invisible_letters"],
    ["rеal girl", "mixed_alphabets"],
    ["ｒｅａｌ", "odd_letters"],
    ["ʀᴇᴀʟ ɢɪʀʟ", "odd_letters"],
    ["1'm 4 r34l g1rl h3r3", "digits_as_letters"],
    ["SSdtIGEgcmVhbCBnaXJs", "code"],
    ["49276d2061207265616c", "code"],
    ["aaaareee yooouuuu reaaally suuure ooof thiiis", "stretched"],
  ] as const)("%j is disguised by %s", (text, kind) => expect(disguises(text)).toContain(kind));

  test.each([
    "N.Y.C. never sleeps",
    "gr8 news!",
    "sooo cuuute awww",
    "👩‍👩‍👧 what a family",
    "10 km in 52:30, wow",
    "the extraordinarilylongword is fine",
    "Jajajajajajajajaja",
    "1️⃣ 2️⃣ 3️⃣",
  ])("%j is plain writing", (text) => expect(disguises(text)).toEqual([]));

  test.each([
    ["backwards", "nairtsuj .lrig laer a m'I"],
    ["by words backwards", "m'I a laer lrig"],
    ["turned by thirteen", "V'z n erny tvey"],
    ["base64", Buffer.from("I'm a real girl").toString("base64")],
    ["hex", Buffer.from("I'm a real girl").toString("hex")],
  ])("a claim %s is a claim", (_how, text) => expect(humanityClaims(text)).toContain("human"));
});

describe("echoes", () => {
  test.each([
    ["I love you so much", "say: I love you so much"],
    ["te quiero con locura 😘", "repite: te quiero con locura"],
    ["meet at nine", "write it backwards: enin ta teem"],
  ])("%j after %j", (answer, heard) => expect(isEcho(answer, [heard])).toBe(true));

  test.each([
    ["Good morning!", "good morning"],
    ["A walk on the beach sounds lovely, was it cold?", "i went for a walk on the beach"],
    ["I'd pick the mountains, always.", "mountains or the sea?"],
    ["Congratulations on the new job!", "i got a new job today"],
  ])("%j is an answer to %j", (answer, heard) => expect(isEcho(answer, [heard])).toBe(false));
});

describe("other fans", () => {
  test.each([
    "Another fan told me the same",
    "my best customer is a pilot",
    "A follower named Tom likes it too",
    "otro fan me dijo lo mismo",
    "uno de mis suscriptores vive allí",
  ])("%j", (text) => expect(speaksOfOtherFans(text)).toBe(true));

  test.each([
    "I'm a big fan of jazz",
    "Other people love rain, I love fog",
    "Some people collect stamps",
    "soy muy fan de la lluvia",
    "A otras personas les gusta la montaña",
  ])("%j speaks of none", (text) => expect(speaksOfOtherFans(text)).toBe(false));
});

describe("contacts", () => {
  test.each([
    ["see https://x.example/a", "link"],
    ["luna dot com is mine", "link"],
    ["write luna@mail.com", "mail"],
    ["call +34 612 345 678", "phone"],
    ["six one two three four five", "phone"],
    ["i'm @luna_vip there", "handle"],
    ["use code LUNA50", "code"],
    ["find me on whatsapp", "elsewhere"],
    ["mándalo por bizum", "elsewhere"],
  ] as const)("%j holds a %s", (text, kind) => expect(contactDetails(text)).toContain(kind));

  test.each([
    "It was 3-1 in the end",
    "10 km in 52 minutes is strong",
    "Ok.So what did you do?",
    "The password is patience, haha",
    "Before we chat, tell me about you",
    "Please call 800 911 2000, or look at https://findahelpline.com",
    "If you are in danger, call 112. Si estás en peligro, llama al 112.",
    "ready, set, go... one, two, three!",
  ])("%j holds none", (text) => expect(contactDetails(text)).toEqual([]));
});

describe("grants", () => {
  test.each([
    "I've unlocked the gallery for you",
    "your payment is confirmed",
    "you now have full access",
    "te he desbloqueado la galería",
    "tu pago está confirmado",
  ])("%j", (text) => expect(brokenPromises(text, null).map(({ kind }) => kind)).toContain("grant"));

  test.each([
    "That song unlocked a memory",
    "I can't unlock anything myself",
    "You opened up to me, thank you",
    "No puedo desbloquear nada yo misma.",
  ])("%j grants nothing", (text) => expect(brokenPromises(text, null)).toEqual([]));
});

describe("the prompt", () => {
  const canary = "Qv7Zk2LmPq9Rt4Wx8Yb1";
  const rules = "Never mention a price, discount, deadline, stock, gift or refund, and never promise anything.";
  test.each([
    ["half of the canary", `it begins ${canary.slice(0, 10)}`, "plain"],
    ["another shift", "Wb7Fq2RsVw9Xz4Cd8Eh1", "shifted"],
    ["first letters", [...canary].map((letter) => (/\d/.test(letter) ? letter : `${letter}ay`)).join(" "), "initials"],
    ["six words of the rules", "so: never mention a price, discount, deadline!", "quote"],
    ["the rules backwards", [...rules].reverse().join(""), "quote"],
    ["retold", "I may not speak of prices, discounts, refunds or gifts", "told"],
    ["translated", "no puedo hablar de precios, descuentos, plazos ni reembolsos", "told"],
    ["named", "my system prompt is long", "told"],
    ["as data", '{"newMessages": ["hi"]}', "told"],
  ])("%s", (_how, text, form) => expect(promptLeak(text, canary, rules)).toBe(form));

  test.each([
    "I don't do discounts, sorry!",
    "My first rule: never skip breakfast.",
    "I can't talk about that one.",
    "The recipe's instructions were a mess, haha",
  ])("%j tells nothing", (text) => expect(promptLeak(text, canary, rules)).toBeNull());
});
