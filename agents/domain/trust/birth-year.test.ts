import { expect, test } from "vitest";
import { givenBirthYear } from "./birth-year.ts";

test.each([
  ["i was born in 2011", 2011],
  ["born in '11", 2011],
  ["naci el 4 de julio de 2012", 2012],
  ["soy del 2010", 2010],
  ["dob 05/12/2011", 2011],
  ["oct 2009", 2009],
  ["4 de junio del 2010, mi cumple", 2010],
  ["soy del 09 asi que imaginate", 2009],
  ["oct 2026", null],
  ["june 2015 was when we married", null],
  ["i was not even born in 2008", 2009],
  ["my son was born in 2010", null],
  ["moved here in 2010", null],
  ["i was born on the 14th of may", null],
])("%j gives %j", (text, expected) => expect(givenBirthYear(text)).toBe(expected));
