// The commands about webhooks out, for the registry.
import type { AnyCommand } from "../command.ts";
import { webhookAdd } from "./webhook-add.ts";
import { webhookList } from "./webhook-list.ts";
import { webhookRemove } from "./webhook-remove.ts";
import { webhookTest } from "./webhook-test.ts";

export const webhookCommands: readonly AnyCommand[] = [webhookAdd, webhookList, webhookRemove, webhookTest];
