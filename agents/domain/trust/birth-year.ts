// The birth year a writer gives, in words of English or Spanish chats: "born in 2011", "nací en el 11", "dob 05/12/2011".
import { anyFits } from "./pattern-index.ts";

const YEAR = "(20\\d\\d)(?!\\d)";
const SHORT_YEAR = "'?((?:0[89]|1\\d))(?![\\d:/]| ?(?:of|de|th|st))";
const MONTH =
  "(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre)";
const A_FEW_WORDS = "(?: (?!hij|herman)\\S+){0,5}?";
const ME = "(?:^|(?<!\\p{L})(?:i was|i am|me|yo|soy|fui) )";

const rule = (source: string): RegExp => new RegExp(source, "u");

const GIVEN: readonly RegExp[] = [
  rule(`${ME}(?:born|nacid[oa])${A_FEW_WORDS} ${YEAR}`),
  rule(`(?<!\\p{L})naci${A_FEW_WORDS} ${YEAR}`),
  rule(`(?:${ME}(?:born|nacid[oa])|(?<!\\p{L})naci) (?:in |en |en el |el )?${SHORT_YEAR}`),
  rule(`(?:^|[,.] ?|(?<!\\p{L})i am (?:a )?)${YEAR.replace("(?!\\d)", "")} (?:baby|kid|born|here)`),
  rule(`^soy (?:del?|modelo|generacion|clase) ${SHORT_YEAR}(?:$|[ ,.!]+(?:asi|haz|calcula|imagina|jaja))`),
  // "oct 2009" or "4 de junio del 2010, mi cumple" as an answer: a date of the years that children are born in.
  rule(
    `^(?:el )?(?:\\d{1,2} )?(?:de )?${MONTH}(?: \\d{1,2})?,?(?: del?)? (20(?:09|1\\d))(?!\\d)(?=[ .!]*\\p{Extended_Pictographic}*$|,? (?:lol|jaja|baby|bday|mi cumple|naci|is my|es mi))`,
  ),
  rule(`${ME}from ${YEAR}`),
  rule(`^${YEAR}(?: \\p{L}+)? (?:born|baby)`),
  rule(`^(?:yo )?soy (?:clase |modelo |generacion )?(?:del? (?:año )?|el )?${YEAR}(?! de la)`),
  rule(
    `(?<!\\p{L})(?:birth ?year|year of birth|birthday|bday|dob|d\\.o\\.b|birth ?date|fecha de nacimiento|año de nacimiento|nacimiento|naci)(?: is|:| es)*(?: \\S+){0,2}? ?(?:\\d+[/.-]\\d+[/.-])?${YEAR}`,
  ),
];
/** "I wasn't even born in 2008": the year itself is too early. */
const NOT_YET_BORN = rule(
  `(?:^|(?<!\\p{L})i )(?:was|had)(?: not|n't) (?:even |yet )*(?:been )?born(?: yet)?(?: in)? ${YEAR}|(?<!\\p{L})(?:no|ni)(?: \\S+)? habia nacido(?: aun)? en(?: el)? ${YEAR}`,
);

const tellsOfBirth = anyFits([NOT_YET_BORN, ...GIVEN]);

/** The earliest year the writer can be born in by their own words; null when none is given. Expects standard words. */
export function givenBirthYear(text: string): number | null {
  if (!tellsOfBirth(text)) return null;
  const later = firstGroup(NOT_YET_BORN.exec(text));
  if (later !== null) return later + 1;
  for (const given of GIVEN) {
    const year = firstGroup(given.exec(text));
    if (year !== null) return year;
  }
  return null;
}

function firstGroup(match: RegExpExecArray | null): number | null {
  const group = match?.slice(1).find((each) => each !== undefined);
  if (group === undefined) return null;
  return group.length === 2 ? 2000 + Number(group) : Number(group);
}
