// The commands about experiments, in the order help shows them.
import { experimentCreate } from "./experiment-create.ts";
import { experimentDeploy } from "./experiment-deploy.ts";
import { experimentEnd } from "./experiment-end.ts";
import { experimentList } from "./experiment-list.ts";
import { experimentShow } from "./experiment-show.ts";
import { experimentStart } from "./experiment-start.ts";
import { experimentWithdraw } from "./experiment-withdraw.ts";

export const experimentCommands = [
  experimentCreate,
  experimentStart,
  experimentShow,
  experimentList,
  experimentEnd,
  experimentDeploy,
  experimentWithdraw,
];
