// The order of roles: who may do what a role may (domain 10).
import type { Actor, Role } from "./context.ts";

const RANK: Readonly<Record<Role, number>> = { analyst: 0, chatter: 1, manager: 2, owner: 3 };

export function hasRole(actor: Pick<Actor, "role">, needed: Role): boolean {
  return RANK[actor.role] >= RANK[needed];
}
