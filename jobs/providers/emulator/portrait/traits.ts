// What tells one drawn person from another, from the name of the identity alone. Each trait lies near one end of its
// range, never in the middle: the further apart people look, the further apart face recognition puts them.
import { createHash } from "node:crypto";
import { type Random, seededRandom } from "../../../../agents/kernel/random.ts";
import { type Colour, colourOf, mix, mixColours } from "./shapes.ts";

export type HairStyle = "long" | "bob" | "bun" | "fringe" | "curly" | "short" | "buzz" | "quiff" | "bald";

export interface FaceTraits {
  readonly isMan: boolean;
  readonly skin: Colour;
  /** 0 smooth .. 1 lined. */
  readonly lines: number;
  readonly freckles: number;
  readonly blush: number;
  readonly head: {
    readonly cheek: number;
    readonly temple: number;
    readonly jaw: number;
    readonly chin: number;
    readonly chinY: number;
    readonly cheekbone: number;
    /** Tone of the chin, as of the nose. */
    readonly chinTone: number;
  };
  readonly eyes: {
    readonly apart: number;
    readonly width: number;
    readonly above: number;
    readonly below: number;
    readonly tilt: number;
    readonly iris: Colour;
    readonly irisRadius: number;
    readonly hood: number;
    readonly depth: number;
    readonly liner: number;
  };
  readonly brows: {
    readonly y: number;
    readonly thickness: number;
    readonly arch: number;
    readonly tilt: number;
    readonly inner: number;
    readonly outer: number;
    readonly strength: number;
  };
  readonly nose: {
    readonly length: number;
    readonly width: number;
    readonly bridge: number;
    readonly height: number;
    readonly tip: number;
    readonly wings: number;
    /** Below 0 darker and redder than the rest of the face, above 0 lighter. */
    readonly tone: number;
  };
  readonly mouth: {
    readonly y: number;
    readonly width: number;
    readonly above: number;
    readonly below: number;
    readonly smile: number;
    readonly open: number;
    readonly paint: Colour | null;
  };
  readonly hair: {
    readonly style: HairStyle;
    readonly colour: Colour;
    readonly line: number;
    readonly parting: number;
  };
  readonly beard: number;
  readonly moustache: number;
  readonly glasses: "round" | "square" | null;
}

const LIGHT_SKINS = ["#f8e0d2", "#f0c9ae", "#e3b08e"].map(colourOf);
const DARK_SKINS = ["#b67a52", "#8f593c", "#6b4430"].map(colourOf);
const DARK_HAIRS = ["#15110f", "#2d1d14", "#3d261a"].map(colourOf);
const LIGHT_HAIRS = ["#b07b3f", "#d9b871", "#a8481f", "#aaa59f"].map(colourOf);
const LIGHT_HAIRS_ON_DARK_SKIN = ["#9a6a3a", "#8d3a1c", "#aaa59f"].map(colourOf);
const IRISES = ["#3a2414", "#5b3a1e", "#6e7a3a", "#3f6f8f", "#7f8d97", "#2c5a44"].map(colourOf);
const LIPSTICKS = ["#b5534f", "#a8323a", "#8a2f3a"].map(colourOf);
const WOMENS_HAIR: readonly HairStyle[] = ["long", "bob", "bun", "curly"];
const MENS_HAIR: readonly HairStyle[] = ["short", "buzz", "quiff", "bald"];
/** A trait lies within this share of its range from the end. */
const SLACK = 0.25;

/** One decision each: which end of its range a trait, or a group of traits that go together, lies at. */
const DECISIONS = [
  "eyeTilt",
  "eyesApart",
  "eyeWidth",
  "eyeOpening",
  "browHeight",
  "browThickness",
  "browArch",
  "browTilt",
  "browLength",
  "noseLength",
  "noseWidth",
  "noseHeight",
  "mouthHeight",
  "mouthWidth",
  "lips",
  "openSmile",
  "chinHeight",
  "jaw",
  "featureSize",
  "freckles",
  "darkSkin",
  "fairHair",
  "glasses",
  "beardOrMakeUp",
] as const;
type Decision = (typeof DECISIONS)[number];

/** All are adults, and lined enough that an age model takes nearly all for over 25. */
export function traitsOf(identity: number | string): FaceTraits {
  const digest = createHash("sha256").update(`identity ${identity}`).digest();
  const dice = diceFrom(seededRandom(digest.readUInt32BE(0)), digest.readUInt32BE(4));
  const isMan = dice.chance(0.5);
  const isDark = dice.is("darkSkin");
  const isMadeUp = !isMan && dice.is("beardOrMakeUp");
  const hasBeard = isMan && dice.is("beardOrMakeUp");
  const size = dice.apart("featureSize", 0.88, 1.12);
  const nose = noseFrom(dice, size);
  const mouth = mouthFrom(dice, size, { noseLength: nose.length, isMadeUp });
  return {
    isMan,
    skin: dice.along(isDark ? DARK_SKINS : LIGHT_SKINS),
    lines: dice.between(0.6, 1),
    freckles: dice.is("freckles") ? dice.between(0.7, 1) : 0,
    blush: isMan ? dice.between(0, 0.3) : dice.between(0.2, 1),
    head: headFrom(dice, mouth.y),
    eyes: { ...eyesFrom(dice, size, isDark), liner: isMadeUp ? 1 : 0 },
    brows: browsFrom(dice, size),
    nose,
    mouth,
    hair: hairFrom(dice, { isMan, isDark, isMadeUp }),
    beard: hasBeard ? dice.between(0.7, 1) : 0,
    moustache: hasBeard ? 1 : 0,
    glasses: dice.is("glasses") ? dice.pick(["round", "square"] as const) : null,
  };
}

