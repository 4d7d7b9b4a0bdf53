import { expect, test } from "vitest";
import { farewellFaults, farewellKind } from "./farewell.ts";

test.each([
  ["bye", "leaving"],
  ["Ok goodnight!", "leaving"],
  ["gotta go", "leaving"],
  ["ttyl", "leaving"],
  ["adiós", "leaving"],
  ["me voy a dormir", "leaving"],
  ["hasta mañana", "leaving"],
  ["STOP", "stop"],
  ["delete my account", "delete_account"],
  ["borra mis datos", "delete_account"],
  ["good morning", null],
  ["i bought it by mistake", null],
  ["see your pics", null],
  ["i want to go to the beach with you", null],
  ["buenas noches", null],
  ["buenas noches, linda", "good_night"],
  ["buenas noches linda, qué haces?", null],
  ["me voy al gym, y tu?", null],
  ["gotta go, talk tmrw", "leaving"],
  ["quiero que borren mi cuenta", "delete_account"],
])("%j -> %s", (text, kind) => expect(farewellKind(text)).toBe(kind));

test.each([
  ["Good night, sleep well.", []],
  ["Hasta luego, que descanses.", []],
  ["Leaving so soon? Don't go.", ["question", "guilt"]],
  ["Before you go, the starter pack is $29.99", ["guilt", "offer"]],
  ["No te vayas, quédate un rato", ["guilt"]],
])("%j has faults %j", (draft, faults) => expect(farewellFaults(draft)).toEqual(faults));
