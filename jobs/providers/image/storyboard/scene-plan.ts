// Reads from a shot's words what to draw: where, in which light, how the figure stands, how near the camera is.

export type Setting = "beach" | "city" | "nature" | "interior" | "gym" | "studio" | "evening";
export type Lighting = "golden" | "soft" | "dramatic" | "high-key" | "low-key" | "rim" | "night";
export type Pose =
  | "standing"
  | "hands-on-hips"
  | "arms-crossed"
  | "hand-in-hair"
  | "leaning"
  | "walking"
  | "dynamic"
  | "sitting"
  | "floor"
  | "balance";
export type Framing = "close" | "medium" | "full";
type Angle = "low" | "high" | "side" | "eye";

export interface ScenePlan {
  readonly setting: Setting;
  readonly lighting: Lighting;
  readonly pose: Pose;
  readonly framing: Framing;
  readonly angle: Angle;
}

/** First match wins, so the narrower words stand first. */
const SETTINGS: readonly (readonly [Setting, RegExp])[] = [
  ["beach", /\b(beach|sea|ocean|shore|coast|surf|sand|tropical|island|poolside|pool|boardwalk)\b/],
  ["gym", /\b(gym|workout|weights?|fitness|training|treadmill|barbell|dumbbell|locker|yoga (mat|studio)|pilates)\b/],
  ["evening", /\b(evening|gala|cocktail|night ?club|ballroom|party|lounge|candle(lit|light)?|red carpet|bar)\b/],
  ["city", /\b(city|urban|street|downtown|rooftop|skyline|neon|alley|subway|crosswalk|bridge|graffiti)\b/],
  [
    "nature",
    /\b(nature|forest|woods?|park|meadow|field|mountains?|trail|garden|lake|river|waterfall|desert|flowers?)\b/,
  ],
  [
    "interior",
    /\b(home|caf[eé]|coffee|kitchen|bed(room)?|living room|sofa|couch|loft|window|hotel|library|desk|indoors?)\b/,
  ],
  ["studio", /\b(studio|backdrop|seamless|editorial|fashion|artistic|portrait|cyclorama)\b/],
];

const LIGHTINGS: readonly (readonly [Lighting, RegExp])[] = [
  ["golden", /\b(golden|sunset|sunrise|warm (sun|light)|dusk|late afternoon)\b/],
  ["night", /\b(neon|night|moon(lit|light)?|city lights|blue hour|candle(lit|light)?)\b/],
  ["rim", /\b(rim|back-?lit|back-?light(ing)?|silhouette|contre-jour)\b/],
  ["low-key", /\b(low[- ]key|moody|shadows?|chiaroscuro)\b/],
  ["dramatic", /\b(dramatic|hard light|studio light(s|ing)?|spot-?light|contrast)\b/],
  ["high-key", /\b(high[- ]key|bright|airy|clean white|midday)\b/],
  ["soft", /\b(soft|natural|diffused|window light|overcast|gentle|morning)\b/],
];

const POSES: readonly (readonly [Pose, RegExp])[] = [
  ["hands-on-hips", /\bhands? on (her |his |the )?hips?\b/],
  ["arms-crossed", /\b(arms? crossed|crossed arms|folded arms)\b/],
  ["hand-in-hair", /\b(hands? (in|through) (her |his )?hair|touching (her |his )?hair)\b/],
  ["balance", /\b(tree pose|balanc(e|ing)|yoga|stretch(ing)?|arms (up|raised|overhead))\b/],
  ["floor", /\b(cross-?legged|on the (floor|mat|sand|grass|rug)|lotus|kneeling|meditat(e|ing|ion)|reclin(ed|ing))\b/],
  ["sitting", /\b(sit(s|ting)?|seated|perched|stool|chair)\b/],
  ["dynamic", /\b(dynamic|run(s|ning)?|jump(s|ing)?|jog(s|ging)?|danc(e|ing)|lunge|twirl(ing)?|spin(ning)?|action)\b/],
  ["walking", /\b(walk(s|ing)?|stroll(s|ing)?|stride|strides|striding)\b/],
  ["leaning", /\b(lean(s|ing)?|against)\b/],
  ["standing", /\bstand(s|ing)?\b/],
];

const FRAMINGS: readonly (readonly [Framing, RegExp])[] = [
  ["close", /\b(close-?up|headshot|head and shoulders|selfie|face)\b/],
  ["medium", /\b(medium (shot|close)|waist-?up|half[- ]body|upper body|three-?quarter length|portrait)\b/],
  ["full", /\b(full[- ](body|length|shot)|wide shot)\b/],
];

const ANGLES: readonly (readonly [Angle, RegExp])[] = [
  ["low", /\b(low angle|from below|looking up at)\b/],
  ["high", /\b(high angle|from above|overhead|bird'?s[- ]eye|looking down at)\b/],
  ["side", /\b(profile|side angle|from the side|side view|over (the )?shoulder)\b/],
];

type Table<Kind> = readonly (readonly [Kind, RegExp])[];

/** The first text that names one decides. */
function firstMatch<Kind>(table: Table<Kind>, texts: readonly string[]): Kind | undefined {
  for (const text of texts) {
    const found = table.find(([, words]) => words.test(text));
    if (found) return found[0];
  }
  return undefined;
}

/** Moving and balancing figures need room; a quiet one is drawn from the knees up for variety. */
function framingOf(texts: readonly string[], pose: Pose, random: () => number): Framing {
  const named = firstMatch(FRAMINGS, texts);
  if (named) return named;
  if (["dynamic", "walking", "balance", "floor", "sitting"].includes(pose)) return "full";
  return random() < 0.4 ? "medium" : "full";
}

const FREE_POSES: readonly Pose[] = ["standing", "hands-on-hips", "hand-in-hair", "leaning", "walking"];
const FREE_SETTINGS: readonly Setting[] = ["studio", "interior", "nature", "city"];

/**
 * @param words from the most telling to the least: a shot's own name goes before a prompt in which the persona's town is named
 * @param random chooses what is not named, so every prompt gives a whole scene
 */
export function planScene(words: readonly string[], random: () => number): ScenePlan {
  const texts = words.map((text) => text.toLowerCase());
  const pick = <Kind>(kinds: readonly Kind[], fallback: Kind) => kinds[Math.floor(random() * kinds.length)] ?? fallback;
  const setting = firstMatch(SETTINGS, texts) ?? pick(FREE_SETTINGS, "studio");
  const pose = firstMatch(POSES, texts) ?? pick(FREE_POSES, "standing");
  return {
    setting,
    lighting: firstMatch(LIGHTINGS, texts) ?? (setting === "evening" ? "night" : "soft"),
    pose,
    framing: framingOf(texts, pose, random),
    angle: firstMatch(ANGLES, texts) ?? "eye",
  };
}
