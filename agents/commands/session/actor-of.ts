// A row of Operator as the actor of commands.
import type { Operator } from "../../../prisma/generated/client/client.ts";
import { isLanguage } from "../../texts/texts.ts";
import type { Actor, Role } from "../context.ts";

type OperatorRow = Pick<Operator, "id" | "name" | "role" | "language">;

export function actorOf(operator: OperatorRow, surface: string, role: Role = operator.role): Actor {
  return {
    kind: "operator",
    id: operator.id,
    name: operator.name,
    role,
    surface,
    language: isLanguage(operator.language) ? operator.language : "en",
  };
}
