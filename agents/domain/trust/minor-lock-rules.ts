// The word rules behind the minor lock (trust C11), as data. They read plain form with numbers as digits.
import type { MinorReason } from "./minor-lock.ts";

interface MinorRule {
  readonly reason: MinorReason;
  fires(text: string): boolean;
}

const AGE = "(?:[89]|1[0-7])";
const END = "(?![\\p{L}\\p{N}])";
const START = "(?<![\\p{L}\\p{N}])";

/** What follows a number that is not an age: "16 weeks pregnant", "16 inches", "16 mins", "16 years sober", "16%". */
const NOT_AN_AGE =
  "(?!\\s*(?:[%$€£°+'\"]|[.,:/]\\d|-(?:week|month|day|hour|minute|inch)|(?:k|x|cm|mm|m|km|kg|kgs|lb|lbs|ft|in|inch|inches|feet|foot|yards?|miles?|meters?|metres?|stone|pounds?|" +
  "wks?|weeks?|months?|mo|days?|hours?|hrs?|h|min|mins|minutes?|secs?|seconds?|am|pm|o'?clock|percent|dollars?|bucks|usd|euros?|" +
  "times|drinks?|beers?|shots?|points?|pts|floors?|blocks?|stops?|steps|pages?|episodes?|levels?|th|more|away|behind|ahead|late|into|" +
  "in a row|out of|of them|of us|people|kids|followers|at heart|" +
  "(?:years?|yrs?) (?:sober|clean|married|older|younger|into|in|ahead|away|free|strong|of|on|with|without|and counting|late|deep|past))(?![\\p{L}\\p{N}])))";

const SOFTENERS =
  "(?:\\s+(?:only|just|actually|still|like|about|really|almost|nearly|barely|technically|honestly|also|currently|around|abt|literally|now))*";
const SELF_EN = `${START}(?:i'?m|i am|iam|ima|my age(?: is|'s)?|me)${SOFTENERS}`;

