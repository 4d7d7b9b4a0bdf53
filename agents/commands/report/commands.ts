// The commands about money earned and spent, for the registry.
import type { AnyCommand } from "../command.ts";
import { reportCosts } from "./report-costs.ts";
import { reportPnl } from "./report-pnl.ts";
import { reportSubscriptions } from "./report-subscriptions.ts";

export const reportCommands: readonly AnyCommand[] = [reportCosts, reportPnl, reportSubscriptions];
