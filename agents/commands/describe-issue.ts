// What is wrong with one value of an input, in the reader's language and without the parser's own words.
import { z } from "zod";
import { type Language, texts } from "../texts/texts.ts";

type Issue = z.core.$ZodIssue;

/** How zod's own English messages begin. A message a schema brings is kept: it says more than its rule. */
const STANDARD = /^(Too (big|small)|Invalid|Unrecognized)\b/;
const SPANISH = z.locales.es().localeError;

export function describeIssue(issue: Issue, language: Language): string {
  const words = texts(language).common.badValues;
  if (!STANDARD.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "too_big":
      return sized(issue.origin, Number(issue.maximum), {
        number: words.most,
        string: words.mostCharacters,
        array: words.mostEntries,
      });
    case "too_small":
      return sized(issue.origin, Number(issue.minimum), {
        number: words.least,
        string: words.leastCharacters,
        array: words.leastEntries,
      });
    case "invalid_value":
      return words.oneOf(issue.values.map(String).join(", "));
    case "invalid_type":
      return words.types[issue.expected as keyof typeof words.types] ?? inLanguage(issue, language);
    default:
      return inLanguage(issue, language);
  }
}

type Sized = Readonly<Record<"number" | "string" | "array", (limit: number) => string>>;

function sized(origin: string, limit: number, { number, string, array }: Sized): string {
  if (origin === "string") return string(limit);
  return origin === "array" || origin === "set" ? array(limit) : number(limit);
}

function inLanguage(issue: Issue, language: Language): string {
  if (language === "en") return issue.message;
  const said = SPANISH(issue as z.core.$ZodRawIssue);
  return (typeof said === "string" ? said : said?.message) ?? issue.message;
}