type Dice = ReturnType<typeof diceFrom>;

function diceFrom(random: Random, decisions: number) {
  const between = (low: number, high: number) => low + (high - low) * random();
  const is = (decision: Decision) => ((decisions >>> DECISIONS.indexOf(decision)) & 1) === 1;
  return {
    between,
    is,
    apart: (decision: Decision, low: number, high: number) => {
      const off = random() * SLACK;
      return mix(low, high, is(decision) ? 1 - off : off);
    },
    chance: (share: number) => random() < share,
    pick: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T,
    along: (colours: readonly Colour[]): Colour => {
      const place = random() * (colours.length - 1);
      const index = Math.floor(place);
      return mixColours(colours[index] as Colour, colours[index + 1] as Colour, place - index);
    },
  };
}

const headFrom = (dice: Dice, mouthY: number): FaceTraits["head"] => ({
  cheek: dice.apart("jaw", 0.87, 1.05),
  temple: dice.between(0.85, 0.97),
  jaw: dice.apart("jaw", 0.68, 0.94),
  chin: dice.apart("jaw", 0.24, 0.44),
  chinY: 1.62 + 0.5 * (mouthY - 1) + dice.apart("chinHeight", -0.16, 0.18),
  cheekbone: dice.apart("jaw", 0.16, 0.02),
  chinTone: dice.apart("chinHeight", -0.3, 0.15),
});

const eyesFrom = (dice: Dice, size: number, isDark: boolean): Omit<FaceTraits["eyes"], "liner"> => ({
  apart: size * dice.apart("eyesApart", 0.37, 0.5),
  width: size * dice.apart("eyeWidth", 0.185, 0.27),
  above: size * dice.apart("eyeOpening", 0.065, 0.15),
  below: dice.apart("eyeOpening", 0.03, 0.075),
  tilt: dice.apart("eyeTilt", -0.07, 0.115),
  iris: dice.pick(isDark ? IRISES.slice(0, 2) : IRISES),
  irisRadius: dice.between(0.112, 0.132),
  hood: dice.apart("eyeOpening", 1, 0),
  depth: dice.apart("eyeOpening", 0.24, 0.06),
});

const browsFrom = (dice: Dice, size: number): FaceTraits["brows"] => ({
  y: size * dice.apart("browHeight", -0.42, -0.25),
  thickness: dice.apart("browThickness", 0.02, 0.095),
  arch: dice.apart("browArch", -0.02, 0.14),
  tilt: dice.apart("browTilt", -0.05, 0.14),
  inner: dice.apart("browLength", 0.24, 0.09),
  outer: dice.apart("browLength", 0.68, 0.88),
  strength: dice.apart("browThickness", 0.6, 1),
});

const noseFrom = (dice: Dice, size: number): FaceTraits["nose"] => ({
  length: size * dice.apart("noseLength", 0.5, 0.75),
  width: size * dice.apart("noseWidth", 0.14, 0.27),
  bridge: dice.apart("noseHeight", 0.16, 0.065),
  height: dice.apart("noseHeight", 0.16, 0.5),
  tip: dice.apart("noseHeight", 0.07, 0.22),
  wings: dice.apart("noseWidth", 0.08, 0.16),
  tone: dice.apart("noseHeight", -0.25, 0.2),
});

const mouthFrom = (
  dice: Dice,
  size: number,
  { noseLength, isMadeUp }: { noseLength: number; isMadeUp: boolean },
): FaceTraits["mouth"] => ({
  // A short nose and a high mouth make a child's face: only a long nose may have one.
  y: noseLength + size * (dice.is("noseLength") ? dice.apart("mouthHeight", 0.36, 0.5) : dice.between(0.45, 0.5)),
  width: size * dice.apart("mouthWidth", 0.39, 0.53),
  above: dice.apart("lips", 0.03, 0.11),
  below: dice.apart("lips", 0.055, 0.145),
  smile: dice.apart("openSmile", 0, 0.07),
  open: dice.is("openSmile") ? dice.between(0.08, 0.11) : 0,
  paint: isMadeUp ? dice.pick(LIPSTICKS) : null,
});

function hairFrom(
  dice: Dice,
  { isMan, isDark, isMadeUp }: { isMan: boolean; isDark: boolean; isMadeUp: boolean },
): FaceTraits["hair"] {
  const fair = isDark ? LIGHT_HAIRS_ON_DARK_SKIN : LIGHT_HAIRS;
  const womens = isMadeUp ? "fringe" : dice.pick(WOMENS_HAIR);
  return {
    style: isMan ? dice.pick(MENS_HAIR) : womens,
    colour: dice.pick(dice.is("fairHair") ? fair : DARK_HAIRS),
    line: dice.between(-1.08, -0.82),
    parting: dice.between(-0.5, 0.5),
  };
}
