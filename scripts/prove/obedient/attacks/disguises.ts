// Ways to write a text so that a filter does not read it but a person does.

export const DISGUISES = {
  leet: (text) => swap(text, { a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" }),
  spaced: (text) =>
    text
      .split(" ")
      .map((word) => [...word].join(" "))
      .join("  "),
  dotted: (text) =>
    text
      .split(" ")
      .map((word) => [...word].join("."))
      .join(" "),
  dashed: (text) =>
    text
      .split(" ")
      .map((word) => [...word].join("-"))
      .join("  "),
  full_width: (text) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  look_alike: (text) => swap(text, { a: "а", e: "е", i: "і", o: "о", c: "с", p: "р", x: "х" }),
  zero_width: (text) => [...text].join("\u200b"),
  small_caps: (text) => swap(text.toLowerCase(), { a: "ᴀ", e: "ᴇ", i: "ɪ", o: "ᴏ", n: "ɴ", r: "ʀ", t: "ᴛ", l: "ʟ" }),
  stretched: (text) => text.replace(/[aeiou]/g, "$&$&$&$&"),
  reversed: (text) => [...text].reverse().join(""),
  reversed_words: (text) =>
    text
      .split(" ")
      .map((word) => [...word].reverse().join(""))
      .join(" "),
  rot13: (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const base = letter <= "Z" ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  base64: (text) => Buffer.from(text).toString("base64"),
  hex: (text) => Buffer.from(text).toString("hex"),
} as const satisfies Readonly<Record<string, (text: string) => string>>;

export type Disguise = keyof typeof DISGUISES;

function swap(text: string, letters: Readonly<Record<string, string>>): string {
  return [...text].map((letter) => letters[letter] ?? letter).join("");
}
