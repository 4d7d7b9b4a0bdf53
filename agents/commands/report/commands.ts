// The commands about money earned and spent, and about how far fans come, for the registry.
import type { AnyCommand } from "../command.ts";
import { reportAttribution } from "./report-attribution.ts";
import { reportCalibration } from "./report-calibration.ts";
import { reportCosts } from "./report-costs.ts";
import { reportFunnel } from "./report-funnel.ts";
import { reportInsights } from "./report-insights.ts";
import { reportPnl } from "./report-pnl.ts";
import { reportProposals } from "./report-proposals.ts";
import { reportSales } from "./report-sales.ts";
import { reportSubscriptions } from "./report-subscriptions.ts";

export const reportCommands: readonly AnyCommand[] = [
  reportCosts,
  reportPnl,
  reportSales,
  reportSubscriptions,
  reportFunnel,
  reportInsights,
  reportProposals,
  reportAttribution,
  reportCalibration,
];
