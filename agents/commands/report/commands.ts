// The commands about money earned and spent, and about how far fans come, for the registry.
import type { AnyCommand } from "../command.ts";
import { reportAttribution } from "./report-attribution.ts";
import { reportCalibration } from "./report-calibration.ts";
import { reportCohort } from "./report-cohort.ts";
import { reportCosts } from "./report-costs.ts";
import { reportFunnel } from "./report-funnel.ts";
import { reportGrowth } from "./report-growth.ts";
import { reportInsights } from "./report-insights.ts";
import { reportMonth } from "./report-month.ts";
import { reportPnl } from "./report-pnl.ts";
import { reportProposals } from "./report-proposals.ts";
import { reportSales } from "./report-sales.ts";
import { reportSubscriptions } from "./report-subscriptions.ts";

export const reportCommands: readonly AnyCommand[] = [
  reportCosts,
  reportPnl,
  reportMonth,
  reportGrowth,
  reportCohort,
  reportSales,
  reportSubscriptions,
  reportFunnel,
  reportInsights,
  reportProposals,
  reportAttribution,
  reportCalibration,
];
