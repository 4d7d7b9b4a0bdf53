import { expect, test } from "vitest";
import { z } from "zod";
import { describeIssue } from "./describe-issue.ts";

const Input = z.object({
  count: z.number().int().min(1).max(100).default(1),
  name: z.string().min(1).max(60).default("x"),
  tags: z.array(z.string()).min(1).default(["x"]),
  kind: z.enum(["safe", "suggestive"]).default("safe"),
  usd: z.string().regex(/^\d+$/, "an amount such as 25").default("1"),
  mail: z.email().default("a@b.example"),
});

test.each([
  [{ count: 10_000 }, "100 at most", "100 como máximo"],
  [{ count: 0 }, "1 at least", "1 como mínimo"],
  [{ count: 1.5 }, "a whole number is needed", "hace falta un número entero"],
  [{ count: "six" }, "a number is needed", "hace falta un número"],
  [{ name: "" }, "it is empty", "está vacío"],
  [{ name: "x".repeat(61) }, "60 characters at most", "60 caracteres como máximo"],
  [{ tags: [] }, "one entry at least", "un elemento como mínimo"],
  [{ kind: "wild" }, "one of safe, suggestive", "uno de safe, suggestive"],
  [{ usd: "x" }, "an amount such as 25", "an amount such as 25"],
  [{ mail: "x" }, "Invalid email address", "Inválido dirección de correo electrónico"],
])("%j: %s / %s", (input, english, spanish) => {
  const [issue] = Input.safeParse(input).error?.issues ?? [];
  if (!issue) throw new Error("the input was taken");
  expect(describeIssue(issue, "en")).toBe(english);
  expect(describeIssue(issue, "es")).toBe(spanish);
});