/** Someone else, or the past: then school words say nothing about the writer's age today. */
const NOT_ME_NOW =
  /\b(?:when i|back (?:in|when)|since|used to|i was|were|teach(?:es|er|ing)?|coach|my (?:\w+ )?(?:son|daughter|kids?|child|brother|sister|niece|nephew|cousin|boy|girl|students?|ex|friend|class reunion)'?s?|he|she|they|his|her|their|years ago|graduated|finished|cuando|desde|era|estaba|iba|tenia|mi (?:hij[oa]|herman[oa]|sobrin[oa]|prim[oa]|nin[oa]|ex)|profe(?:sor|sora)?|maestr[oa]|hace \d+ anos|hace \d+ años)\b/;

const SCHOOL =
  /\b(?:(?:[1-9]|1[0-2])(?:st|nd|rd|th)[ -]grade(?:r)?|(?:sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)[ -]grade(?:r)?|grade (?:[6-9]|1[0-2])|year (?:[7-9]|1[0-3]) (?:at|in) school|(?:i'?m|i am|im) in year (?:[7-9]|1[0-3])|(?:i'?m|i am|im)(?: still| only)? (?:in|at) (?:high ?school|middle ?school|junior high|hs|secondary school|school rn)|i (?:still )?go to (?:high ?school|middle ?school|junior high)|(?:i'?m|i am|im) a (?:high ?school(?:er)?|middle ?schooler|hs)(?: (?:freshman|sophomore|junior|senior|student))?|my (?:high ?school|middle ?school) (?:classes|homework|teacher|prom)|(?:freshman|sophomore) in (?:high ?school|hs))\b/;
const SCHOOL_ES =
  /\b(?:(?:estoy|voy|sigo|ando)(?: todavia| aun)? (?:en|a) (?:la |el |al )?(?:eso|secundaria|secu|prepa|preparatoria|bachillerato|bachiller|instituto|insti|colegio|cole|primaria|liceo)|voy al (?:instituto|insti|colegio|cole|liceo)|[1-4] ?[oº]? ?(?:de )?(?:la )?eso|[12] ?[oº]? ?(?:de )?bachillerato)(?![\p{L}])/u;

const statedAge = [
  new RegExp(`${SELF_EN}\\s+${AGE}(?:(?:yo|y/?o|(?:yrs?|years?) ?old)${END}|${END}${NOT_AN_AGE})`, "u"),
  new RegExp(
    `${START}(?:(?<!at |since |from |by |the |of )age[d]?|edad)\\s*(?:is|:|=|-)?\\s*${AGE}${END}${NOT_AN_AGE}`,
    "u",
  ),
  new RegExp(
    `^(?:(?:hey|hi|hello|hola|ok|well|um+)[ ,]+)?${AGE}\\s?(?:yo|y/?o|yrs? old|years? old|años|anos)${END}(?! (?:ago|of|de))`,
    "u",
  ),
  new RegExp(
    `${START}(?<!my |a |an |her |his |our |the |your )${AGE}\\s?(?:yo|y/o|year old) (?:here|girl here|boy here)${END}`,
    "u",
  ),
  new RegExp(
    `${START}i(?:'ve)? (?:just|only|recently)? ?turned ${AGE}${END}(?! (?:years|weeks))(?=.{0,12}(?:$|today|yesterday|last|this|now|lol|btw|[,.!]))`,
    "u",
  ),
  new RegExp(`${START}i was ${AGE} (?:yesterday|last (?:week|month))`, "u"),
  new RegExp(
    `${START}(?:yo )?(?:tengo|tngo|acabo de cumplir|cumpli(?: hace poco)?)(?: (?:solo|apenas|casi|como|ya|recien|unos))* ${AGE}(?:\\s?(?:años|anos|añitos|anitos)(?! (?:de|en|con|sin|trabajando|viviendo|casad[oa]|junt[oa]s|haciendo|siendo|entrenando))${END}|(?=\\s*(?:$|[,.!?;:)\\p{Emoji_Presentation}]|(?:y|pero|jaja\\w*|xd|soy|vale|ok|amor|bebe|bb|tu|tio|nada|recien|btw|asi|aun|todavia|por)${END})))`,
    "u",
  ),
  new RegExp(`${START}(?:j'ai|jai) ${AGE} ans${END}`, "u"),
  new RegExp(`${START}(?:eu )?tenho ${AGE} anos${END}(?! (?:de|a))`, "u"),
  new RegExp(
    `${START}ich bin (?:erst )?${AGE}(?: jahre alt)?${END}(?! (?:minuten|wochen|stunden|tage|jahre (?!alt)))`,
    "u",
  ),
  new RegExp(`${START}ho ${AGE} anni${END}(?! di)`, "u"),
];

const ageAndSex = [
  new RegExp(
    `(?<!(?:it'?s|feels like|below|degrees|at|minus|-)\\s)${START}(?:1[0-7])\\s?/?\\s?f${END}(?! (?:outside|degrees|today))`,
    "u",
  ),
  new RegExp(
    `^(?:(?:hey|hi|hello|hola|im|i'm)[ ,]+)?1[0-7]\\s?/?\\s?(?:m|nb|ftm|mtf)(?=$|[ ]?[,./]| (?:here|from|usa|uk|mx|looking|and|hbu|u|you)${END})`,
    "u",
  ),
  new RegExp(
    `^(?:(?:hey|hi|hello|hola|im|i'm)[ ,]+)?(?:f|m)\\s?/?\\s?1[0-7]${END}(?=$|[ ]?[,./]| (?:here|from|usa|uk|mx|looking|and|hbu|u|you)${END})`,
    "u",
  ),
];

const LATER =
  "(?:next|soon|tomorrow|in (?:a|an|\\d+|two|three|four|five|six|the|like|about|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|on |this (?:week|month|year|summer|winter|fall|spring)|later|eventually)";
const notYetAdult = [
  new RegExp(
    `${START}i(?:'ll| will|'m gonna| am going to|'m going to)?(?: only| just| finally)? turn(?:ing)? 1[0-8]${END}(?= ?(?:$|[,.!]|${LATER}))`,
    "u",
  ),
  new RegExp(`${START}(?:i'?m|i am)(?: only| just| finally)? turning 1[0-8]${END}`, "u"),
  new RegExp(
    `${START}(?:i'?ll|i will|ill|gonna|going to) (?:only |finally )?be 1[0-8]${END}(?! (?:minutes|mins|hours|weeks|days|years (?!old)))`,
    "u",
  ),
  new RegExp(`${START}(?:i'?m|i am) 18 ${LATER}`, "u"),
  new RegExp(
    `${START}(?:i'?m|i am)(?: \\w+)? (?:almost|nearly|not(?: yet| even)?|under|below|soon to be|bout to be|about to (?:be|turn)) 18${END}(?!\\+)`,
    "u",
  ),
  /^(?:almost|nearly|not|not yet|under|soon) 18(?: yet| soon)?[.!]?$/u,
  new RegExp(
    `${START}(?:until|till|til|before|once|when|after|wait for when) (?:i'?m|i am|i turn|i'll be|i become|i hit|i get to) 18${END}`,
    "u",
  ),
  new RegExp(`${START}not 18 yet${END}`, "u"),
  new RegExp(`${START}(?:cumplo|voy a cumplir|cumplire) (?:los )?1[0-8]${END}`, "u"),
  new RegExp(`${START}(?:todavia|aun) no (?:tengo|cumplo) (?:los )?18${END}`, "u"),
  new RegExp(
    `${START}(?:no tengo|cuando (?:tenga|cumpla)|hasta que (?:tenga|cumpla)|casi tengo|me faltan? .{1,20} para (?:los|cumplir)) (?:los )?18${END}(?! (?:euros|dolares|pesos))`,
    "u",
  ),
  new RegExp(`${START}casi (?:tengo )?18${END}(?= ?(?:$|[,.!]|años|anos))`, "u"),
];

const saysMinor = [
  /\b(?:i'?m|i am|im|iam)(?: \w+)? (?:a minor|under ?age|a teen(?:ager)?|not legal(?: yet)?|too young for this|not an adult(?: yet)?|a kid|a child|in my teens)\b(?! at heart)/,
  /\bsoy(?: \w+)? (?:menor(?: de edad)?(?! que)|adolescente|un[a]? ni[nñ][oa]|un[a]? crio)(?![\p{L}])/u,
  /\b(?:je suis mineure?|sou menor(?: de idade)?|ich bin minderjahrig|sono minorenne)\b/,
];

/** "16", "seventeen", "l7" as a whole message: the common answer to "how old are you". */
const BARE_AGE = /^(?:1[2-7])[.!]*$/;

export const MINOR_RULES: readonly MinorRule[] = [
  { reason: "stated_age", fires: (text) => statedAge.some((rule) => rule.test(text)) },
  { reason: "age_and_sex", fires: (text) => ageAndSex.some((rule) => rule.test(text)) },
  { reason: "not_yet_adult", fires: (text) => notYetAdult.some((rule) => rule.test(text)) },
  { reason: "says_minor", fires: (text) => saysMinor.some((rule) => rule.test(text)) },
  { reason: "school", fires: (text) => clauses(text).some((clause) => isSchool(clause)) },
  { reason: "bare_age", fires: (text) => BARE_AGE.test(text) },
];

function isSchool(clause: string): boolean {
  return (SCHOOL.test(clause) || SCHOOL_ES.test(clause)) && !NOT_ME_NOW.test(clause);
}

function clauses(text: string): string[] {
  return text.split(/[.!?;\n]|\bbut\b|\bpero\b/);
}
