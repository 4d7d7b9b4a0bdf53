// Chat spelling folded to standard words ("im", "i'm" and "iam" become "i am"), so that a guard's rules name each word once.
import { anyFits } from "./pattern-index.ts";

/** Standard words and the chat spellings that mean them, English and Spanish; plain form. */
const SPELLINGS: Readonly<Record<string, string>> = {
  "i am": "i'm im iam i'am imma's",
  "i have": "i've ive",
  "i will": "i'll",
  "i would": "i'd",
  "you are": "you're youre ur're",
  "he is": "he's hes",
  "she is": "she's",
  "it is": "it's",
  "that is": "that's thats",
  "there is": "there's theres",
  "what is": "what's whats wats",
  "they would": "they'd theyd",
  "he will": "he'll",
  "do not": "don't dont dnt donot dun",
  "does not": "doesn't doesnt",
  "did not": "didn't didnt",
  "can not": "can't cant cannot",
  "will not": "won't wont",
  "would not": "wouldn't wouldnt",
  "should not": "shouldn't shouldnt",
  "have not": "haven't havent",
  "has not": "hasn't hasnt",
  "is not": "isn't isnt",
  "am not": "ain't aint",
  "was not": "wasn't wasnt",
  "want to": "wanna wana wnna",
  want: "wnat wnt",
  "going to": "gonna gunna gona goin2",
  "got to": "gotta",
  you: "u",
  your: "ur yr",
  "to you": "2u",
  are: "r",
  though: "tho",
  because: "bc bcuz cuz cause coz becuz bcz",
  until: "till til untill 'til",
  "right now": "rn",
  "i do not know": "idk idunno",
  with: "w/ wit",
  please: "pls plz",
  mom: "mam mum mommy mummy momma mama's mam",
  dad: "daddy's pops",
  moms: "mom's mum's mums",
  "high school": "highschool hs highskool",
  "high schooler": "highschooler",
  "middle school": "middleschool",
  homework: "hw",
  die: "diee dye",
  kill: "kil kll",
  suicide: "suicde sucide suicid sewerslide",
  suicidal: "suicdal sucidal suicidle",
  myself: "my-self mysef myslef meself",
  "years old": "y/o yrs/o y.o. y.o yr/old",
  years: "yrs yrz yr's anos's",
  year: "yr",
  birthday: "bday b-day bdy brithday",
  not: "nt donnt",
  estoy: "toi toy stoy etoy",
  esta: "ta",
  quiero: "kiero qiero quero kero qro",
  quiere: "kiere qiere",
  que: "q k qe",
  "por que": "xq pq xke",
  por: "x",
  para: "pa pra",
  tengo: "tngo tego tenog tngp teng tenngo",
  años: "añs anos anios aniitos añitos anitos añitoz aos",
  yo: "io",
  "hasta la": "hastala",
  secundaria: "secundario secu secun sekundaria",
  preparatoria: "prepa",
  bachillerato: "bach bachiller bachi",
  instituto: "insti",
  colegio: "cole kole",
  universidad: "uni u. univ facultad facu",
  celular: "cel celu movil telefono fono tlf",
  madre: "mama mami amá jefita mamita",
  padre: "papa papi apá",
  padres: "papas",
  cumpleaños: "cumple cumpleanos cumples",
  mañana: "mñn manana mñna",
  todavia: "toavia tdavia",
  mas: "ms",
  segundo: "2do 2º 2o 2ª",
  primero: "1ro 1ero 1º 1er primer",
  tercero: "3ro 3ero 3º 3er tercer",
  cuarto: "4to 4º",
  quinto: "5to 5º",
  sexto: "6to 6º",
};

const STANDARD = new Map(
  Object.entries(SPELLINGS).flatMap(([standard, spellings]) =>
    spellings.split(" ").map((spelling) => [spelling, standard] as const),
  ),
);

/** Two words that are one slip of the keyboard or of the ear; only where no ordinary phrase has them side by side. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}'])i m(?![\p{L}'])/gu, "i am"],
  [/(?<![\p{L}'])(?:me|m) (?=quiero)/gu, "me "],
  [/(?<![\p{L}'])ill (?=be|turn|pay|have|do|go|kill|die|hurt|never|just|still|only|always|wait|end|not)/gu, "i will "],
  [/(?<![\p{L}'])id (?=rather|be|do|kill|die|like|love|never)/gu, "i would "],
  [/(?<!\p{L})(to|can|not|will|would) b(?!\p{L})/gu, "$1 be"],
  [/(?<!\p{L})d (?=la|secundaria|preparatoria|bachillerato|edad)/gu, "de "],
  [/(?<!\p{L})want 2 /gu, "want to "],
  [/(?<!\p{L})(?:try|trying|going|need|have) 2 /gu, "going to "],
  [/(?<!\p{L})want to to(?!\p{L})/gu, "want to"],
  // Letters written apart come back as one word: "k i l l m y s e l f".
  [/(?<!\p{L})(kill|hurt|cut|hang)(my|him|her)self(?!\p{L})/gu, "$1 $2self"],
  [/(?<!\p{L})(?:i )?(?:want|wanna)(?:to)?die(?!\p{L})/gu, "want to die"],
  [/(?<!\p{L})(?:me)?quiero(morir|matar|suicidar)(me)?(?!\p{L})/gu, "me quiero $1"],
  [/(?<!\p{L})high school kid(?!\p{L})/gu, "high schooler"],
];

const ENDS_IN_SIGN = /[.'/-]+$/;

const holdsPair = anyFits(PAIRS.map(([pattern]) => pattern));

/** Plain form in, plain form with standard words out. Unknown words stay as they are. */
export function standardWords(plain: string): string {
  const folded = plain.replace(/[\p{L}\p{N}'][\p{L}\p{N}'/.ºª-]*/gu, (token) => {
    const known = STANDARD.get(token);
    if (known !== undefined) return known;
    // "rn." and "u," end in a sign that is not part of the spelling.
    if (!ENDS_IN_SIGN.test(token)) return token;
    const core = token.replace(ENDS_IN_SIGN, "");
    const coreKnown = STANDARD.get(core);
    return coreKnown === undefined ? token : coreKnown + token.slice(core.length);
  });
  if (!holdsPair(folded)) return folded;
  return PAIRS.reduce((text, [pattern, standard]) => text.replace(pattern, standard), folded);
}
